package org.theriac.tables.arff;

import java.util.function.Function;
import org.theriac.core.UserError;

/** The words of one line, with or without quotation marks. */
final class ArffLine {
    private static final String ENDS = ",{}%";

    private final String text;
    private final Function<String, UserError> fault;
    private int at;

    ArffLine(String text, Function<String, UserError> fault) {
        this.text = text;
        this.fault = fault;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether this character comes next. */
    boolean at(char expected) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == expected;
    }

    /** Passes over this character if it comes next. */
    boolean skip(char expected) {
        boolean there = at(expected);
        at += there ? 1 : 0;
        return there;
    }

    /** Refuses anything but a comment. */
    void requireEnd() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) != '%') {
            throw fault.apply(
                    "found more after the last value of the row. Values that hold blanks or commas stand in quotation marks.");
        }
    }

    private boolean quoted() {
        return at('\'') || at('"');
    }

    /** A name that ends at a blank, or stands in quotation marks. */
    String name() {
        skipBlanks();
        if (quoted()) {
            return inQuotes();
        }
        int from = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '{') {
            at++;
        }
        if (from == at) {
            throw fault.apply("a name is missing.");
        }
        return text.substring(from, at);
    }

    /** A value, given to its attribute. */
    void value(ArffAttribute attribute) {
        skipBlanks();
        boolean quoted = quoted();
        String word = quoted ? inQuotes() : bare();
        if (word.isEmpty() && !quoted) {
            throw fault.apply("the value of '" + attribute.name() + "' is empty. A missing value is written as ?.");
        }
        if (word.equals("?") && !quoted) {
            attribute.missing();
        } else {
            attribute.add(word, fault);
        }
    }

    /** The words in braces that list a nominal attribute's levels, one at a time. */
    String level() {
        skipBlanks();
        return quoted() ? inQuotes() : bare();
    }

    /** The index of a sparse value. */
    int index() {
        skipBlanks();
        int from = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            return Integer.parseInt(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw fault.apply("an index is expected in a sparse row, such as {0 1.5, 3 yes}.");
        }
    }

    /** The rest of the line. */
    String rest() {
        return text.substring(at).strip();
    }

    private String bare() {
        int from = at;
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private String inQuotes() {
        char mark = text.charAt(at++);
        StringBuilder word = new StringBuilder();
        while (at < text.length() && text.charAt(at) != mark) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
                word.append(escaped(text.charAt(at)));
            } else {
                word.append(text.charAt(at));
            }
            at++;
        }
        if (at == text.length()) {
            throw fault.apply("a quotation mark is not closed.");
        }
        at++;
        return word.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }
}
