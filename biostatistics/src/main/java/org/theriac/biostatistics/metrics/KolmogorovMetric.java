package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.KolmogorovCalibration;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** KS-D-calibration: the rows of all folds are put together before the one test. */
public final class KolmogorovMetric extends RequestedMetric {
    public KolmogorovMetric() {
        super(
                "ks_d_calibration",
                "KS-D-calibration",
                "Largest distance between the Kaplan–Meier estimate of the distribution of 1 − predicted survival at the row's own time and a uniform one, "
                        + "weighted as in Hall and Wellner's bands (without censoring Kolmogorov's distance). Test rows of all folds together; p from "
                        + "Kolmogorov's limit, conservative where observation ends early.",
                Direction.LOWER_IS_BETTER);
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    /** Survival at the own time, event and weight of each row, one list after the other. */
    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        double[] u = own(judged);
        boolean[] event = test(judged).eventIndicators();
        return weight -> OwnSurvival.parts(u, event, weight);
    }

    @Override
    public double combine(List<double[]> parts) {
        return together(parts).statistic();
    }

    @Override
    public Optional<Double> pValue(List<double[]> parts) {
        return Optional.of(together(parts).p());
    }

    private static KolmogorovCalibration together(List<double[]> parts) {
        OwnSurvival rows = OwnSurvival.together(parts);
        return KolmogorovCalibration.of(rows.u(), rows.event(), rows.weight());
    }

    /** Predicted survival at the rows' own times, as the parts of a metric. */
    record OwnSurvival(double[] u, boolean[] event, double[] weight) {
        static double[] parts(double[] u, boolean[] event, double[] weight) {
            int n = u.length;
            double[] parts = Arrays.copyOf(u, 3 * n);
            for (int i = 0; i < n; i++) {
                parts[n + i] = event[i] ? 1 : 0;
                parts[2 * n + i] = weight[i];
            }
            return parts;
        }

        static OwnSurvival together(List<double[]> parts) {
            int n = parts.stream().mapToInt(part -> part.length / 3).sum();
            OwnSurvival all = new OwnSurvival(new double[n], new boolean[n], new double[n]);
            int at = 0;
            for (double[] part : parts) {
                int rows = part.length / 3;
                for (int i = 0; i < rows; i++, at++) {
                    all.u[at] = part[i];
                    all.event[at] = part[rows + i] > 0;
                    all.weight[at] = part[2 * rows + i];
                }
            }
            return all;
        }
    }
}
