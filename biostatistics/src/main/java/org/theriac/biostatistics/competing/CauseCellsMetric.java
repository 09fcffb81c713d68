package org.theriac.biostatistics.competing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.ACalibration;
import org.theriac.biostatistics.calibration.CauseDCalibration;
import org.theriac.biostatistics.calibration.CellTest;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** D-calibration or A-calibration of the incidence of a cause: cells of all folds are added before the one test. */
public final class CauseCellsMetric extends RequestedCauseMetric {
    private static final int CELLS = 10;

    private final Kind kind;

    /** Which test. */
    public enum Kind {
        D,
        A
    }

    public CauseCellsMetric(Kind kind) {
        this(kind, Cause.NONE);
    }

    private CauseCellsMetric(Kind kind, Cause cause) {
        super(
                kind == Kind.D ? "cause_d_calibration" : "cause_a_calibration",
                kind == Kind.D ? "D-calibration χ²" : "A-calibration χ²",
                (kind == Kind.D
                                ? "Predicted incidence F of the cause at the own time of rows with its event, as a share of F at the end of prediction, in 10 equal "
                                        + "cells, and all other rows in one; expected are a tenth of the sum of final incidences in each and the rest in the last. "
                                        + "Censored rows are spread as the model says given no event until then (after Alberge et al., 2026). Cells are added over "
                                        + "folds, then tested once with 10 degrees of freedom."
                                : "Events of the cause in 10 equal cells of its predicted incidence, as a share of that at the end of prediction, against those that "
                                        + "the rows under observation were expected to have there by the predicted hazard of the cause (Akritas's test; entry times "
                                        + "are honoured). Cells are added over folds, neighbours that expect fewer than 5 events are merged, then one test with as "
                                        + "many degrees of freedom as cells.")
                        + " p of at least 0.05 counts as calibrated. Resampling adds noise to the cells; the interval is shifted down by the mean excess of the "
                        + "draws.",
                Direction.LOWER_IS_BETTER,
                cause);
        this.kind = kind;
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseCellsMetric(kind, cause);
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    @Override
    Optional<String> underDelayedEntry(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return kind == Kind.A ? Optional.empty() : super.underDelayedEntry(judged);
    }

    /** What each row adds, summed under the weights: cells, then expectations. */
    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        CompetingTimes test = test(judged);
        int[] coded = coded(test.cause());
        double[][] rows = new double[test.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = kind == Kind.D
                    ? spread(judged.predicted(), i, test.times().time(i), coded[i])
                    : accumulated(
                            judged.predicted(),
                            i,
                            test.times().entry(i),
                            test.times().time(i),
                            coded[i]);
        }
        return weight -> {
            double[] sum = new double[rows[0].length];
            for (int i = 0; i < weight.length; i++) {
                for (int k = 0; k < sum.length && weight[i] > 0; k++) {
                    sum[k] += weight[i] * rows[i][k];
                }
            }
            return sum;
        };
    }

    private double[] spread(CumulativeIncidences predicted, int row, double time, int coded) {
        double[] times = predicted.times();
        int last = times.length - 1;
        // what happens after the end of prediction is none of the cause by then
        int state = time > times[last] ? 2 : coded;
        return CauseDCalibration.row(
                predicted.incidenceAt(cause() - 1, row, time),
                predicted.incidence(cause() - 1, row, last),
                predicted.survivalAt(row, time),
                state,
                CELLS);
    }

    /** The predicted hazard of the cause over the time that the row was observed, by cell of its incidence. */
    private double[] accumulated(CumulativeIncidences predicted, int row, double entry, double time, int coded) {
        double[] sums = new double[2 * CELLS];
        double[] times = predicted.times();
        double end = predicted.incidence(cause() - 1, row, times.length - 1);
        if (end <= 0) {
            return sums;
        }
        double before = 0;
        double survival = 1;
        for (int k = 0; k < times.length && times[k] <= time; k++) {
            double f = predicted.incidence(cause() - 1, row, k);
            if (times[k] > entry && survival > 0) {
                sums[CELLS + cell(f, end)] += Math.min(1, (f - before) / survival);
            }
            before = f;
            survival = predicted.survival(row, k);
        }
        if (coded == 1 && time <= times[times.length - 1]) {
            sums[cell(predicted.incidenceAt(cause() - 1, row, time), end)] = 1;
        }
        return sums;
    }

    private static int cell(double f, double end) {
        return Math.min(CELLS - 1, (int) (f / end * CELLS));
    }

    @Override
    public double combine(List<double[]> parts) {
        return together(CellTest.sum(parts)).statistic();
    }

    @Override
    public Optional<Double> pValue(List<double[]> parts) {
        return Optional.of(together(CellTest.sum(parts)).p());
    }

    private CellTest together(double[] sum) {
        return kind == Kind.D
                ? CauseDCalibration.of(Arrays.copyOf(sum, CELLS + 1), Arrays.copyOfRange(sum, CELLS + 1, sum.length))
                : ACalibration.of(Arrays.copyOf(sum, CELLS), Arrays.copyOfRange(sum, CELLS, sum.length));
    }
}
