package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.StepCurves;
import org.theriac.core.report.chart.StepCurves.Curve;

/** Kaplan–Meier curves of groups of rows with pointwise intervals, each cut where fewer than {@value SmallCells#LEAST} are at risk. */
public final class GroupCurves {
    private static final int TICKS = 6;

    private final List<String> names;
    private final List<KaplanMeier> estimates;
    private final double middle;
    private final String unit;

    /**
     * @param names of the groups
     * @param estimates one for each, with the limits to be drawn
     * @param middle the time at which the curves are told in words
     * @param unit of the times
     */
    public GroupCurves(List<String> names, List<KaplanMeier> estimates, double middle, String unit) {
        this.names = List.copyOf(names);
        this.estimates = List.copyOf(estimates);
        this.middle = middle;
        this.unit = unit;
    }

    /**
     * @param group each row's index into {@code names}; every group has rows
     * @param unit of the times
     */
    public GroupCurves(SurvivalTimes rows, int[] group, List<String> names, String unit) {
        this(
                names,
                IntStream.range(0, names.size())
                        .mapToObj(g -> estimate(rows, group, g))
                        .toList(),
                middle(rows),
                unit);
    }

    /** The median of the observed times. */
    public static double middle(SurvivalTimes rows) {
        double[] sorted = rows.times();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static KaplanMeier estimate(SurvivalTimes rows, int[] group, int g) {
        int[] members =
                IntStream.range(0, group.length).filter(row -> group[row] == g).toArray();
        return KaplanMeier.fit(rows.take(members)).withInterval(IntervalType.LOG_LOG, 0.95);
    }

    /** The curves with the numbers at risk beneath. */
    public StepCurves chart() {
        double end = estimates.stream()
                .mapToDouble(km -> km.time()[shown(km) - 1])
                .max()
                .orElseThrow();
        double start = estimates.stream().mapToDouble(KaplanMeier::start).min().orElseThrow();
        List<Double> ticks = Times.ticks(start, end, TICKS);
        List<Curve> curves = new ArrayList<>();
        for (int g = 0; g < names.size(); g++) {
            curves.add(curve(names.get(g), estimates.get(g), ticks));
        }
        return new StepCurves("Time (" + unit + ")", "Survival", curves, ticks);
    }

    /** Each group's survival at the median of the observed times, as a sentence for those who cannot see the chart. */
    public String inWords() {
        List<String> said = new ArrayList<>();
        for (int g = 0; g < names.size(); g++) {
            said.add(names.get(g) + " "
                    + Numbers.percent(estimates.get(g).curve().at(middle)));
        }
        return "Survival at " + Numbers.measure(middle) + " " + unit + ": " + String.join(", ", said) + ".";
    }

    /** How many of the curve's times have enough rows at risk to be shown; at least 1. */
    public static int shown(KaplanMeier km) {
        int[] atRisk = km.rowsAtRisk();
        int count = atRisk.length;
        while (count > 1 && atRisk[count - 1] < SmallCells.LEAST) {
            count--;
        }
        return count;
    }

    private static Curve curve(String name, KaplanMeier km, List<Double> ticks) {
        int shown = shown(km);
        double[] time = fromOrigin(km.time(), shown, km.start());
        double[] survival = fromOrigin(km.survival(), shown, 1);
        double[] lower = fromOrigin(km.lower(), shown, 1);
        double[] upper = fromOrigin(km.upper(), shown, 1);
        for (int k = 0; k < survival.length && survival[k] == 1; k++) {
            lower[k] = 1; // before the first event the scale has no limits
            upper[k] = 1;
        }
        int[] atRisk = ticks.stream().mapToInt(tick -> atRisk(km, tick)).toArray();
        return new Curve(name, time, survival, lower, upper, atRisk);
    }

    /** At 0, rows with entry times that begin there count too. */
    private static int atRisk(KaplanMeier km, double tick) {
        return (int) Math.round(tick == 0 ? Math.max(km.atRisk(0), km.atRisk(Double.MIN_VALUE)) : km.atRisk(tick));
    }

    private static double[] fromOrigin(double[] values, int shown, double origin) {
        double[] extended = new double[shown + 1];
        extended[0] = origin;
        System.arraycopy(values, 0, extended, 1, shown);
        return extended;
    }
}
