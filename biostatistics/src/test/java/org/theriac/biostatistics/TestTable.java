package org.theriac.biostatistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.table.DatasetEntry;
import org.theriac.datasets.DatasetsCatalogue;

/** A shipped data set, or one of the test resources, read as plain comma-separated text without quotes. */
public final class TestTable {
    private final List<String> header;
    private final List<String[]> rows;

    private TestTable(List<String> header, List<String[]> rows) {
        this.header = header;
        this.rows = rows;
    }

    /** Reads the shipped data set of this name or else {@code data/name.csv.gz}. */
    public static TestTable read(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            List<String[]> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                rows.add(line.split(",", -1));
            }
            return new TestTable(List.of(lines.get(0).split(",", -1)), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        Optional<DatasetEntry> shipped = new DatasetsCatalogue().catalogue().dataset(name);
        if (shipped.isEmpty()) {
            String file = "/data/" + name + ".csv.gz";
            return new GZIPInputStream(Objects.requireNonNull(TestTable.class.getResourceAsStream(file), file));
        }
        InputStream table = shipped.get().open().get();
        return shipped.get().fileName().endsWith(".gz") ? new GZIPInputStream(table) : table;
    }

    /** The rows in which none of the columns is missing. */
    public TestTable complete(String... columns) {
        return where(row -> Arrays.stream(columns)
                .map(column -> row[header.indexOf(column)])
                .noneMatch(cell -> cell.isEmpty() || cell.equals("NA")));
    }

    /** The rows with a value in a column. */
    public TestTable with(String column, String value) {
        return where(row -> row[header.indexOf(column)].equals(value));
    }

    /** The rows without a value in a column. */
    public TestTable without(String column, String value) {
        return where(row -> !row[header.indexOf(column)].equals(value));
    }

    private TestTable where(Predicate<String[]> condition) {
        return new TestTable(header, rows.stream().filter(condition).toList());
    }

    public List<String> columnNames() {
        return header;
    }

    public int size() {
        return rows.size();
    }

    public String[] text(String column) {
        int at = header.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("no column " + column + " among " + header);
        }
        return rows.stream().map(row -> row[at]).toArray(String[]::new);
    }

    public double[] number(String column) {
        return Arrays.stream(text(column)).mapToDouble(Double::parseDouble).toArray();
    }

    public int[] code(String column) {
        List<String> levels = Arrays.stream(text(column)).sorted().distinct().toList();
        return Arrays.stream(text(column)).mapToInt(levels::indexOf).toArray();
    }

    public double[] indicator(String column, String value) {
        return Arrays.stream(text(column))
                .mapToDouble(v -> v.equals(value) ? 1 : 0)
                .toArray();
    }

    public boolean[] event(String column, String value) {
        String[] values = text(column);
        boolean[] event = new boolean[values.length];
        IntStream.range(0, event.length).forEach(i -> event[i] = values[i].equals(value));
        return event;
    }

    public SurvivalTimes times(String time, String event, String value) {
        return SurvivalTimes.of(number(time), event(event, value));
    }

    public double[][] matrix(String... columns) {
        return columns(Arrays.stream(columns).map(this::number).toArray(double[][]::new));
    }

    /** Columns side by side as rows. */
    public static double[][] columns(double[]... columns) {
        double[][] x = new double[columns[0].length][columns.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < x.length; i++) {
                x[i][j] = columns[j][i];
            }
        }
        return x;
    }

    public static double[] map(double[] values, java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    /** The 228 rows of lung. */
    public static TestTable lung() {
        return read("lung");
    }

    /** Times of lung; status 2 is death. */
    public static SurvivalTimes lungTimes(TestTable lung) {
        return lung.times("time", "status", "2");
    }
}
