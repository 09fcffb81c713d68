package org.theriac.learning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.UserError;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.ModelStateCodec;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.model.StoredModel;
import org.theriac.core.run.Run;
import org.theriac.core.study.PartChoice;
import org.theriac.learning.tensor.Parameters;

/**
 * An encoder that another study trained: how it reads rows, and its weights.
 *
 * @param from as the study file names its model's folder
 */
record Pretrained(String from, Reading<?, ?> reading, SortedMap<String, double[]> weights) {
    /**
     * Reads it from a model's folder. A run that is resumed goes on with what it began with, whatever became of the folder's weights since.
     *
     * @param encoder what the study asks for
     * @param inputs of the study
     * @throws UserError if the folder holds no network with such an encoder, or the encoder reads what the study's inputs lack
     */
    static Pretrained read(Start start, PartChoice<EncoderDesign> encoder, List<String> inputs, Run run) {
        String from = start.from().written();
        StoredModel model = ModelFolder.stored(start.from().path());
        if (!model.method().equals(Network.ID)) {
            throw new UserError("start.from names " + from + ", a model of the method '" + model.method()
                    + "'. Name a model of the method '" + Network.ID + "', which has an encoder to start from.");
        }
        List<String> kinds = new ArrayList<>();
        model.settings().path("encoder").fieldNames().forEachRemaining(kinds::add);
        if (!kinds.equals(List.of(encoder.entry().id()))) {
            throw new UserError("start.from names " + from + ", whose encoder is " + String.join(", ", kinds)
                    + "; the study asks for " + encoder.entry().id() + ". Both must be the same.");
        }
        ModelState state = run.once("start", new ModelStateCodec(), model::state);
        Reading<?, ?> reading =
                encoder.create().restore(state.preparation(), state.facts().path(NetworkModel.READING));
        List<String> absent = reading.columns().stream()
                .filter(column -> !inputs.contains(column))
                .toList();
        if (!absent.isEmpty()) {
            throw new UserError("start.from names " + from + ", whose encoder reads " + String.join(", ", absent)
                    + ", which the inputs of this study lack: " + String.join(", ", inputs) + ".");
        }
        return new Pretrained(from, reading, weights(state));
    }

    private static SortedMap<String, double[]> weights(ModelState state) {
        SortedMap<String, double[]> weights = new TreeMap<>();
        state.arrays().forEach((name, array) -> {
            if (name.startsWith(NetworkLayers.ENCODER + ".")) {
                weights.put(name.substring(NetworkLayers.ENCODER.length() + 1), array.doubles());
            }
        });
        return weights;
    }

    /**
     * Puts the weights into new layers.
     *
     * @throws UserError if the layers are of other sizes
     */
    void into(SortedMap<String, Tensor> encoder) {
        boolean fits = encoder.keySet().equals(weights.keySet())
                && encoder.entrySet().stream()
                        .allMatch(entry -> weights.getOrDefault(entry.getKey(), new double[0]).length
                                == entry.getValue().numel());
        if (!fits) {
            throw new UserError("start.from names " + from
                    + ", whose encoder has layers of other sizes than the study asks for. Give the encoder the settings that"
                    + " stand in that model's model.json.");
        }
        Parameters.restore(encoder, weights);
    }
}
