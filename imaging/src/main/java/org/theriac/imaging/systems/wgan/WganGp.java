package org.theriac.imaging.systems.wgan;

import static org.bytedeco.pytorch.global.torch.cat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.UserError;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.study.PartEntry;
import org.theriac.imaging.models.GenerativeMethod;
import org.theriac.imaging.models.GeneratorFacts;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.models.PictureSampler;
import org.theriac.imaging.models.TrainingPictures;
import org.theriac.learning.adversarial.AdversarialHistory;
import org.theriac.learning.adversarial.Noise;
import org.theriac.learning.adversarial.WassersteinTraining;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Training;

/**
 * The Wasserstein GAN with gradient penalty (Gulrajani et al., NeurIPS 2017; arXiv 1704.00028). With classes, generator and critic see the class as planes
 * beside the picture, so that the distance is one of pictures and classes together.
 */
public record WganGp(WganGpSettings settings) implements GenerativeMethod {
    /** The part's line in the catalogue. */
    public static final PartEntry<WganGpSettings, GenerativeMethod> ENTRY = new PartEntry<>(
            GenerativeMethod.class,
            "wgan_gp",
            "A generator of pictures against a critic by Wasserstein's distance with gradient penalty.",
            WganGpSettings.DEFAULTS,
            WganGp::new);

    private static final int PORTION = 256;

    @Override
    public String title() {
        return "WGAN-GP";
    }

    @Override
    public ModelState fit(TrainingPictures pictures, Run run) {
        try (Training training = new Training(run)) {
            Images.Size size = pictures.size();
            int classes = pictures.classes();
            Tensor real = real(training.arena(), pictures);
            Initialiser init = training.initialiser(ScalarType.Float);
            Generator generator = training.layer("generator", generator(init, size, classes));
            Generator kept = training.layer("kept generator", generator(init, size, classes));
            Critic critic = training.layer("critic", new Critic(init, size, classes, settings.base()));
            AdversarialHistory history = new WassersteinTraining(
                            training,
                            settings.training(),
                            new WassersteinTraining.Networks<>(generator, kept, critic),
                            noise(pictures),
                            real)
                    .run();
            tellIfDiverged(history, run);
            SortedMap<String, NumericArray> arrays = new TreeMap<>();
            kept.state().forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
            ObjectNode facts = JsonNodeFactory.instance.objectNode();
            GeneratorFacts.write(size, classes, history, facts);
            training.finish();
            return new ModelState(Preparation.NONE, facts, arrays);
        }
    }

    /** Pixels from −1 to 1 and a plane for each class: {@code [n, C + K, H, W]}. */
    private static Tensor real(Arena arena, TrainingPictures pictures) {
        Images.Size size = pictures.size();
        try (Arena scope = Arena.scope()) {
            Tensor pixels = Tensors.of(
                            pictures.pixels(),
                            ScalarType.Float,
                            pictures.count(),
                            size.channels(),
                            size.height(),
                            size.width())
                    .mul_(new Scalar(2.0))
                    .sub_(new Scalar(1.0));
            if (pictures.classes() == 0) {
                return arena.keep(pixels);
            }
            Tensor planes = classes(pictures.codes(), pictures.classes())
                    .view(-1, pictures.classes(), 1, 1)
                    .expand(pictures.count(), pictures.classes(), size.height(), size.width());
            return arena.keep(cat(new TensorVector(pixels, planes), 1));
        }
    }

    /** 1 for the class and 0 for the others: {@code [n, K]}. */
    private static Tensor classes(int[] codes, int classes) {
        double[] indicators = new double[codes.length * classes];
        for (int i = 0; i < codes.length; i++) {
            indicators[i * classes + codes[i]] = 1;
        }
        return Tensors.of(indicators, ScalarType.Float, codes.length, classes);
    }

    /** Normal numbers and, where there are classes, one drawn as often as it stands among the training pictures. */
    private Noise noise(TrainingPictures pictures) {
        Noise normal = Noise.normal(settings.latent(), ScalarType.Float);
        if (pictures.classes() == 0) {
            return normal;
        }
        return (random, rows) -> {
            Tensor numbers = normal.draw(random, rows);
            int[] codes = random.ints(rows, 0, pictures.count())
                    .map(row -> pictures.codes()[row])
                    .toArray();
            return cat(new TensorVector(numbers, classes(codes, pictures.classes())), 1);
        };
    }

    private Generator generator(Initialiser init, Images.Size size, int classes) {
        return new Generator(init, size, classes, settings.latent(), settings.base());
    }

    private void tellIfDiverged(AdversarialHistory history, Run run) {
        history.divergedIn().ifPresent(round -> {
            String where = "step %d of %d of the generator".formatted(round + 1, settings.rounds());
            if (round == 0) {
                throw new UserError("the training diverged at once: in " + where
                        + " the loss is no number. Lower learning_rate, and look for damaged pictures.");
            }
            run.notice(
                    "training-diverged",
                    "The training of the generator ended in " + where
                            + ", because a loss was no number; the last sound generator was kept. Lower learning_rate.",
                    1);
        });
    }

    @Override
    public PictureSampler restore(ModelState state) {
        return new Fitted(this, state);
    }

    /** A fitted generator. */
    private static final class Fitted implements PictureSampler {
        private final Arena arena = Arena.lasting();
        private final Generator generator;
        private final int latent;
        private final int channels;
        private final int classes;

        Fitted(WganGp method, ModelState state) {
            Native.load();
            latent = method.settings().latent();
            channels = GeneratorFacts.size(state.facts()).channels();
            classes = GeneratorFacts.classes(state.facts());
            // the weights drawn here are overwritten; a seed is only needed to draw them
            generator = method.generator(
                    new Initialiser(arena, ScalarType.Float, Streams.seeded(0)),
                    GeneratorFacts.size(state.facts()),
                    classes);
            TreeMap<String, double[]> weights = new TreeMap<>();
            generator
                    .state()
                    .keySet()
                    .forEach(name -> weights.put(name, state.array(name).doubles()));
            Parameters.restore(generator.state(), weights);
        }

        @Override
        public float[] sample(int[] codes, RandomGenerator random) {
            float[] pixels = new float[0];
            for (int from = 0; from < codes.length; from += PORTION) {
                int to = Math.min(from + PORTION, codes.length);
                double[] some = portion(Arrays.copyOfRange(codes, from, to), random);
                int each = some.length / (to - from);
                if (from == 0) {
                    pixels = new float[codes.length * each];
                }
                for (int i = 0; i < some.length; i++) {
                    pixels[from * each + i] = (float) ((some[i] + 1) / 2);
                }
            }
            return pixels;
        }

        private double[] portion(int[] codes, RandomGenerator random) {
            try (Arena scope = Arena.scope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor noise = Noise.normal(latent, ScalarType.Float).draw(random, codes.length);
                if (classes > 0) {
                    noise = cat(new TensorVector(noise, WganGp.classes(codes, classes)), 1);
                }
                Tensor made = generator.forward(noise, Pass.evaluation());
                return Tensors.toDoubles(made.narrow(1, 0, channels));
            }
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
