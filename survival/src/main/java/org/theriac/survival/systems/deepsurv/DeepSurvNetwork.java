package org.theriac.survival.systems.deepsurv;

import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.Table;
import org.theriac.learning.encoder.TableEncoder;
import org.theriac.learning.network.TableReading;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Parameters;

/** The table encoder and the Cox head. Parameters {@code encoder.layer0.weight} …, {@code head.weight}. */
final class DeepSurvNetwork implements Layer {
    /** Inputs and truth of some rows. */
    record Batch(Table input, CoxHead.Truth truth) {}

    private final TableReading reading;
    private final ScalarType precision;
    private final TableEncoder encoder;
    private final CoxHead head;

    DeepSurvNetwork(Initialiser init, Preparation preparation, DeepSurvSettings settings) {
        precision = init.precision();
        reading = new TableReading(
                preparation,
                settings.categories(),
                new Mlp.Settings(settings.hidden(), settings.activation(), settings.dropout(), settings.batchNorm()));
        encoder = reading.encoder(init);
        head = new CoxHead(init, encoder.outputs());
    }

    /** Prepared rows as tensors. */
    Table table(Prepared prepared) {
        return reading.tensors(prepared, precision);
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
