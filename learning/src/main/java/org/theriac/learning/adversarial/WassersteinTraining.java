package org.theriac.learning.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.theriac.learning.adversarial.AdversarialHistory.Round;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.optim.Schedule;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Cell;
import org.theriac.learning.training.Training;

/**
 * A generator against a critic by Wasserstein's distance with {@linkplain GradientPenalty gradient penalty} (Gulrajani et al., NeurIPS 2017, algorithm 1).
 * In each round the critic makes some steps down L = D(fake) − D(real) + λ (‖∇D(x̂)‖ − 1)², then the generator one down −D(fake). Batches are drawn with
 * replacement; all random numbers are a function of the step.
 *
 * <p>What is kept is a copy of the generator that follows it as a moving average, and only while every number is finite: when a loss is not, the training
 * ends with the last sound copy.
 */
public final class WassersteinTraining {
    /** More rounds than these are not remembered one by one. */
    private static final int REMEMBERED = 300;

    /**
     * How long, and how.
     *
     * @param rounds steps of the generator
     * @param criticSteps of the critic before each of them
     * @param batchSize rows in a step
     * @param penalty λ
     * @param averaging share of the kept copy that stays in each round, in [0, 1); smaller in the first rounds; 0: no averaging
     */
    public record Settings(
            long rounds, int criticSteps, int batchSize, double penalty, double learningRate, double averaging) {
        public Settings {
            if (rounds < 1 || criticSteps < 1 || batchSize < 1) {
                throw new IllegalArgumentException("rounds, critic steps and batches are positive");
            }
            if (!(averaging >= 0 && averaging < 1) || !(penalty >= 0)) {
                throw new IllegalArgumentException("averaging lies in [0, 1), a penalty is not negative");
            }
        }

        /** Adam with the paper's constants for this loss. */
        Optimiser.Settings optimiser() {
            return new Optimiser.Settings(
                    new Optimiser.Rule.Adam(0, 0.9, 1e-8),
                    learningRate,
                    new Schedule.Constant(),
                    0,
                    0,
                    Double.POSITIVE_INFINITY);
        }
    }

    /**
     * The networks.
     *
     * @param generator noise to rows; trained
     * @param kept as the generator; holds what is to be used in the end
     * @param critic rows to {@code [B, 1]}; trained
     */
    public record Networks<G extends Block, C extends Block>(G generator, G kept, C critic) {}

    private final Training training;
    private final Settings settings;
    private final Block generator;
    private final Block kept;
    private final Block critic;
    private final Noise noise;
    private final Tensor real;
    private final Optimiser generatorStep;
    private final Optimiser criticStep;
    private final Cell<AdversarialHistory> history;

    /**
     * Prepares what has to survive a stop.
     *
     * @param networks registered with {@code training}
     * @param noise what the generator makes rows of
     * @param real the training rows {@code [n, …]}, owned by the caller
     */
    public WassersteinTraining(
            Training training, Settings settings, Networks<?, ?> networks, Noise noise, Tensor real) {
        this.training = training;
        this.settings = settings;
        this.noise = noise;
        this.real = real;
        generator = networks.generator();
        kept = networks.kept();
        critic = networks.critic();
        generatorStep = training.optimiser("generator", settings.optimiser(), generator);
        criticStep = training.optimiser("critic", settings.optimiser(), critic);
        history = training.cell("history", AdversarialHistory.CODEC, () -> AdversarialHistory.EMPTY);
    }

    /**
     * Trains; afterwards the kept generator holds the result.
     *
     * @throws org.theriac.core.run.StoppedException when the user asked to stop
     */
    public AdversarialHistory run() {
        training.steps("rounds", settings.rounds(), this::round);
        return history.get();
    }

    private void round(long round) {
        if (history.get().divergedIn().isPresent()) {
            return;
        }
        double distance = 0;
        double penalty = 0;
        for (int i = 0; i < settings.criticSteps(); i++) {
            try (Arena scope = Arena.scope()) {
                Optional<CriticLoss> loss = trainCritic(round * settings.criticSteps() + i);
                if (loss.isEmpty()) {
                    diverged(round);
                    return;
                }
                distance += loss.get().distance() / settings.criticSteps();
                penalty += loss.get().penalty() / settings.criticSteps();
            }
        }
        double loss = trainGenerator(round);
        if (!Double.isFinite(loss)
                || !Double.isFinite(generatorStep.values().sum().item_double())) {
            diverged(round);
            return;
        }
        follow(round);
        remember(new Round((round + 1) * settings.criticSteps(), distance, penalty, loss));
    }

    /**
     * @param distance D(real) − D(fake): the critic's estimate of Wasserstein's distance
     * @param penalty before λ
     */
    private record CriticLoss(double distance, double penalty) {}

    /** One step of the critic; nothing, and no step, when the loss is not finite. */
    private Optional<CriticLoss> trainCritic(long step) {
        RandomGenerator random = training.run().random("critic step", step);
        Pass pass = Pass.training(random);
        int size = settings.batchSize();
        Tensor x = real.index_select(
                0, Tensors.ofLongs(random.longs(size, 0, real.size(0)).toArray(), size));
        Tensor fake;
        try (NoGradGuard guard = new NoGradGuard()) {
            fake = generator.forward(noise.draw(random, size), pass);
        }
        double[] mix = random.doubles(size).toArray();
        Tensor scores = critic.forward(cat(new TensorVector(fake, x), 0), pass);
        Shapes.check(scores, 2L * size, 1);
        Tensor distance = scores.narrow(0, size, size)
                .mean()
                .sub(scores.narrow(0, 0, size).mean());
        Tensor penalty = GradientPenalty.of(critic, x, fake, mix, pass);
        Tensor loss = penalty.mul(new Scalar(settings.penalty())).sub(distance);
        if (!Double.isFinite(loss.item_double())) {
            return Optional.empty();
        }
        criticStep.clearGradients();
        loss.backward();
        criticStep.step(0);
        return Optional.of(new CriticLoss(distance.item_double(), penalty.item_double()));
    }

    private double trainGenerator(long round) {
        RandomGenerator random = training.run().random("generator step", round);
        Pass pass = Pass.training(random);
        Tensor loss = critic.forward(generator.forward(noise.draw(random, settings.batchSize()), pass), pass)
                .mean()
                .neg();
        double value = loss.item_double();
        if (Double.isFinite(value)) {
            generatorStep.clearGradients();
            loss.backward();
            generatorStep.step(0);
        }
        return value;
    }

    /** The kept copy moves towards the generator; at first faster, so that it forgets the untrained one. */
    private void follow(long round) {
        double stays = Math.min(settings.averaging(), (1.0 + round) / (10.0 + round));
        SortedMap<String, Tensor> from = generator.state();
        try (NoGradGuard guard = new NoGradGuard()) {
            kept.state().forEach((name, tensor) -> {
                Tensor now = from.getOrDefault(name, tensor);
                tensor.mul_(new Scalar(stays)).add_(now, new Scalar(1 - stays));
            });
        }
    }

    private void diverged(long round) {
        history.set(new AdversarialHistory(history.get().rounds(), Optional.of(round)));
    }

    private void remember(Round round) {
        long every = Math.max(1, settings.rounds() / REMEMBERED);
        if ((round.criticSteps() / settings.criticSteps()) % every == 0) {
            List<Round> rounds = new ArrayList<>(history.get().rounds());
            rounds.add(round);
            history.set(new AdversarialHistory(rounds, Optional.empty()));
        }
    }
}
