package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.ForestPlot;

/** Coefficients and tests of a Cox model, as a paper prints them and as programs read them. */
final class CoxTables {
    private final CoxSettings settings;
    private final CoxAnalysis.Plan plan;
    private final CoxFit fit;
    private final List<DesignColumn> columns;
    private final Confidence confidence;
    private final Concordance concordance;

    CoxTables(CoxSettings settings, CoxAnalysis.Plan plan, CoxFit fit) {
        this.settings = settings;
        this.plan = plan;
        this.fit = fit;
        this.columns = plan.design().columns();
        this.confidence = plan.sample().confidence();
        this.concordance = fit.concordance();
    }

    List<Block> blocks(String title) {
        List<Block> blocks = new ArrayList<>();
        List<ForestPlot.Row> plotted = new ArrayList<>();
        List<CoxFit.Coefficient> table = fit.table();
        for (int j = 0; j < table.size(); j++) {
            if (columns.get(j).alone()) {
                double[] ratio = ratio(table.get(j));
                plotted.add(new ForestPlot.Row(columns.get(j).label(), ratio[0], ratio[1], ratio[2]));
            }
        }
        if (!plotted.isEmpty()) {
            blocks.add(
                    new ForestPlot(confidence.heading("Hazard ratio"), plotted)
                            .figure(
                                    "hazard-ratios",
                                    title,
                                    "Adjusted for all other terms of the model; associations, not effects of treatment. Wald intervals; those that"
                                            + " reach beyond the axis end at its edge.",
                                    "Forest plot of " + plotted.size()
                                            + " hazard ratios with " + confidence.word()
                                            + " intervals on a logarithmic axis; the table beneath gives the numbers."));
        }
        blocks.add(coefficients(table));
        severalColumns().ifPresent(blocks::add);
        blocks.add(model());
        return blocks;
    }

    private double[] ratio(CoxFit.Coefficient c) {
        return confidence.ratio(c.estimate(), c.standardError());
    }

    private Table coefficients(List<CoxFit.Coefficient> table) {
        List<Row> rows = new ArrayList<>();
        for (int j = 0; j < table.size(); j++) {
            CoxFit.Coefficient c = table.get(j);
            List<String> cells = new ArrayList<>(List.of(
                    columns.get(j).label(), Numbers.measure(c.estimate()), Numbers.measure(c.modelStandardError())));
            if (plan.robust()) {
                cells.add(Numbers.measure(c.standardError()));
            }
            cells.add(columns.get(j).alone() ? Estimates.ratio(ratio(c)) : "–");
            cells.add(Numbers.pValue(c.p()));
            rows.add(Row.of(cells));
        }
        List<Column> headings = new ArrayList<>(
                List.of(Column.text("Term"), Column.number("Coefficient"), Column.number("Standard error")));
        if (plan.robust()) {
            headings.add(Column.number("Robust standard error"));
        }
        headings.add(Column.number(confidence.heading("Hazard ratio")));
        headings.add(Column.number("Wald test"));
        return new Table("Hazard ratios", headings, rows, List.of(conventions()));
    }

    private String conventions() {
        String variance = plan.robust()
                ? "intervals and tests from robust standard errors (Lin and Wei), clustered by "
                        + settings.cluster().orElse("subject")
                : "standard errors from the information matrix";
        return "Ties by "
                + (settings.ties().name().charAt(0)
                        + settings.ties().name().substring(1).toLowerCase(Locale.ROOT))
                + "; categories against the level named after “vs”; " + variance + "."
                + (settings.ridge() > 0 ? " Ridge penalty " + Numbers.value(settings.ridge()) + "." : "")
                + (settings.strata().isEmpty()
                        ? ""
                        : " A baseline hazard for each of the " + plan.strata().size() + " strata of "
                                + String.join(", ", settings.strata()) + ".")
                + settings.weights()
                        .map(column -> " Rows are weighted by " + column + ".")
                        .orElse("");
    }

    /** Tests of terms that have several coefficients: of all at once. */
    private java.util.Optional<Table> severalColumns() {
        List<Row> rows = new ArrayList<>();
        for (String term : columns.stream().map(DesignColumn::term).distinct().toList()) {
            CoxFit.Test test = wald(term);
            if (test.degreesOfFreedom() > 1) {
                rows.add(Row.of(
                        term,
                        Numbers.measure(test.statistic()),
                        Numbers.count(test.degreesOfFreedom()),
                        Numbers.pValue(test.p())));
            }
        }
        return rows.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(new Table(
                        "Tests of terms with several coefficients",
                        List.of(
                                Column.text("Term"),
                                Column.number("χ²"),
                                Column.number("Degrees of freedom"),
                                Column.number("Wald test")),
                        rows,
                        List.of()));
    }

    /** The Wald test that all coefficients of a term are 0. */
    private CoxFit.Test wald(String term) {
        double[] beta = fit.coefficients();
        double[][] variance = fit.variance();
        int[] of = IntStream.range(0, columns.size())
                .filter(j -> columns.get(j).term().equals(term) && !Double.isNaN(beta[j]))
                .toArray();
        double[] b = IntStream.of(of).mapToDouble(j -> beta[j]).toArray();
        double[][] v = new double[of.length][of.length];
        for (int a = 0; a < of.length; a++) {
            for (int c = 0; c < of.length; c++) {
                v[a][c] = variance[of[a]][of[c]];
            }
        }
        return new CoxFit.Test(of.length == 0 ? 0 : GeneralisedCholesky.of(v).quadraticForm(b), of.length);
    }

    private Table model() {
        List<Row> rows = new ArrayList<>();
        test(rows, "Likelihood ratio test", fit.likelihoodRatioTest());
        test(rows, plan.robust() ? "Wald test (robust)" : "Wald test", fit.waldTest());
        test(rows, "Score test", fit.scoreTest());
        rows.add(Row.of("Log-likelihood without the terms", likelihood(fit.nullLogLikelihood()), "", ""));
        rows.add(Row.of("Log-likelihood", likelihood(fit.logLikelihood()), "", ""));
        rows.add(Row.of("AIC", likelihood(aic()), "", ""));
        rows.add(Row.of(
                "Concordance (standard error)",
                Numbers.measure(concordance.estimate()) + " (" + Numbers.measure(concordance.standardError()) + ")",
                "",
                ""));
        return new Table(
                "The model as a whole",
                List.of(
                        Column.text(""),
                        Column.number("Value"),
                        Column.number("Degrees of freedom"),
                        Column.number("p")),
                rows,
                List.of(
                        "Concordance by Harrell, of the rows that the model was fitted to, pairs within strata: optimistic for new patients."));
    }

    private double aic() {
        return -2 * fit.logLikelihood() + 2 * fit.likelihoodRatioTest().degreesOfFreedom();
    }

    /** A log-likelihood, with as many decimals as its differences need. */
    static String likelihood(double value) {
        return (value < 0 ? "−" : "") + String.format(Locale.ROOT, "%,.3f", Math.abs(value));
    }

    private static void test(List<Row> rows, String name, CoxFit.Test test) {
        rows.add(Row.of(
                name,
                "χ² = " + Numbers.measure(test.statistic()),
                Numbers.count(test.degreesOfFreedom()),
                Numbers.pValue(test.p())));
    }

    List<Line> headline() {
        List<Line> lines = new ArrayList<>();
        List<CoxFit.Coefficient> table = fit.table();
        for (int j = 0; j < table.size(); j++) {
            if (columns.get(j).alone()) {
                lines.add(new Line(
                        "hazard ratio, " + columns.get(j).label(),
                        Estimates.ratio(ratio(table.get(j))),
                        Numbers.pValue(table.get(j).p())));
            }
        }
        return lines;
    }

    ObjectNode numbers() {
        ObjectNode json = ResultNumbers.object(
                "rows", fit.rows(),
                "events", fit.events(),
                "left_out", plan.sample().leftOut(),
                "ties", settings.ties().name().toLowerCase(Locale.ROOT),
                "variance", plan.robust() ? "robust" : "model",
                "null_log_likelihood", fit.nullLogLikelihood(),
                "log_likelihood", fit.logLikelihood(),
                "iterations", fit.iterations(),
                "likelihood_ratio_test", test(fit.likelihoodRatioTest()),
                "wald_test", test(fit.waldTest()),
                "score_test", test(fit.scoreTest()),
                "concordance",
                        ResultNumbers.object(
                                "value", concordance.estimate(), "standard_error", concordance.standardError()));
        ArrayNode coefficients = json.putArray("coefficients");
        List<CoxFit.Coefficient> table = fit.table();
        double[] means = fit.means();
        for (int j = 0; j < table.size(); j++) {
            CoxFit.Coefficient row = table.get(j);
            ObjectNode entry = ResultNumbers.object(
                    "name", columns.get(j).name(),
                    "term", columns.get(j).term(),
                    "label", columns.get(j).label(),
                    "coefficient", row.estimate(),
                    "standard_error", row.modelStandardError());
            if (plan.robust()) {
                entry.set("robust_standard_error", ResultNumbers.number(row.standardError()));
            }
            double[] ratio = ratio(row);
            entry.setAll(ResultNumbers.object(
                    "z", row.z(),
                    "p", row.p(),
                    "hazard_ratio", ratio[0],
                    "lower", ratio[1],
                    "upper", ratio[2],
                    "mean", means[j]));
            coefficients.add(entry);
        }
        ArrayNode terms = json.putArray("terms");
        for (String term : columns.stream().map(DesignColumn::term).distinct().toList()) {
            terms.add(ResultNumbers.object("term", term, "wald_test", test(wald(term))));
        }
        ArrayNode variance = json.putArray("covariance");
        for (double[] row : fit.variance()) {
            variance.add(ResultNumbers.array(row));
        }
        return json;
    }

    static ObjectNode test(CoxFit.Test test) {
        return ResultNumbers.object(
                "statistic", test.statistic(), "degrees_of_freedom", test.degreesOfFreedom(), "p", test.p());
    }
}
