package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.Simulation;
import org.theriac.biostatistics.trial.ewoc.ScenarioResult.Mean;
import org.theriac.core.report.Block;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/** What a simulation found, for readers. */
final class SimulationFindings {
    private static final int SCENARIOS_IN_A_TABLE = 4;

    private static final List<String> HEADLINE = List.of(
            "dlt_rate",
            "rejected",
            "effective_share",
            "recommended_effective",
            "curve_within_tenth",
            "curve_within_fifth",
            "patients");

    private final EwocTwoDrugs design;
    private final Simulation simulation;
    private final List<ScenarioResult> results;
    private final Run run;

    SimulationFindings(EwocTwoDrugs design, Simulation simulation, List<ScenarioResult> results, Run run) {
        this.design = design;
        this.simulation = simulation;
        this.results = results;
        this.run = run;
    }

    Findings findings() {
        Table headline = headline();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("question", "What was simulated", question()));
        List<Block> characteristics = new ArrayList<>(List.of(headline));
        characteristics.addAll(measures());
        sections.add(new Section("characteristics", "Operating characteristics", characteristics));
        errorSection().ifPresent(sections::add);
        sections.addAll(new SimulationFigures(design, results).sections());
        noticeError();
        return new Findings(
                headline, sections, new SimulationResults(design, simulation, results).json(run.notices()), List.of());
    }

    private List<Block> question() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text("Escalation with overdose control of "
                + design.drugX().name() + " and "
                + design.drugY().name() + " in " + design.stageOne().patients()
                + " patients, then adaptive randomisation of "
                + design.stageTwo().patients() + " along the curve of combinations with a probability of toxicity of "
                + Numbers.measure(design.targetToxicity()) + ". The null hypothesis is that nowhere on it more than "
                + Numbers.percent(design.nullResponse())
                + " respond; it is rejected when somewhere on the estimated curve the"
                + " posterior probability of the contrary reaches " + Numbers.measure(design.decision()) + ". "
                + Numbers.count(simulation.trials()) + " trials under each of " + results.size() + " truths."));
        if (simulation.neverStop()) {
            blocks.add(Paragraph.warning(
                    "Stopping rules were noted and not followed, as in the published table: every trial treats all"
                            + " of its patients. A real trial would stop."));
        }
        if (design.reproduceReferenceLag()) {
            blocks.add(
                    Paragraph.warning(
                            "The defect of the published program is reproduced: from the third cohort on, the outcome of the"
                                    + " second patient is drawn at the dose of the cohort before. Use this to compare with the published table only."));
        }
        blocks.add(Paragraph.note(
                "Toxicity posteriors are weighted draws of the prior, common to all trials; efficacy posteriors are Markov"
                        + " chains. ± is the Monte-Carlo standard error of a mean over trials. \"Rejected\" is the power where some combination on the true"
                        + " curve is effective, and the type I error where none is."));
        return blocks;
    }

    private Table headline() {
        List<Measure> chosen = Measure.all(design).stream()
                .filter(measure -> HEADLINE.contains(measure.id()))
                .toList();
        List<Column> columns =
                new ArrayList<>(List.of(Column.text("Scenario"), Column.text("Truth"), Column.number("Best response")));
        List.of("DLT rate", "Rejected", "On effective", "Chosen effective", "Curve 10 %", "Curve 20 %", "Patients")
                .forEach(heading -> columns.add(Column.number(heading)));
        List<Row> rows = new ArrayList<>();
        double largestError = 0;
        for (ScenarioResult result : results) {
            List<String> cells = new ArrayList<>(List.of(
                    result.name(),
                    result.isNull(design.nullResponse()) ? "null" : "effective",
                    Numbers.measure(result.truth().greatestResponse())));
            for (Measure measure : chosen) {
                Mean mean = result.mean(measure.of());
                cells.add(Numbers.measure(mean.value()));
                if (!measure.id().equals("patients") && mean.standardError() > largestError) {
                    largestError = mean.standardError();
                }
            }
            rows.add(Row.of(cells));
        }
        return new Table(
                "Operating characteristics, " + Numbers.count(simulation.trials()) + " trials each",
                columns,
                rows,
                List.of(
                        "Best response: the greatest true probability of response on the true curve of maximum tolerated combinations; the truth is"
                                + " null if it does not exceed " + Numbers.measure(design.nullResponse()) + ".",
                        "DLT: dose-limiting toxicity. On effective: patients of stage two at combinations that are truly effective. Chosen effective:"
                                + " the recommended combination is truly effective. Curve 10 %, 20 %: points of the true curve whose distance to the"
                                + " estimated one is at most that share of their distance to the origin.",
                        "Monte-Carlo standard errors of the shares are at most " + Numbers.measure(largestError)
                                + "; the next tables give each."));
    }

    /** Every measure of every scenario, a few scenarios a table. */
    private List<Block> measures() {
        List<Block> tables = new ArrayList<>();
        for (int from = 0; from < results.size(); from += SCENARIOS_IN_A_TABLE) {
            tables.add(measures(results.subList(from, Math.min(from + SCENARIOS_IN_A_TABLE, results.size()))));
        }
        return tables;
    }

    private Table measures(List<ScenarioResult> some) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Measure")));
        some.forEach(result -> columns.add(Column.number(result.name())));
        List<Row> rows = new ArrayList<>();
        for (Measure measure : Measure.all(design)) {
            List<String> cells = new ArrayList<>(List.of(measure.title()));
            some.forEach(result -> cells.add(text(result.mean(measure.of()))));
            rows.add(Row.of(cells));
        }
        return new Table("All measures, mean ± Monte-Carlo standard error", columns, rows, List.of());
    }

    private static String text(Mean mean) {
        if (Double.isNaN(mean.value())) {
            return "–";
        }
        return Numbers.measure(mean.value())
                + (Double.isNaN(mean.standardError())
                        ? ""
                        : " ± "
                                + String.format(
                                        Locale.ROOT, mean.value() < 10 ? "%.3f" : "%.1f", mean.standardError()));
    }

    private List<ScenarioResult> nulls() {
        return results.stream()
                .filter(result -> result.isNull(design.nullResponse()))
                .toList();
    }

    /** Over all null scenarios, the threshold that holds the wanted error in each; NaN if none does. */
    private double worstThreshold() {
        double worst = 0;
        for (ScenarioResult result : nulls()) {
            double threshold = result.threshold(simulation.typeOneError());
            if (Double.isNaN(threshold)) {
                return Double.NaN;
            }
            worst = Math.max(worst, threshold);
        }
        return worst;
    }

    private java.util.Optional<Section> errorSection() {
        if (nulls().isEmpty()) {
            return java.util.Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        List<ScenarioResult> above = nulls().stream()
                .filter(result -> result.rejected(design.decision()).value() > simulation.typeOneError())
                .toList();
        if (!above.isEmpty()) {
            blocks.add(Paragraph.warning(errorWarning(above)));
        }
        double worst = worstThreshold();
        blocks.add(
                Paragraph.text(
                        Double.isNaN(worst)
                                ? "No decision threshold holds the type I error at "
                                        + Numbers.percent(simulation.typeOneError()) + " in every null scenario."
                                : "A decision threshold of " + String.format(Locale.ROOT, "%.4f", worst)
                                        + " holds the type I error at "
                                        + Numbers.percent(simulation.typeOneError())
                                        + " in each of these null scenarios; it is fitted to these trials, and should be confirmed with another seed."));
        List<Row> rows = new ArrayList<>();
        for (ScenarioResult result : results) {
            boolean isNull = result.isNull(design.nullResponse());
            double own = result.threshold(simulation.typeOneError());
            rows.add(Row.of(
                    result.name(),
                    isNull ? "type I error" : "power",
                    text(result.rejected(design.decision())),
                    isNull ? (Double.isNaN(own) ? "none" : String.format(Locale.ROOT, "%.4f", own)) : "",
                    Double.isNaN(worst) ? "–" : text(result.rejected(worst))));
        }
        blocks.add(new Table(
                "Calibration of the decision threshold",
                List.of(
                        Column.text("Scenario"),
                        Column.text("Rejections are"),
                        Column.number("At " + Numbers.measure(design.decision())),
                        Column.number("Threshold for " + Numbers.percent(simulation.typeOneError())),
                        Column.number("At the threshold that suits all")),
                rows,
                List.of()));
        return java.util.Optional.of(new Section("type-one-error", "Type I error", blocks));
    }

    private String errorWarning(List<ScenarioResult> above) {
        double greatest = above.stream()
                .mapToDouble(result -> result.rejected(design.decision()).value())
                .max()
                .orElseThrow();
        return "With a decision threshold of " + Numbers.measure(design.decision()) + " the type I error exceeds "
                + Numbers.percent(simulation.typeOneError()) + " in " + above.size() + " of "
                + nulls().size() + " null scenarios and reaches " + Numbers.percent(greatest) + ".";
    }

    private void noticeError() {
        long above = nulls().stream()
                .filter(result -> result.rejected(design.decision()).value() > simulation.typeOneError())
                .count();
        if (above > 0) {
            run.notice(
                    "type-one-error",
                    "Null scenarios in which the type I error exceeds what is wanted; the report gives the threshold that would hold it.",
                    above);
        }
    }
}
