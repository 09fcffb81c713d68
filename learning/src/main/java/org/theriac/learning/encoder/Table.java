package org.theriac.learning.encoder;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.learning.tensor.Shapes;

/**
 * Rows of a prepared table.
 *
 * @param numbers {@code [B, p]} of floats: standardised quantities and indicators
 * @param codes {@code [B, c]} of 64-bit integers: levels of categories, from 0 on; c may be 0
 */
public record Table(Tensor numbers, Tensor codes) {
    public Table {
        Shapes.check(numbers, "B", "p");
        Shapes.check(codes, numbers.size(0), "c");
    }

    /** A table without categories. */
    public static Table ofNumbers(Tensor numbers) {
        return new Table(numbers, zeros(new long[] {numbers.size(0), 0}, new TensorOptions(ScalarType.Long)));
    }

    /** Number of rows. */
    public long rows() {
        return numbers.size(0);
    }

    /** The rows of these indices, in their order. */
    public Table take(Tensor rows) {
        return new Table(numbers.index_select(0, rows), codes.index_select(0, rows));
    }
}
