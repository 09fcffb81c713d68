package org.theriac.imaging.systems.wgan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
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
import org.theriac.learning.adversarial.AdversarialHistory;
import org.theriac.learning.adversarial.WassersteinTraining;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Training;

/** The Wasserstein GAN with gradient penalty (Gulrajani et al., NeurIPS 2017; arXiv 1704.00028). */
public record WganGp(WganGpSettings settings) implements GenerativeMethod {
    /** The part's line in the catalogue. */
    public static final PartEntry<WganGpSettings, GenerativeMethod> ENTRY = new PartEntry<>(
            GenerativeMethod.class,
            "wgan_gp",
            "A generator of pictures against a critic by Wasserstein's distance with gradient penalty (Gulrajani et al., NeurIPS 2017).",
            WganGpSettings.DEFAULTS,
            WganGp::new);

    private static final int PORTION = 256;

    @Override
    public String title() {
        return "WGAN-GP";
    }

    @Override
    public ModelState fit(float[] pixels, Images.Size size, Run run) {
        try (Training training = new Training(run)) {
            Tensor real = real(training.arena(), pixels, size);
            Initialiser init = training.initialiser(ScalarType.Float);
            Generator generator = training.layer("generator", generator(init, size));
            Generator kept = training.layer("kept generator", generator(init, size));
            Critic critic = training.layer("critic", new Critic(init, size, settings.base()));
            AdversarialHistory history = new WassersteinTraining(
                            training,
                            settings.training(),
                            new WassersteinTraining.Networks<>(generator, kept, critic),
                            settings.latent(),
                            real)
                    .run();
            tellIfDiverged(history, run);
            SortedMap<String, NumericArray> arrays = new TreeMap<>();
            kept.state().forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
            ObjectNode facts = JsonNodeFactory.instance.objectNode();
            GeneratorFacts.write(size, history, facts);
            training.finish();
            return new ModelState(Preparation.NONE, facts, arrays);
        }
    }

    private static Tensor real(Arena arena, float[] pixels, Images.Size size) {
        int each = size.channels() * size.height() * size.width();
        try (Arena scope = Arena.scope()) {
            return arena.keep(Tensors.of(
                            pixels,
                            ScalarType.Float,
                            pixels.length / each,
                            size.channels(),
                            size.height(),
                            size.width())
                    .mul_(new Scalar(2.0))
                    .sub_(new Scalar(1.0)));
        }
    }

    private Generator generator(Initialiser init, Images.Size size) {
        return new Generator(init, size, settings.latent(), settings.base());
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

        Fitted(WganGp method, ModelState state) {
            Native.load();
            latent = method.settings().latent();
            // the weights drawn here are overwritten; a seed is only needed to draw them
            generator = method.generator(
                    new Initialiser(arena, ScalarType.Float, Streams.seeded(0)), GeneratorFacts.size(state.facts()));
            TreeMap<String, double[]> weights = new TreeMap<>();
            generator
                    .state()
                    .keySet()
                    .forEach(name -> weights.put(name, state.array(name).doubles()));
            Parameters.restore(generator.state(), weights);
        }

        @Override
        public float[] sample(int count, RandomGenerator random) {
            float[] pixels = new float[0];
            int filled = 0;
            while (filled < count) {
                int portion = Math.min(PORTION, count - filled);
                double[] some = portion(portion, random);
                if (filled == 0) {
                    pixels = new float[count * (some.length / portion)];
                }
                int each = some.length / portion;
                for (int i = 0; i < some.length; i++) {
                    pixels[filled * each + i] = (float) ((some[i] + 1) / 2);
                }
                filled += portion;
            }
            return pixels;
        }

        private double[] portion(int rows, RandomGenerator random) {
            try (Arena scope = Arena.scope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor like = generator.parameters().values().iterator().next();
                Tensor noise = WassersteinTraining.noise(random, rows, latent, like);
                return Tensors.toDoubles(generator.forward(noise, Pass.evaluation()));
            }
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
