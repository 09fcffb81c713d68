package org.theriac.survival.systems.lassonet;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.cox.BaselineHazard;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Training;
import org.theriac.survival.systems.lassonet.LassoNetNetwork.Batch;

/** One path on some training rows: what is prepared on these rows alone, and the training itself. */
final class PathFit implements AutoCloseable {
    private static final ScalarType PRECISION = ScalarType.Float;

    private final LassoNetSettings settings;
    private final Task<TimeToEvent> task;
    private final Observed observed;
    private final Preparation preparation;
    private final Design design;
    private final InputGroups groups;
    private final double[] matrix;
    private final Training training;
    private final DenseToSparsePath path;

    /** @throws org.theriac.core.UserError if nothing can be learned from these rows, or the groups are no partition of the inputs */
    PathFit(LassoNetSettings settings, Task<TimeToEvent> task, Cohort train, Run run) {
        this.settings = settings;
        this.task = task;
        observed = task.outcome().truth(train);
        preparation = Preparation.fit(train, task.inputs(), settings.preparation());
        design = Design.fit(preparation, train, settings.preparation().standardise());
        groups = InputGroups.of(design, settings.groups());
        matrix = design.of(train);
        training = new Training(run);
        path = new DenseToSparsePath(
                training,
                settings,
                groups,
                design.width(),
                () -> new LassoNetNetwork(training.initialiser(PRECISION), design.width(), settings));
    }

    Design design() {
        return design;
    }

    InputGroups groups() {
        return groups;
    }

    /** The design of the training rows, row-major. */
    double[] matrix() {
        return matrix;
    }

    /** Follows the path; see {@link DenseToSparsePath#follow}. */
    Walk follow(Optional<Double> start, DenseToSparsePath.Goal goal) {
        return path.follow(batch(), start, network -> Double.NaN, goal);
    }

    /** Follows the path for the scores of rows held out, which are Harrell's C; no weights are kept on the way. */
    Walk follow(Optional<Double> start, Cohort heldOut) {
        Tensor x = rows(design.of(heldOut));
        Observed truth = task.outcome().truth(heldOut);
        SurvivalTimes times = SurvivalTimes.of(truth);
        ToDoubleFunction<LassoNetNetwork> score =
                network -> HarrellConcordance.of(times, network.logRisks(x)).estimate();
        return path.follow(batch(), start, score, (kept, next) -> false);
    }

    private Batch batch() {
        return new Batch(rows(matrix), CoxHead.Truth.of(training.arena(), observed, settings.ties()));
    }

    private Tensor rows(double[] values) {
        return training.arena().keep(Tensors.of(values, PRECISION, values.length / design.width(), design.width()));
    }

    /** The network with the weights of the chosen step. */
    LassoNetNetwork kept() {
        return path.kept();
    }

    /** Breslow's baseline at the training rows under the chosen step. */
    StepCurve baseline() {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            return BaselineHazard.cumulative(
                    SurvivalTimes.of(observed), path.kept().logRisks(rows(matrix)), settings.ties());
        }
    }

    Preparation preparation() {
        return preparation;
    }

    /** Forgets the checkpoint: the result is kept elsewhere. */
    void finish() {
        training.finish();
    }

    @Override
    public void close() {
        training.close();
    }
}
