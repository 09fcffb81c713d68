package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.theriac.biostatistics.distribution.TailedKaplanMeier;
import org.theriac.biostatistics.distribution.TimeErrors;
import org.theriac.biostatistics.distribution.TimeErrors.Kind;
import org.theriac.biostatistics.distribution.TimeErrors.Scale;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The mean absolute error of predicted median times, for each way to deal with censored rows. */
public final class TimeErrorMetric extends RequestedMetric {
    private final Kind kind;
    private final Scale scale;

    private TimeErrorMetric(Kind kind, Scale scale) {
        super(
                (scale == Scale.LOG ? "log_l1_" : "l1_") + word(kind),
                (scale == Scale.LOG ? "Log error, " : "Absolute error, ") + title(kind),
                (scale == Scale.LOG
                                ? "Mean |log time − log predicted median|. "
                                : "Mean |time − predicted median|, in units of time. ")
                        + convention(kind)
                        + " Medians beyond a curve's end lie on the line from (0, 1) through its last point, and are capped where the training rows' "
                        + "Kaplan–Meier curve with such a line reaches 0. Mean over folds.",
                Direction.LOWER_IS_BETTER);
        this.kind = kind;
        this.scale = scale;
    }

    /** All of them. */
    public static List<TimeErrorMetric> each() {
        return Stream.of(Scale.values())
                .flatMap(scale -> Stream.of(Kind.values()).map(kind -> new TimeErrorMetric(kind, scale)))
                .toList();
    }

    private static String word(Kind kind) {
        return kind == Kind.PSEUDO_OBSERVATION ? "pseudo" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case UNCENSORED -> "events only";
            case HINGE -> "hinge";
            case MARGIN -> "margin";
            case IPCW_D -> "IPCW-D";
            case IPCW_T -> "IPCW-T";
            case PSEUDO_OBSERVATION -> "pseudo-observations";
        };
    }

    private static String convention(Kind kind) {
        return switch (kind) {
            case UNCENSORED -> "Rows with the event only.";
            case HINGE -> "A censored row errs only by a prediction before its censoring; all rows weigh the same.";
            case MARGIN ->
                "A censored row counts with its best guess, the mean of the training rows' Kaplan–Meier curve (steps, with the line as tail) beyond the "
                        + "censoring, weighted by 1 − S(c); one weighted mean over all rows.";
            case IPCW_D ->
                "Rows with the event, weighted by the inverse probability of being uncensored in the training rows, divided by the sum of weights."
                        + ObservedRows.WITH_ENTRY_TIMES;
            case IPCW_T ->
                "A censored row counts with the mean of the later event times of the training rows, weighted by 1 − S(c), and not at all where there is none.";
            case PSEUDO_OBSERVATION ->
                "A censored row counts with its pseudo-observation of the mean among the training rows, weighted by 1 − S(c).";
        };
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        Optional<String> refused = super.inapplicable(judged);
        if (refused.isPresent() || scale == Scale.TIME) {
            return refused;
        }
        double cap = TailedKaplanMeier.of(train(judged)).linearZero();
        boolean zero = Arrays.stream(test(judged).times()).anyMatch(time -> time <= 0)
                || Arrays.stream(medians(judged, cap)).anyMatch(time -> time <= 0);
        return zero ? Optional.of("A time or a predicted median is 0, which has no logarithm.") : Optional.empty();
    }

    @Override
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return kind == Kind.IPCW_D ? weighable(judged) : super.underDelayedEntry(judged);
    }

    /** Of rows that enter late those that {@link ObservedRows} looks at, in its weights; all others weigh nothing. */
    private TimeErrors.Rows rows(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes train = train(judged);
        SurvivalTimes test = test(judged);
        if (!train.delayedEntry()) {
            return new TimeErrors(train)
                    .of(kind, medians(judged, TailedKaplanMeier.of(train).linearZero()), test, scale);
        }
        ObservedRows observed = observed(judged);
        double cap = TailedKaplanMeier.of(observed.train()).linearZero();
        double[] median = medians(judged, cap, observed.start());
        TimeErrors.Rows rows = new TimeErrors(observed.train()).of(kind, observed.of(median), observed.test(), scale);
        double[] error = new double[test.size()];
        double[] weight = new double[test.size()];
        for (int k = 0; k < rows.error().length; k++) {
            error[observed.rows()[k]] = rows.error()[k];
            weight[observed.rows()[k]] = rows.weight()[k];
        }
        return new TimeErrors.Rows(error, weight);
    }

    @Override
    public int rowsUsed(Judged<TimeToEvent, SurvivalCurves> judged) {
        return rows(judged).used();
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        TimeErrors.Rows rows = rows(judged);
        return weight -> new double[] {rows.mean(weight)};
    }
}
