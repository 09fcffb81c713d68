package org.theriac.tables.arff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.table.Limits;

/**
 * Reads an attribute-relation file as its description of 2008 gives the format: attributes that are numeric, nominal, string or date, rows that are dense
 * ({@code 1, a, ?}) or sparse ({@code {0 1, 3 a}}), names and values in quotation marks, comments after a percent sign. Instance weights and relational
 * attributes are refused.
 */
final class ArffReader {
    private static final int ROWS_BETWEEN_CHECKS = 4096;

    private final BufferedReader lines;
    private final String origin;
    private final Limits limits;
    private final List<ArffAttribute> attributes = new ArrayList<>();
    private int number;
    private int rows;

    ArffReader(Reader reader, String origin, Limits limits) {
        this.lines = new BufferedReader(reader, 1 << 16);
        this.origin = origin;
        this.limits = limits;
    }

    /** @throws UserError where the text is not of the format; the message names the line */
    List<Column<?>> read() throws IOException {
        header();
        String line = next();
        while (!line.isEmpty()) {
            ArffLine fields = new ArffLine(line, this::fault);
            if (fields.at('{')) {
                sparse(fields);
            } else {
                dense(fields);
            }
            if (++rows % ROWS_BETWEEN_CHECKS == 0) {
                checkMemory();
            }
            line = next();
        }
        if (rows == 0) {
            throw new UserError(origin + " has no rows after @data.");
        }
        return attributes.stream().<Column<?>>map(ArffAttribute::column).toList();
    }

    private void header() throws IOException {
        Map<String, Integer> declared = new TreeMap<>();
        String line = next();
        while (!keyword(line).equals("@data")) {
            switch (keyword(line)) {
                case "@relation" -> {}
                case "@attribute" -> {
                    ArffLine rest = new ArffLine(line.substring("@attribute".length()), this::fault);
                    String name = rest.name();
                    Integer earlier = declared.put(name, number);
                    if (earlier != null) {
                        throw fault("the attribute '" + name + "' was declared in line " + earlier
                                + " already. Give each a name of its own.");
                    }
                    attributes.add(ArffAttribute.of(name, rest, place -> fault(place), origin));
                    if (attributes.size() > limits.columns()) {
                        throw fault("more than " + limits.columns() + " attributes.");
                    }
                }
                case "" ->
                    throw new UserError(
                            origin + (number == 0 ? " is empty" : " ends before its @data")
                                    + ". An ARFF file declares its attributes with @attribute NAME TYPE, then its rows follow @data.");
                default ->
                    throw fault("found " + shown(line)
                            + " where @relation, @attribute or @data is expected. Is this an ARFF file?");
            }
            line = next();
        }
        if (attributes.isEmpty()) {
            throw fault("@data stands before any @attribute.");
        }
    }

    private static String keyword(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String shown(String line) {
        return "'" + (line.length() > 40 ? line.substring(0, 40) + "…" : line) + "'";
    }

    private void dense(ArffLine fields) {
        for (int i = 0; i < attributes.size(); i++) {
            if (i > 0 && !fields.skip(',')) {
                throw wrongCount(i);
            }
            fields.value(attributes.get(i));
        }
        if (fields.skip(',')) {
            throw fault(
                    fields.at('{')
                            ? "an instance weight follows the values; weights are not read. Make it an attribute."
                            : "found more values than the " + attributes.size() + " attributes.");
        }
        fields.requireEnd();
    }

    private UserError wrongCount(int found) {
        return fault("found " + found + (found == 1 ? " value" : " values") + ", expected " + attributes.size()
                + ", one for each attribute, with commas between them.");
    }

    private void sparse(ArffLine fields) {
        fields.skip('{');
        int next = 0;
        while (!fields.skip('}')) {
            int index = fields.index();
            if (index < next || index >= attributes.size()) {
                throw fault("found the index " + index + "; allowed are 0 to " + (attributes.size() - 1)
                        + ", each once, in ascending order.");
            }
            while (next < index) {
                attributes.get(next++).absent();
            }
            fields.value(attributes.get(next++));
            if (!fields.skip(',') && !fields.at('}')) {
                throw fault("the sparse row has no closing brace.");
            }
        }
        while (next < attributes.size()) {
            attributes.get(next++).absent();
        }
        fields.requireEnd();
    }

    /** The next line that is neither blank nor a comment, stripped; empty at the end. */
    private String next() throws IOException {
        String line = line();
        while (!line.equals(END)) {
            String stripped = line.strip();
            if (!stripped.isEmpty() && stripped.charAt(0) != '%') {
                return stripped;
            }
            line = line();
        }
        return "";
    }

    private static final String END = "\n";

    /** A line of bounded length; {@link #END} at the end. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return END;
        }
        number++;
        while (c >= 0 && c != '\n') {
            if (line.length() == limits.recordCharacters()) {
                throw fault("the line is longer than " + limits.recordCharacters() + " characters.");
            }
            line.append((char) c);
            c = lines.read();
        }
        return line.toString();
    }

    private void checkMemory() {
        long memory = attributes.stream().mapToLong(ArffAttribute::memory).sum();
        if (memory > limits.memoryBytes()) {
            throw new SurroundingsError(origin + " does not fit into memory: after " + rows + " rows it takes "
                    + (memory >> 20) + " MiB. Give Java more heap (-Xmx), or leave out rows or columns.");
        }
    }

    private UserError fault(String what) {
        return new UserError(origin + ", line " + number + ": " + what);
    }
}
