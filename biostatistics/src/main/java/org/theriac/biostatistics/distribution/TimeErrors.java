package org.theriac.biostatistics.distribution;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Absolute errors of predicted times under censoring (L1 losses). Each is Σ ω |time − prediction| ∕ Σ ω with a time and a weight ω for each row; they differ in
 * what they do with rows that were censored at c. Haider et al., JMLR 21(85), 2020, and Qi et al., ICML 2023.
 */
public final class TimeErrors {
    private final SurvivalTimes train;

    /** @param train the training rows, from which censored rows learn what their time may have been */
    public TimeErrors(SurvivalTimes train) {
        this.train = train;
    }

    /** What is done with censored rows. */
    public enum Kind {
        /** They are left out: ω is 0. Looks at the rows that had the event early. */
        UNCENSORED,
        /** Only a prediction before c is an error, of c − prediction; ω is 1. A model that predicts late times is never wrong about them. */
        HINGE,
        /** The time is {@link TailedKaplanMeier#bestGuess}, ω its confidence 1 − S(c). */
        MARGIN,
        /** They are left out, and events weighted by 1∕G(T−), the inverse probability of being uncensored in the training rows. */
        IPCW_D,
        /** The time is the mean of the training rows' later event times, ω is 1 − S(c), and 0 where there is none later. */
        IPCW_T,
        /** The time is the {@linkplain PseudoObservations pseudo-observation}, ω is 1 − S(c). */
        PSEUDO_OBSERVATION
    }

    /** Whether errors are those of times or of their logarithms. */
    public enum Scale {
        TIME,
        LOG
    }

    /**
     * The errors of test rows with their weights.
     *
     * @param error |time − prediction|, or 0 where a prediction after the censoring is no error
     * @param weight ω, 0 for rows that are not judged
     */
    public record Rows(double[] error, double[] weight) {
        /** Σ v ω |·| ∕ Σ v ω under row weights v; NaN where nothing is left. */
        public double mean(double[] v) {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < v.length; i++) {
                if (weight[i] > 0) {
                    sum += v[i] * weight[i] * error[i];
                    weights += v[i] * weight[i];
                }
            }
            return sum / weights;
        }

        /** Rows that are judged. */
        public int used() {
            return (int) Arrays.stream(weight).filter(w -> w > 0).count();
        }
    }

    /**
     * The error of each row.
     *
     * @param predicted a time for each test row
     * @param scale for {@link Scale#LOG} all times and predictions must be above 0
     */
    public Rows of(Kind kind, double[] predicted, SurvivalTimes test, Scale scale) {
        int n = test.size();
        if (predicted.length != n) {
            throw new IllegalArgumentException(predicted.length + " predicted times for " + n + " rows");
        }
        double[] time = test.times();
        double[] weight = new double[n];
        Arrays.fill(weight, 1);
        ToDoubleFunction<Integer> surrogate = surrogate(kind, test, weight);
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            double own = test.event(i) ? time[i] : surrogate.applyAsDouble(i);
            double gap = scale == Scale.LOG ? Math.log(own) - Math.log(predicted[i]) : own - predicted[i];
            error[i] = kind == Kind.HINGE && !test.event(i) ? Math.max(0, gap) : Math.abs(gap);
        }
        return new Rows(error, weight);
    }

    /** Fills in the weights, and says what time a censored row counts with. */
    private ToDoubleFunction<Integer> surrogate(Kind kind, SurvivalTimes test, double[] weight) {
        switch (kind) {
            case UNCENSORED, IPCW_D -> {
                CensoringCurve g = kind == Kind.IPCW_D ? CensoringCurve.ofObservation(train) : CensoringCurve.none();
                for (int i = 0; i < weight.length; i++) {
                    double uncensored = g.ofEvent(test.time(i));
                    weight[i] = test.event(i) && uncensored > 0 ? 1 / uncensored : 0;
                }
                return test::time;
            }
            case HINGE -> {
                return test::time;
            }
            default -> {
                TailedKaplanMeier km = TailedKaplanMeier.of(train);
                DoubleUnaryOperator guess = guess(kind, km);
                double[] guessed = IntStream.range(0, weight.length)
                        .mapToDouble(i -> test.event(i) ? test.time(i) : guess.applyAsDouble(test.time(i)))
                        .toArray();
                for (int i = 0; i < weight.length; i++) {
                    weight[i] = test.event(i) ? 1 : Double.isNaN(guessed[i]) ? 0 : km.confidence(test.time(i));
                }
                return i -> guessed[i];
            }
        }
    }

    private DoubleUnaryOperator guess(Kind kind, TailedKaplanMeier km) {
        return switch (kind) {
            case IPCW_T -> laterEvents();
            case PSEUDO_OBSERVATION -> new PseudoObservations(train)::ofCensored;
            default -> km::bestGuess;
        };
    }

    /** The mean of the event times after c; NaN where there is none. */
    private DoubleUnaryOperator laterEvents() {
        double[] events = IntStream.range(0, train.size())
                .filter(train::event)
                .mapToDouble(train::time)
                .sorted()
                .toArray();
        double[] sum = new double[events.length + 1];
        for (int k = events.length - 1; k >= 0; k--) {
            sum[k] = sum[k + 1] + events[k];
        }
        return c -> {
            int low = 0;
            int high = events.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (events[middle] > c) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low == events.length ? Double.NaN : sum[low] / (events.length - low);
        };
    }

    /**
     * The margin loss as the program of Haider et al. has it: the mean error of the events <em>plus</em> the weighted mean error of the censored rows. It is not
     * the mean of anything, and larger than either; for comparison with figures that were made so.
     */
    public double marginAsASum(double[] predicted, SurvivalTimes test) {
        Rows rows = of(Kind.MARGIN, predicted, test, Scale.TIME);
        double[] events = new double[test.size()];
        double[] censored = new double[test.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = test.event(i) ? test.weight(i) : 0;
            censored[i] = test.event(i) ? 0 : test.weight(i);
        }
        double ofCensored = rows.mean(censored);
        return rows.mean(events) + (Double.isNaN(ofCensored) ? 0 : ofCensored);
    }
}
