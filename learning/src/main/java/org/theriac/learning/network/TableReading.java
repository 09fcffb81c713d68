package org.theriac.learning.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
import org.theriac.learning.encoder.Table;
import org.theriac.learning.encoder.TableEncoder;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.tensor.Tensors;

/**
 * Numbers and categories, prepared as they were in training.
 *
 * @param categories how categories enter the network
 * @param layers behind them
 */
public record TableReading(Preparation preparation, Categories categories, Mlp.Settings layers)
        implements Reading<Prepared, Table> {
    /** How a category becomes numbers. */
    public enum Categories {
        /** An indicator for each level but the most frequent one. */
        INDICATORS,
        /** A learned vector of (levels + 1) / 2 numbers, at most 50. */
        EMBEDDINGS
    }

    private static final int LARGEST_EMBEDDING = 50;

    @Override
    public List<String> columns() {
        return preparation.inputs();
    }

    @Override
    public ObjectNode facts() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public TableEncoder encoder(Initialiser init) {
        return new TableEncoder(init, numbers(), embedded(), layers);
    }

    @Override
    public Prepared decode(Cohort rows, int[] chosen, Optional<IntFunction<RandomGenerator>> variation) {
        return preparation.apply(rows.take(chosen));
    }

    @Override
    public Table tensors(Prepared prepared, ScalarType precision) {
        if (categories == Categories.INDICATORS) {
            double[] design = Arrays.stream(prepared.contrasts())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            return Table.ofNumbers(Tensors.of(design, precision, prepared.rows(), numbers()));
        }
        int columns = preparation.categories().size();
        long[] codes = new long[prepared.codes().length];
        for (int i = 0; i < codes.length; i++) {
            int code = prepared.codes()[i];
            // Where training pooled nothing, code 0 has no learned vector: such a level counts as the most frequent
            // one.
            boolean unlearned =
                    code == 0 && preparation.categories().get(i % columns).pooled() == 0;
            codes[i] = unlearned ? 1 : code;
        }
        return new Table(
                Tensors.of(prepared.numbers(), precision, prepared.rows(), numbers()),
                Tensors.ofLongs(codes, prepared.rows(), columns));
    }

    private int numbers() {
        return categories == Categories.INDICATORS
                ? new Prepared(preparation, 0, new double[0], new int[0])
                        .terms()
                        .size()
                : preparation.numberNames().size();
    }

    private List<TableEncoder.Category> embedded() {
        List<TableEncoder.Category> embedded = new ArrayList<>();
        if (categories == Categories.EMBEDDINGS) {
            for (int levels : preparation.cardinalities()) {
                embedded.add(new TableEncoder.Category(levels, Math.min(LARGEST_EMBEDDING, (levels + 1) / 2)));
            }
        }
        return embedded;
    }
}
