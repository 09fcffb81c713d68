package org.theriac.imaging.studies;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.ModelStateCodec;
import org.theriac.core.method.NumericArray;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.imaging.models.ImageClassifier;
import org.theriac.imaging.models.Images;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.CategoryHead;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Batches;
import org.theriac.learning.training.Minimisation;
import org.theriac.learning.training.Training;

/** An encoder that has learned to tell the classes of pictures apart; its pooled vectors are what sets of pictures are compared by. */
final class TaskEncoder implements AutoCloseable {
    private static final int PORTION = 256;

    /** Pictures of a batch with their classes. */
    private record Batch(Images images, CategoryHead.Truth truth) {}

    private final Arena arena = Arena.lasting();
    private final ImageClassifier classifier;

    private TaskEncoder(PictureFeatures.Task settings, Images.Size size, List<String> classes, ModelState state) {
        classifier = classifier(new Initialiser(arena, ScalarType.Float, Streams.seeded(0)), settings, size, classes);
        TreeMap<String, double[]> weights = new TreeMap<>();
        classifier
                .state()
                .keySet()
                .forEach(name -> weights.put(name, state.array(name).doubles()));
        Parameters.restore(classifier.state(), weights);
    }

    private static ImageClassifier classifier(
            Initialiser init, PictureFeatures.Task settings, Images.Size size, List<String> classes) {
        return new ImageClassifier(init, settings.layers().create(), size, classes, CategoryHead.Settings.DEFAULTS);
    }

    /**
     * Learns, or takes what a stopped run has learned.
     *
     * @param codes class of each picture, an index into {@code classes}
     * @param run of its own
     */
    static TaskEncoder of(PictureFeatures.Task settings, PictureSet train, int[] codes, List<String> classes, Run run) {
        ModelState state = run.once("encoder", new ModelStateCodec(), () -> fit(settings, train, codes, classes, run));
        return new TaskEncoder(settings, train.size(), classes, state);
    }

    private static ModelState fit(
            PictureFeatures.Task settings, PictureSet train, int[] codes, List<String> classes, Run run) {
        try (Training training = new Training(run)) {
            ImageClassifier classifier = training.layer(
                    "classifier", classifier(training.initialiser(ScalarType.Float), settings, train.size(), classes));
            Minimisation<Batch> minimisation = new Minimisation<>(
                    training,
                    new Minimisation.Settings(
                            settings.epochs(), settings.epochs(), Optimiser.Settings.adam(settings.learningRate())),
                    classifier,
                    (batch, pass) -> classifier.loss(batch.images(), batch.truth(), pass));
            int size = Math.min(settings.batchSize(), train.count());
            minimisation.run(
                    Batches.shuffled(train.count(), size, run::random, rows -> batch(train, codes, rows)),
                    Optional.empty());
            SortedMap<String, NumericArray> arrays = new TreeMap<>();
            classifier.state().forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
            training.finish();
            return new ModelState(Preparation.NONE, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }

    private static Batch batch(PictureSet pictures, int[] codes, int[] rows) {
        // what is made here belongs to the step's scope as well, and lives until that closes
        try (Arena passing = Arena.lasting()) {
            int[] own = Arrays.stream(rows).map(row -> codes[row]).toArray();
            return new Batch(tensors(pictures.take(rows)), CategoryHead.Truth.of(passing, own));
        }
    }

    /** From −1 to 1. */
    private static Images tensors(PictureSet pictures) {
        Images.Size size = pictures.size();
        Tensor pixels = Tensors.of(
                pictures.pixels(), ScalarType.Float, pictures.count(), size.channels(), size.height(), size.width());
        return new Images(pixels.mul(new Scalar(2.0)).sub(new Scalar(1.0)));
    }

    double[][] features(PictureSet pictures) {
        List<double[]> vectors = new ArrayList<>();
        portions(pictures, features -> vectors.addAll(Arrays.asList(Tensors.toRows(features.z()))));
        return vectors.toArray(double[][]::new);
    }

    /** Share of pictures whose likeliest class is theirs. */
    double accuracy(PictureSet pictures, int[] codes) {
        List<Integer> likeliest = new ArrayList<>();
        portions(pictures, features -> {
            for (double[] logits : Tensors.toRows(classifier.head().logits(features, Pass.evaluation()))) {
                likeliest.add(IntStream.range(0, logits.length)
                        .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                        .orElseThrow());
            }
        });
        long right = IntStream.range(0, codes.length)
                .filter(i -> likeliest.get(i) == codes[i])
                .count();
        return right / (double) codes.length;
    }

    private void portions(PictureSet pictures, Consumer<Features.Vector> use) {
        for (int from = 0; from < pictures.count(); from += PORTION) {
            int[] rows = IntStream.range(from, Math.min(from + PORTION, pictures.count()))
                    .toArray();
            try (Arena scope = Arena.scope();
                    NoGradGuard guard = new NoGradGuard()) {
                use.accept(classifier.features(tensors(pictures.take(rows)), Pass.evaluation()));
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
