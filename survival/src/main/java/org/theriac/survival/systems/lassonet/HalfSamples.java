package org.theriac.survival.systems.lassonet;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Codec;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;
import org.theriac.core.split.HoldOut;
import org.theriac.core.task.Task;
import org.theriac.survival.selection.SelectionPath;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.StabilitySelection;

/** The path repeated on random halves of the subjects, events balanced, on penalties of the path over all rows. */
final class HalfSamples {
    private final LassoNetSettings settings;
    private final SelectionPath whole;

    HalfSamples(LassoNetSettings settings, SelectionPath whole) {
        this.settings = settings;
        this.whole = whole;
    }

    StabilitySelection select(Task<TimeToEvent> task, Cohort cohort, Run run) {
        int[] stratum = task.outcome().strata(cohort);
        int halves = settings.stability().halves();
        double[] grid = grid();
        List<Callable<boolean[][]>> pieces = new ArrayList<>();
        for (int half = 0; half < halves; half++) {
            int[] rows = HoldOut.stratified(cohort, stratum, 0.5, Cohort.SUBJECT, run.random("half-sample", half));
            Run own = run.child("half " + (half + 1));
            pieces.add(() -> own.once("selected", SELECTED, () -> follow(task, cohort.take(rows), grid, own)));
        }
        try (Progress progress = run.progress("half-samples", halves)) {
            List<boolean[][]> selected = SideBySide.all(run, pieces);
            progress.at(halves, "");
            return new StabilitySelection(
                    whole.inputs(),
                    grid,
                    selected,
                    settings.stability().threshold(),
                    settings.stability().wrong());
        }
    }

    /** The penalties of the whole path from the last one that keeps every input on: before it there is nothing to tell apart. */
    private double[] grid() {
        List<Step> steps = whole.steps();
        int from = 1;
        while (from + 1 < steps.size()
                && steps.get(from + 1).count() == whole.inputs().size()) {
            from++;
        }
        return steps.stream().skip(from).mapToDouble(Step::penalty).toArray();
    }

    private boolean[][] follow(Task<TimeToEvent> task, Cohort half, double[] grid, Run run) {
        boolean[][] selected = new boolean[grid.length][whole.inputs().size()];
        try (PathFit fit = new PathFit(settings, task, half, run)) {
            Walk walk = fit.follow(Optional.of(grid[0]), (kept, next) -> false);
            fit.finish();
            // An input that does not vary in this half is in no group of it, and so is not selected.
            for (int k = 0; k < Math.min(grid.length, walk.steps().size() - 1); k++) {
                boolean[] at = walk.steps().get(k + 1).selected();
                for (int g = 0; g < at.length; g++) {
                    int input = whole.inputs().indexOf(fit.groups().names().get(g));
                    if (input >= 0) {
                        selected[k][input] = at[g];
                    }
                }
            }
        }
        return selected;
    }

    private static final Codec<boolean[][]> SELECTED = new Codec<>() {
        @Override
        public void write(boolean[][] value, DataOutput out) throws IOException {
            out.writeInt(value.length);
            for (boolean[] row : value) {
                out.writeInt(row.length);
                for (boolean in : row) {
                    out.writeBoolean(in);
                }
            }
        }

        @Override
        public boolean[][] read(DataInput in) throws IOException {
            boolean[][] value = new boolean[in.readInt()][];
            for (int k = 0; k < value.length; k++) {
                value[k] = new boolean[in.readInt()];
                for (int j = 0; j < value[k].length; j++) {
                    value[k][j] = in.readBoolean();
                }
            }
            return value;
        }
    };
}
