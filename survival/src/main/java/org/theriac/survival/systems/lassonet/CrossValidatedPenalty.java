package org.theriac.survival.systems.lassonet;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Codec;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;
import org.theriac.core.split.Folds;
import org.theriac.core.task.Task;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.SelectionPath.Validation;

/**
 * The penalty with the best mean concordance over folds made by subject inside the training rows. Every fold follows a path of its own, with a first
 * penalty of its own; their scores are interpolated linearly in log λ on a common grid. Among equal means the largest penalty wins.
 */
final class CrossValidatedPenalty {
    private final LassoNetSettings settings;
    private final int folds;

    CrossValidatedPenalty(LassoNetSettings settings, int folds) {
        this.settings = settings;
        this.folds = folds;
    }

    /**
     * Follows the paths, as many side by side as the run has workers.
     *
     * @throws org.theriac.core.UserError if there are fewer subjects than folds
     */
    Validation validate(Task<TimeToEvent> task, Cohort train, Run run) {
        int[] stratum = task.outcome().strata(train);
        List<int[]> heldOut = Folds.stratified(train, stratum, folds, Cohort.SUBJECT, run.random("inner folds", 0));
        List<Callable<Scores>> paths = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int[] out = heldOut.get(fold);
            Run own = run.child("inner fold " + (fold + 1));
            paths.add(() -> own.once("scores", Scores.CODEC, () -> follow(task, train, out, own)));
        }
        return best(SideBySide.all(run, paths).stream()
                .filter(scores -> scores.score().length > 0)
                .toList());
    }

    private Scores follow(Task<TimeToEvent> task, Cohort train, int[] out, Run run) {
        boolean[] held = new boolean[train.rows()];
        Arrays.stream(out).forEach(row -> held[row] = true);
        int[] in = IntStream.range(0, held.length).filter(row -> !held[row]).toArray();
        try (PathFit fit = new PathFit(settings, task, train.take(in), run)) {
            Walk walk = fit.follow(settings.path().lambdaStart(), train.take(out));
            fit.finish();
            return Scores.of(walk.steps());
        }
    }

    private Validation best(List<Scores> scores) {
        double[] grid = grid(scores);
        double[] mean = new double[grid.length];
        double[] error = new double[grid.length];
        int best = 0;
        for (int k = 0; k < grid.length; k++) {
            double at = grid[k];
            double[] values = scores.stream().mapToDouble(s -> s.at(at)).toArray();
            mean[k] = Arrays.stream(values).average().orElse(Double.NaN);
            error[k] = standardError(values, mean[k]);
            best = mean[k] >= mean[best] ? k : best;
        }
        return new Validation(grid, mean, error, grid.length == 0 ? 0 : grid[best]);
    }

    private static double standardError(double[] values, double mean) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** From the smallest first penalty of a fold to the largest last one. */
    private double[] grid(List<Scores> scores) {
        double from = scores.stream().mapToDouble(s -> s.penalty()[0]).min().orElse(1);
        double to = scores.stream()
                .mapToDouble(s -> s.penalty()[s.penalty().length - 1])
                .max()
                .orElse(0);
        List<Double> grid = new ArrayList<>();
        for (double at = from; at <= to * (1 + 1e-9); at *= settings.path().multiplier()) {
            grid.add(at);
        }
        return grid.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The scores of one fold.
     *
     * @param penalty rising, all above 0
     * @param score of the rows held out; empty when they have no usable pair
     */
    record Scores(double[] penalty, double[] score) {
        static Scores of(List<Step> steps) {
            List<Step> usable = steps.stream()
                    .filter(step -> step.penalty() > 0 && !Double.isNaN(step.score()))
                    .toList();
            return new Scores(
                    usable.stream().mapToDouble(Step::penalty).toArray(),
                    usable.stream().mapToDouble(Step::score).toArray());
        }

        /** Linear in log λ; beyond the ends the score at the end. */
        double at(double lambda) {
            int k = Arrays.binarySearch(penalty, lambda);
            if (k >= 0) {
                return score[k];
            }
            int right = -k - 1;
            if (right == 0 || right == penalty.length) {
                return score[Math.min(right, penalty.length - 1)];
            }
            double share = Math.log(lambda / penalty[right - 1]) / Math.log(penalty[right] / penalty[right - 1]);
            return score[right - 1] + share * (score[right] - score[right - 1]);
        }

        static final Codec<Scores> CODEC = new Codec<>() {
            @Override
            public void write(Scores value, DataOutput out) throws IOException {
                out.writeInt(value.penalty.length);
                for (int k = 0; k < value.penalty.length; k++) {
                    out.writeDouble(value.penalty[k]);
                    out.writeDouble(value.score[k]);
                }
            }

            @Override
            public Scores read(DataInput in) throws IOException {
                int length = in.readInt();
                double[] penalty = new double[length];
                double[] score = new double[length];
                for (int k = 0; k < length; k++) {
                    penalty[k] = in.readDouble();
                    score[k] = in.readDouble();
                }
                return new Scores(penalty, score);
            }
        };
    }
}
