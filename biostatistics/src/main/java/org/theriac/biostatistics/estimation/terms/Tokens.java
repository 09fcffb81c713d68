package org.theriac.biostatistics.estimation.terms;

import java.util.ArrayList;
import java.util.List;

/** A term's text as words, numbers and signs, read from the left. */
final class Tokens {
    /** What a piece of text is. */
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    /** @param at index of the first character, from 0 */
    record Token(Kind kind, String text, int at) {
        String describe() {
            return kind == Kind.END ? "the end" : "'" + text + "'";
        }
    }

    private static final List<String> TWO = List.of("<=", ">=", "==", "!=");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                Token token = token(at);
                tokens.add(token);
                at = token.at() + length(token);
            }
        }
        tokens.add(new Token(Kind.END, "", text.length()));
    }

    /** A quoted token is longer by its quotes. */
    private int length(Token token) {
        char first = text.charAt(token.at());
        boolean quoted = first == '`' || first == '"' || first == '\'';
        return token.text().length() + (quoted ? 2 : 0);
    }

    private Token token(int at) {
        char c = text.charAt(at);
        if (c == '`' || c == '"' || c == '\'') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw new IllegalArgumentException(
                        "term '" + text + "': the quote " + c + " at character " + (at + 1) + " is not closed.");
            }
            return new Token(c == '`' ? Kind.NAME : Kind.TEXT, text.substring(at + 1, end), at);
        }
        boolean digit = digit(at) || c == '.' && digit(at + 1);
        if (digit) {
            return new Token(Kind.NUMBER, text.substring(at, endOfNumber(at)), at);
        }
        if (Character.isLetter(c) || c == '.' || c == '_') {
            int end = at;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "._".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            return new Token(Kind.NAME, text.substring(at, end), at);
        }
        if (at + 1 < text.length() && TWO.contains(text.substring(at, at + 2))) {
            return new Token(Kind.SIGN, text.substring(at, at + 2), at);
        }
        if ("+-*/^():,<>".indexOf(c) >= 0) {
            return new Token(Kind.SIGN, String.valueOf(c), at);
        }
        throw new IllegalArgumentException("term '" + text + "': found '" + c + "' at character " + (at + 1)
                + ". A column's name that holds other characters than letters, digits, '.' and '_' stands in backticks: `"
                + "a name`.");
    }

    private boolean digit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int endOfNumber(int from) {
        int end = from;
        while (digit(end) || end < text.length() && text.charAt(end) == '.') {
            end++;
        }
        boolean exponent = end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E');
        int digits = exponent && end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? end + 2 : end + 1;
        if (exponent && digit(digits)) {
            end = digits;
            while (digit(end)) {
                end++;
            }
        }
        return end;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token after() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean at(String sign) {
        return peek().kind() == Kind.SIGN && peek().text().equals(sign);
    }

    boolean takeIf(String sign) {
        boolean is = at(sign);
        if (is) {
            take();
        }
        return is;
    }

    void require(String sign) {
        if (!takeIf(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    IllegalArgumentException expected(String what) {
        return error("found " + peek().describe() + " at character " + (peek().at() + 1) + "; expected " + what + ".");
    }

    IllegalArgumentException error(String sentence) {
        return new IllegalArgumentException("term '" + text + "': " + sentence);
    }
}
