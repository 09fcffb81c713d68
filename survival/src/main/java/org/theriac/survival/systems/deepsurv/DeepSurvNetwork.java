package org.theriac.survival.systems.deepsurv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.Table;
import org.theriac.learning.encoder.TableEncoder;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Tensors;
import org.theriac.survival.systems.deepsurv.DeepSurvSettings.Categories;

/** The table encoder and the Cox head. Parameters {@code encoder.layer0.weight} …, {@code head.weight}. */
final class DeepSurvNetwork implements Layer {
    /** Inputs and truth of some rows. */
    record Batch(Table input, CoxHead.Truth truth) {}

    private static final int LARGEST_EMBEDDING = 50;

    private final Preparation preparation;
    private final Categories categories;
    private final ScalarType precision;
    private final TableEncoder encoder;
    private final CoxHead head;

    DeepSurvNetwork(Initialiser init, Preparation preparation, DeepSurvSettings settings) {
        this.preparation = preparation;
        this.categories = settings.categories();
        this.precision = init.precision();
        Mlp.Settings mlp =
                new Mlp.Settings(settings.hidden(), settings.activation(), settings.dropout(), settings.batchNorm());
        encoder = new TableEncoder(init, numbers(), embedded(), mlp);
        head = new CoxHead(init, encoder.outputs());
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

    /** Prepared rows as tensors. */
    Table table(Prepared prepared) {
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

    Tensor loss(Batch batch, Pass pass) {
        return head.loss(encoder.encode(batch.input(), pass), batch.truth(), pass);
    }

    CoxHead.Hazards finish(Batch training) {
        return head.finish(features(training.input()), training.truth());
    }

    Features.Vector features(Table input) {
        return encoder.encode(input, Pass.evaluation());
    }

    CoxHead head() {
        return head;
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return Parameters.union(
                Parameters.prefixed("encoder", encoder.parameters()), Parameters.prefixed("head", head.parameters()));
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        return Parameters.prefixed("encoder", encoder.buffers());
    }
}
