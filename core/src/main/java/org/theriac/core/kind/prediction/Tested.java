package org.theriac.core.kind.prediction;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.explanation.Explained;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.PredictionsCodec;
import org.theriac.core.run.Codec;

/**
 * All that one model said of the test rows of its part: the model itself is gone by the time that the report is written.
 *
 * @param auxiliary what it said beside its predictions
 * @param explained what it leaned on
 */
record Tested<P extends Predictions>(P predictions, AuxiliaryOutputs.Columns auxiliary, Explained explained) {

    /** Keeps it between a stop and a resume, to the bit. */
    static final class Kept<P extends Predictions> implements Codec<Tested<P>> {
        private final PredictionsCodec predictions = new PredictionsCodec();
        private final Explained.Kept explained = new Explained.Kept();

        @Override
        public void write(Tested<P> value, DataOutput out) throws IOException {
            predictions.write(value.predictions(), out);
            explained.write(value.explained(), out);
            out.writeInt(value.auxiliary().numbers().size());
            for (NumberColumn column : value.auxiliary().numbers()) {
                out.writeUTF(column.name());
                out.writeInt(column.rows());
                for (double number : column.values()) {
                    out.writeDouble(number);
                }
            }
            out.writeInt(value.auxiliary().labels().size());
            for (CategoryColumn column : value.auxiliary().labels()) {
                out.writeUTF(column.name());
                out.writeInt(column.levels().size());
                for (String level : column.levels()) {
                    out.writeUTF(level);
                }
                out.writeInt(column.rows());
                for (int row = 0; row < column.rows(); row++) {
                    out.writeInt(column.code(row));
                }
            }
        }

        @Override
        @SuppressWarnings("unchecked") // what is read back is what was written: the predictions of this outcome
        public Tested<P> read(DataInput in) throws IOException {
            P predicted = (P) predictions.read(in);
            Explained told = explained.read(in);
            List<NumberColumn> numbers = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                numbers.add(numbers(in));
            }
            List<CategoryColumn> labels = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                labels.add(labels(in));
            }
            return new Tested<>(predicted, new AuxiliaryOutputs.Columns(numbers, labels), told);
        }

        private static NumberColumn numbers(DataInput in) throws IOException {
            String name = in.readUTF();
            double[] values = new double[in.readInt()];
            for (int row = 0; row < values.length; row++) {
                values[row] = in.readDouble();
            }
            return new NumberColumn(name, values);
        }

        private static CategoryColumn labels(DataInput in) throws IOException {
            String name = in.readUTF();
            List<String> levels = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                levels.add(in.readUTF());
            }
            int[] codes = new int[in.readInt()];
            for (int row = 0; row < codes.length; row++) {
                codes[row] = in.readInt();
            }
            return new CategoryColumn(name, levels, codes);
        }
    }
}
