package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.CoxResiduals.Schoenfeld;
import org.theriac.biostatistics.cox.ProportionalHazardsTest;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.run.Run;

/** Whether hazards are proportional: the test of each term, and how its coefficient moves with time. */
final class ProportionalHazardsBlocks {
    private static final double DOUBTFUL = 0.05;

    private static final int MOST_FIGURES = 12;
    private static final double[] SHARES = {0.1, 0.3, 0.5, 0.7, 0.9};

    private final ProportionalHazardsTest test;
    private final CoxFit fit;
    private final List<DesignColumn> columns;
    private final String unit;
    private final Confidence confidence;
    private final Schoenfeld[] residuals;

    private ProportionalHazardsBlocks(ProportionalHazardsTest test, CoxAnalysis.Plan plan, CoxFit fit) {
        this.test = test;
        this.fit = fit;
        this.columns = plan.design().columns();
        this.unit = plan.sample().unit();
        this.confidence = plan.sample().confidence();
        this.residuals = fit.events() < SmoothedCoefficient.LEAST_EVENTS
                ? new Schoenfeld[0]
                : fit.residuals().scaledSchoenfeld();
    }

    static ProportionalHazardsBlocks of(CoxSettings settings, CoxAnalysis.Plan plan, CoxFit fit, Run run) {
        ProportionalHazardsTest test = ProportionalHazardsTest.of(
                fit,
                settings.transform(),
                plan.design().columns().stream().map(DesignColumn::term).toList());
        for (ProportionalHazardsTest.Term term : test.terms()) {
            if (term.test().p() < DOUBTFUL) {
                run.notice(
                        "not-proportional",
                        "The hazard ratio of " + term.name() + " changes with time ("
                                + Numbers.pValue(term.test().p())
                                + "): a single number is an average over time. Look at its plot, or name it under strata:.",
                        1);
            }
        }
        return new ProportionalHazardsBlocks(test, plan, fit);
    }

    List<Block> blocks() {
        List<Row> rows = new ArrayList<>();
        test.terms().forEach(term -> rows.add(row(term.name(), term.test(), false)));
        rows.add(row("All terms", test.global(), true));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                "Proportional hazards",
                List.of(
                        Column.text("Term"),
                        Column.number("χ²"),
                        Column.number("Degrees of freedom"),
                        Column.number("p")),
                rows,
                List.of("Score test that adding the term times g(t) would not improve the model, g(t) = " + transform()
                        + ". A small p speaks against a constant hazard ratio.")));
        blocks.addAll(smooths());
        return blocks;
    }

    /** How the coefficients of the first columns move with time. */
    private List<Block> smooths() {
        int[] drawn = IntStream.range(0, columns.size())
                .filter(j -> residuals.length > 0 && columns.get(j).alone() && !Double.isNaN(fit.coefficients()[j]))
                .limit(MOST_FIGURES)
                .toArray();
        List<Block> blocks = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Column> headings = new ArrayList<>(List.of(Column.text("Term")));
        for (int j : drawn) {
            SmoothedCoefficient smooth = SmoothedCoefficient.of(fit, residuals, j, confidence);
            String label = columns.get(j).label();
            LinesOverTime chart = new LinesOverTime(
                    "Time (" + unit + ")",
                    "Coefficient (log hazard ratio)",
                    false,
                    Optional.of(fit.coefficients()[j]),
                    List.of(new LinesOverTime.Line(
                            label, smooth.time(), smooth.coefficient(), smooth.lower(), smooth.upper())));
            blocks.add(chart.figure(
                    "hazards-" + j,
                    "Over time: " + label,
                    "A cubic smooth of the scaled Schoenfeld residuals with its pointwise " + confidence.word()
                            + " band; the dashed line is the coefficient of the model."
                            + " Residuals of single persons are not drawn.",
                    "The coefficient of " + label
                            + " over time; the table beneath gives hazard ratios at five times."));
            List<String> cells = new ArrayList<>(List.of(label));
            for (double share : SHARES) {
                cells.add(Numbers.ratio(Math.exp(smooth.at(share))));
            }
            rows.add(Row.of(cells));
            if (headings.size() == 1) {
                for (double share : SHARES) {
                    headings.add(Column.number(Numbers.value(smooth.timeAt(share)) + " " + unit));
                }
            }
        }
        if (!blocks.isEmpty()) {
            blocks.add(
                    new Table(
                            "Hazard ratios over time",
                            headings,
                            rows,
                            List.of(
                                    "Exponentials of the smooths at times by which about a tenth, three tenths, … of the events have happened.")));
        }
        return blocks;
    }

    private String transform() {
        return switch (test.transform()) {
            case KM -> "1 − S(t−) by Kaplan and Meier";
            case IDENTITY -> "t";
            case LOG -> "log t";
            case RANK -> "the rank of t";
        };
    }

    private static Row row(String name, CoxFit.Test test, boolean emphasis) {
        return new Row(
                List.of(
                        name,
                        Numbers.measure(test.statistic()),
                        Numbers.count(test.degreesOfFreedom()),
                        Numbers.pValue(test.p())),
                0,
                emphasis);
    }

    ObjectNode numbers() {
        ObjectNode json =
                ResultNumbers.object("transform", test.transform().name().toLowerCase(Locale.ROOT));
        ArrayNode terms = json.putArray("terms");
        test.terms().forEach(term -> {
            ObjectNode entry = ResultNumbers.object("term", term.name());
            entry.setAll(CoxTables.test(term.test()));
            terms.add(entry);
        });
        json.set("global", CoxTables.test(test.global()));
        return json;
    }
}
