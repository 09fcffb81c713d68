package org.theriac.biostatistics.estimation.analysis;

import java.util.Arrays;
import java.util.List;
import org.theriac.core.report.Block;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.StepCurves;

/** How curves of a Cox model are drawn and tabulated: while enough rows are at risk. */
final class SurvivalFigure {
    private final String unit;
    private final List<Double> at;
    private final double end;

    SurvivalFigure(CoxSettings settings, CoxAnalysis.Plan plan) {
        this.unit = plan.sample().unit();
        this.at = settings.at();
        this.end = ShownCurve.end(plan.times().times());
    }

    /** The last time at which enough rows are at risk for a curve to be drawn. */
    double end() {
        return end;
    }

    /** The times of tables. */
    double[] tabulated() {
        return ShownCurve.tabulated(at, end);
    }

    StepCurves.Curve curve(String name, double[] time, double[] value, double[] lower, double[] upper) {
        int shown = (int) Arrays.stream(time).filter(t -> t <= end).count();
        return ShownCurve.of(name, 0, 1, time, value, lower, upper, shown, new int[0]);
    }

    Block of(String id, String title, List<StepCurves.Curve> curves, String caption) {
        return new StepCurves("Time (" + unit + ")", "Survival", curves, ShownCurve.ticks(end))
                .figure(
                        id,
                        title,
                        caption + " Drawn while at least " + SmallCells.LEAST + " rows are at risk.",
                        "Survival curves of " + curves.size() + " groups; the table beneath gives the numbers.");
    }

    /** Rows of a name, a time and an estimate. */
    Table table(String caption, String names, String estimates, List<Row> rows) {
        return new Table(
                caption,
                List.of(
                        Table.Column.text(names),
                        Table.Column.number("Time (" + unit + ")"),
                        Table.Column.number(estimates)),
                rows,
                List.of());
    }
}
