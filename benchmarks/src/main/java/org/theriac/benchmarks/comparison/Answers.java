package org.theriac.benchmarks.comparison;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file of our estimates: set, quantity, position, value. */
final class Answers implements AutoCloseable {
    private final PrintWriter out;
    private int set;

    Answers(Path file) throws IOException {
        out = new PrintWriter(Files.newBufferedWriter(file));
        out.println("set,quantity,position,value");
    }

    /** What follows is about this set. */
    void about(int number) {
        set = number;
    }

    void put(String quantity, double... values) {
        for (int k = 0; k < values.length; k++) {
            String value = Double.isNaN(values[k]) ? "NaN" : Double.isInfinite(values[k]) ? "Inf" : "" + values[k];
            out.println(set + "," + quantity + "," + (k + 1) + "," + value);
        }
    }

    /** A matrix, row by row. */
    void put(String quantity, double[][] rows) {
        int at = 0;
        double[] flat = new double[rows.length * rows[0].length];
        for (double[] row : rows) {
            System.arraycopy(row, 0, flat, at, row.length);
            at += row.length;
        }
        put(quantity, flat);
    }

    @Override
    public void close() {
        out.close();
    }
}
