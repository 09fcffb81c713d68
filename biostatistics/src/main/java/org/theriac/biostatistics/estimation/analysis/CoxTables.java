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
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;

/** Coefficients and tests of a Cox model, as a paper prints them and as programs read them. */
final class CoxTables {
    private final CoxSettings settings;
    private final CoxAnalysis.Plan plan;
    private final FittedCox fitted;
    private final CoxFit fit;
    private final List<DesignColumn> columns;
    private final Concordance concordance;
    private final RatioTable ratios;

    CoxTables(CoxSettings settings, CoxAnalysis.Plan plan, FittedCox fitted) {
        this.settings = settings;
        this.plan = plan;
        this.fitted = fitted;
        this.fit = fitted.fit();
        this.columns = plan.design().columns();
        this.concordance = fit.concordance();
        this.ratios = RatioTable.of(plan.sample().confidence(), "hazard ratio", plan.robust(), columns, fit.table());
    }

    List<Block> blocks(String title) {
        List<Block> blocks = new ArrayList<>();
        ratios.forest(
                        "hazard-ratios",
                        title,
                        "Adjusted for all other terms of the model; associations, not effects of treatment.")
                .ifPresent(blocks::add);
        blocks.add(ratios.table("Hazard ratios", conventions()));
        severalColumns().ifPresent(blocks::add);
        blocks.add(model());
        return blocks;
    }

    private String conventions() {
        String variance = plan.robust()
                ? "intervals and tests from robust standard errors (Lin and Wei), clustered by "
                        + settings.cluster().orElse("subject")
                : "standard errors from the information matrix";
        return ties() + "; categories against the level named after “vs”; " + variance + "."
                + (settings.ridge() > 0 ? " Ridge penalty " + Numbers.value(settings.ridge()) + "." : "")
                + (settings.strata().isEmpty()
                        ? ""
                        : " A baseline hazard for each of the " + plan.strata().size() + " strata of "
                                + String.join(", ", settings.strata()) + ".")
                + settings.weights()
                        .map(column -> " Rows are weighted by " + column + ".")
                        .orElse("")
                + settings.offset()
                        .map(column -> " The offset " + column + " has the coefficient 1.")
                        .orElse("");
    }

    private String ties() {
        return switch (settings.ties()) {
            case EFRON -> "Ties by Efron";
            case BRESLOW -> "Ties by Breslow";
            case EXACT -> "Exact partial likelihood of discrete times, under which ratios are of odds";
        };
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
        test(rows, "Likelihood ratio test", fitted.likelihoodRatioTest());
        test(rows, plan.robust() ? "Wald test (robust)" : "Wald test", fit.waldTest());
        test(rows, "Score test", fitted.scoreTest());
        rows.add(Row.of("Log-likelihood without the terms", likelihood(fitted.nullLogLikelihood()), "", ""));
        rows.add(Row.of("Log-likelihood", likelihood(fitted.logLikelihood()), "", ""));
        rows.add(Row.of("AIC", likelihood(fitted.aic()), "", ""));
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
        return ratios.headline();
    }

    ObjectNode numbers() {
        ObjectNode json = ResultNumbers.object(
                "rows", fit.rows(),
                "events", fit.events(),
                "left_out", plan.sample().leftOut(),
                "ties", settings.ties().name().toLowerCase(Locale.ROOT),
                "variance", plan.robust() ? "robust" : "model",
                "null_log_likelihood", fitted.nullLogLikelihood(),
                "log_likelihood", fitted.logLikelihood(),
                "iterations", fit.iterations(),
                "likelihood_ratio_test", test(fitted.likelihoodRatioTest()),
                "wald_test", test(fit.waldTest()),
                "score_test", test(fitted.scoreTest()),
                "concordance",
                        ResultNumbers.object(
                                "value", concordance.estimate(), "standard_error", concordance.standardError()));
        ArrayNode coefficients = ratios.numbers("hazard_ratio");
        double[] means = fit.means();
        for (int j = 0; j < coefficients.size(); j++) {
            ((ObjectNode) coefficients.get(j))
                    .put("term", columns.get(j).term())
                    .put("mean", means[j]);
        }
        json.set("coefficients", coefficients);
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
