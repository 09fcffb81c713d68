package org.theriac.core.explanation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.run.Codec;

/**
 * What was asked of the model of one part before it was closed.
 *
 * @param importance of its inputs, on the part's test rows
 * @param contributions to predictions of single test rows; none unless the study asks for individuals
 */
public record Explained(Importance importance, Contributions contributions) {
    public static final Explained NONE = new Explained(Importance.NONE, Contributions.NONE);

    /** Keeps it between a stop and a resume, to the bit. */
    public static final class Kept implements Codec<Explained> {
        @Override
        public void write(Explained value, DataOutput out) throws IOException {
            Importance importance = value.importance();
            words(importance.columns(), out);
            out.writeDouble(importance.baseline());
            for (double[] drops : importance.drop()) {
                numbers(drops, out);
            }
            numbers(importance.variance(), out);
            Contributions contributions = value.contributions();
            out.writeInt(contributions.rows().length);
            for (int row : contributions.rows()) {
                out.writeInt(row);
            }
            words(contributions.columns(), out);
            words(contributions.typical(), out);
            out.writeInt(contributions.change().length);
            for (double[][] ofResponse : contributions.change()) {
                for (double[] ofRow : ofResponse) {
                    numbers(ofRow, out);
                }
            }
        }

        @Override
        public Explained read(DataInput in) throws IOException {
            List<String> columns = words(in);
            double baseline = in.readDouble();
            double[][] drop = new double[columns.size()][];
            for (int c = 0; c < drop.length; c++) {
                drop[c] = numbers(in);
            }
            Importance importance = new Importance(columns, baseline, drop, numbers(in));
            int[] rows = new int[in.readInt()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = in.readInt();
            }
            List<String> replaced = words(in);
            List<String> typical = words(in);
            double[][][] change = new double[in.readInt()][rows.length][];
            for (double[][] ofResponse : change) {
                for (int row = 0; row < rows.length; row++) {
                    ofResponse[row] = numbers(in);
                }
            }
            return new Explained(importance, new Contributions(rows, replaced, typical, change));
        }

        private static void words(List<String> words, DataOutput out) throws IOException {
            out.writeInt(words.size());
            for (String word : words) {
                out.writeUTF(word);
            }
        }

        private static List<String> words(DataInput in) throws IOException {
            List<String> words = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                words.add(in.readUTF());
            }
            return words;
        }

        private static void numbers(double[] numbers, DataOutput out) throws IOException {
            out.writeInt(numbers.length);
            for (double number : numbers) {
                out.writeDouble(number);
            }
        }

        private static double[] numbers(DataInput in) throws IOException {
            double[] numbers = new double[in.readInt()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readDouble();
            }
            return numbers;
        }
    }
}
