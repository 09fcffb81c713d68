package org.theriac.survival.systems.lassonet;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.UserError;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.optim.Schedule;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.training.Cell;
import org.theriac.learning.training.Training;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.systems.lassonet.LassoNetNetwork.Batch;

/**
 * From the dense network to the empty one (Lemhadri et al., 2021, algorithm 1): train without penalty, then raise λ by a constant factor, each
 * time from the weights of the last, until no input is left. A descent step on the loss is followed by the {@linkplain HierProx proximal
 * operator} of the penalty.
 *
 * <p>Descent with momentum μ moves by rate/(1−μ) along a lasting gradient, so the operator is given λ·rate/(1−μ): only then do the places where
 * the iteration rests solve the problem for λ. The original gives it λ·rate, and so applies a penalty of (1−μ)λ.
 */
final class DenseToSparsePath {
    /** Whether the path's model moves on from the step kept so far to the next one, which has inputs left. */
    @FunctionalInterface
    interface Goal {
        boolean movesOn(Step kept, Step next);
    }

    private static final double SMALLEST_START = 1e-6;
    private static final int START_ITERATIONS = 10_000;
    private static final double START_MARGIN = 10;

    private final Training training;
    private final LassoNetSettings settings;
    private final InputGroups groups;
    private final int columns;
    private final LassoNetNetwork network;
    private final LassoNetNetwork kept;
    private final HierProx operator;
    private final Cell<Plateau> dense;
    private final Cell<Walk> walk;

    /**
     * Registers what has to survive a stop.
     *
     * @param columns of the design
     */
    DenseToSparsePath(
            Training training, LassoNetSettings settings, InputGroups groups, int columns, Networks networks) {
        this.training = training;
        this.settings = settings;
        this.groups = groups;
        this.columns = columns;
        network = training.layer("network", networks.make());
        kept = training.layer("kept", networks.make());
        operator = new HierProx(settings.linear() ? 0 : settings.m(), 0, groups.columns(), network.units());
        dense = training.cell("dense", Plateau.CODEC, () -> Plateau.START);
        walk = training.cell("path", Walk.CODEC, () -> Walk.START);
    }

    /** Makes networks of one shape. */
    @FunctionalInterface
    interface Networks {
        LassoNetNetwork make();
    }

    /**
     * Follows the path to its end.
     *
     * @param start the first penalty; found from the dense weights when empty
     * @param score of rows held out, asked at every step; NaN without such rows
     * @param goal which step's weights are {@linkplain #kept kept}
     * @throws UserError when the loss is no longer a number
     */
    Walk follow(Batch rows, Optional<Double> start, ToDoubleFunction<LassoNetNetwork> score, Goal goal) {
        trainDense(rows);
        training.once("first penalty", () -> {
            Step first = new Step(0, loss(rows), scored(score), groups.selected(network.theta()));
            walk.set(new Walk(start.orElseGet(this::firstPenalty), List.of(first), 0));
            keep();
        });
        raisePenalty(rows, score, goal);
        return walk.get();
    }

    /** The network with the weights of the chosen step. */
    LassoNetNetwork kept() {
        return kept;
    }

    private void trainDense(Batch rows) {
        LassoNetSettings.Dense how = settings.dense();
        Optimiser adam = training.optimiser("adam", Optimiser.Settings.adam(how.learningRate()), network);
        training.repeatBriefly("dense", () -> dense.get().goesOn(how.epochs(), how.patience()), epoch -> {
            double objective = step(adam, rows, epoch);
            dense.set(dense.get().after(objective, settings.improvement()));
        });
    }

    private void raisePenalty(Batch rows, ToDoubleFunction<LassoNetNetwork> score, Goal goal) {
        LassoNetSettings.Path how = settings.path();
        Optimiser descent = training.optimiser(
                "descent",
                new Optimiser.Settings(
                        new Optimiser.Rule.Sgd(how.momentum()),
                        how.learningRate(),
                        new Schedule.Constant(),
                        0,
                        0,
                        Double.POSITIVE_INFINITY),
                network);
        training.repeatBriefly("path", () -> walk.get().last().count() > 0, k -> {
            double lambda = walk.get().start() * Math.pow(how.multiplier(), (double) k);
            double objective = descend(descent, rows, lambda);
            Step step = new Step(lambda, objective, scored(score), groups.selected(network.theta()));
            Walk so = walk.get();
            boolean moveOn = step.count() > 0 && goal.movesOn(so.steps().get(so.chosen()), step);
            walk.set(so.with(step, moveOn));
            if (moveOn) {
                keep();
            }
        });
    }

    /** Trains at one penalty; returns the last loss. */
    private double descend(Optimiser descent, Batch rows, double lambda) {
        LassoNetSettings.Path how = settings.path();
        double shrinkage = lambda * how.learningRate() / (1 - how.momentum());
        Plateau plateau = Plateau.START;
        double loss = Double.NaN;
        double norms = operator.norms(network.theta(), columns);
        while (plateau.goesOn(how.epochs(), how.patience())) {
            try (Arena scope = Arena.scope()) {
                loss = step(descent, rows, plateau.epochs());
                plateau = plateau.after(loss + lambda * norms, settings.improvement());
                norms = shrink(shrinkage);
            }
        }
        return loss;
    }

    private double shrink(double lambda) {
        double[] theta = network.theta();
        double[] first = network.first();
        double norms = operator.apply(theta, first, columns, lambda);
        network.write(theta, first);
        return norms;
    }

    /** A step along the gradient; returns the loss before it. */
    private double step(Optimiser optimiser, Batch rows, long epoch) {
        optimiser.clearGradients();
        Tensor loss = network.loss(rows, Pass.evaluation());
        double value = loss.item_double();
        if (!Double.isFinite(value)) {
            throw new UserError("the training diverged: the loss is %s. Lower learning_rate, and keep standardise on."
                    .formatted(value));
        }
        loss.backward();
        optimiser.step(epoch);
        return value;
    }

    private double loss(Batch rows) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return network.loss(rows, Pass.evaluation()).item_double();
        }
    }

    private double scored(ToDoubleFunction<LassoNetNetwork> score) {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            return score.applyAsDouble(network);
        }
    }

    private void keep() {
        Parameters.restore(kept.state(), Parameters.values(network.state()));
    }

    /**
     * A penalty so small that the operator alone would need more than {@value #START_ITERATIONS} steps to empty a group: doubled from 1e-6 as long
     * as that holds, put into units of the descent's steps, and made {@value #START_MARGIN} times smaller. (The original counts the steps by
     * taking them.)
     */
    private double firstPenalty() {
        double most = operator.endurance(network.theta(), network.first(), columns) / START_ITERATIONS;
        double shrinkage = SMALLEST_START;
        while (2 * shrinkage < most) {
            shrinkage *= 2;
        }
        LassoNetSettings.Path how = settings.path();
        return shrinkage * (1 - how.momentum()) / how.learningRate() / START_MARGIN;
    }
}
