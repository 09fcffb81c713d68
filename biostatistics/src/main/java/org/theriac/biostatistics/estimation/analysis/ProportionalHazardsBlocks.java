package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.ProportionalHazardsTest;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/** Whether hazards are proportional: the test of each term, and how its coefficient moves with time. */
final class ProportionalHazardsBlocks {
    private static final double DOUBTFUL = 0.05;

    private final ProportionalHazardsTest test;

    private ProportionalHazardsBlocks(ProportionalHazardsTest test) {
        this.test = test;
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
                        "The hazard ratio of " + term.name() + " changes with time (" + Numbers.pValue(term.test().p())
                                + "): a single number is an average over time. Look at its plot, or name it under strata:.",
                        1);
            }
        }
        return new ProportionalHazardsBlocks(test);
    }

    List<Block> blocks() {
        List<Row> rows = new ArrayList<>();
        test.terms().forEach(term -> rows.add(row(term.name(), term.test(), false)));
        rows.add(row("All terms", test.global(), true));
        return List.of(new Table(
                "Proportional hazards",
                List.of(
                        Column.text("Term"),
                        Column.number("χ²"),
                        Column.number("Degrees of freedom"),
                        Column.number("p")),
                rows,
                List.of("Score test that adding the term times g(t) would not improve the model, g(t) = " + transform()
                        + ". A small p speaks against a constant hazard ratio.")));
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
