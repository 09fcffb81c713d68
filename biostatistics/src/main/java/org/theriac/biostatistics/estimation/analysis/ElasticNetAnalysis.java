package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.elasticnet.ElasticNetCox;
import org.theriac.biostatistics.elasticnet.ElasticNetPath;
import org.theriac.biostatistics.elasticnet.ElasticNetSelection;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOnLogScale;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;

/** Penalised Cox regression: the path of the coefficients, the cross-validated deviance, and the coefficients of two penalties. */
public record ElasticNetAnalysis(ElasticNetSettings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "elastic_net_cox",
            "Elastic-net Cox regression",
            "Shrunken coefficients for every penalty, with the penalty that cross-validation chooses.",
            "Simon et al., Regularization paths for Cox's proportional hazards model via coordinate descent, Journal of Statistical Software 39, 2011",
            ElasticNetSettings.DEFAULTS,
            ElasticNetAnalysis::new);

    private static final int MOST_LINES = 10;

    @Override
    public String title() {
        return settings.title().orElse("Elastic-net Cox regression");
    }

    private record Plan(Sample sample, SurvivalTimes times, Design design, double[][] matrix, Groups strata) {}

    private Plan plan(Sample all) {
        if (settings.terms().isEmpty()) {
            throw new UserError("terms: is empty; name at least one, as in terms: [age, sex].");
        }
        List<String> used = new ArrayList<>(Design.columnsOf(settings.terms()));
        used.addAll(settings.strata());
        settings.weights().ifPresent(used::add);
        Sample sample = all.complete(used);
        SurvivalTimes times = sample.times(settings.cause(), settings.weights());
        if (times.events() == 0) {
            throw new UserError(
                    "none of the " + sample.rows() + " rows used has the event, so no hazard can be estimated.");
        }
        Design design = Design.fit(settings.terms(), sample, settings.strata());
        return new Plan(sample, times, design, design.matrix(sample.cohort()), Groups.of(sample, settings.strata()));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        ElasticNetSelection selection = select(plan, run);
        ElasticNetPath path = selection.path();
        if (!path.constant().isEmpty()) {
            run.notice(
                    "constant",
                    "Columns without variation have a coefficient of 0: " + String.join(", ", path.constant()) + ".",
                    path.constant().size());
        }
        if (!path.converged()) {
            run.notice("not-converged", "Some penalties did not converge.", 1);
        }
        List<Block> blocks = List.of(
                Paragraph.text(plan.sample().inWords(plan.times().events())),
                paths(path, selection),
                deviance(selection),
                coefficients(selection),
                penalties(selection));
        return new AnalysisResult(blocks, headline(selection), numbers(plan, selection));
    }

    private ElasticNetSelection select(Plan plan, Run run) {
        int[] subjects = plan.sample().subjects();
        int count = Math.min(
                settings.folds(), (int) IntStream.of(subjects).distinct().count());
        int[] fold = ElasticNetCox.folds(count, subjects, plan.times().eventIndicators(), run.random("folds", 0));
        try (Progress progress = run.progress("cross-validation", count)) {
            return ElasticNetCox.of(settings.alpha())
                    .withTies(settings.ties())
                    .withNames(plan.design().labels())
                    .withStrata(plan.strata().codes())
                    .select(plan.times(), plan.matrix(), fold, done -> {
                        run.checkStop();
                        progress.at(done, "");
                    });
        }
    }

    private static double[] rising(double[] falling) {
        return IntStream.rangeClosed(1, falling.length)
                .mapToDouble(k -> falling[falling.length - k])
                .toArray();
    }

    private static Optional<LinesOnLogScale.Place> chosen(ElasticNetSelection selection) {
        return Optional.of(new LinesOnLogScale.Place(selection.path().lambda(selection.minimum()), "least deviance"));
    }

    private static Block paths(ElasticNetPath path, ElasticNetSelection selection) {
        double[] last = path.coefficients(path.size() - 1);
        double[] deviation = path.deviations();
        List<LinesOnLogScale.Line> lines = IntStream.range(0, last.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(last[j] * deviation[j])))
                .limit(MOST_LINES)
                .map(j -> {
                    double[] trace = path.trace(j);
                    for (int k = 0; k < trace.length; k++) {
                        trace[k] *= deviation[j];
                    }
                    return LinesOnLogScale.Line.of(path.names().get(j), rising(path.lambdas()), rising(trace));
                })
                .toList();
        return new LinesOnLogScale("Penalty λ", "Coefficient of 1 standard deviation", false, chosen(selection), lines)
                .figure(
                        "path",
                        "Coefficients along the path",
                        "Log hazard ratios of one standard deviation"
                                + (last.length > MOST_LINES
                                        ? " of the " + MOST_LINES + " columns with the greatest at the end of the path."
                                        : "."),
                        "Lines of " + lines.size() + " coefficients against the penalty on a logarithmic axis.");
    }

    private static Block deviance(ElasticNetSelection selection) {
        double[] mean = rising(selection.deviance());
        double[] error = rising(selection.standardErrors());
        double[] lower = new double[mean.length];
        double[] upper = new double[mean.length];
        for (int k = 0; k < mean.length; k++) {
            lower[k] = mean[k] - error[k];
            upper[k] = mean[k] + error[k];
        }
        return new LinesOnLogScale(
                        "Penalty λ",
                        "Deviance of one event",
                        false,
                        chosen(selection),
                        List.of(new LinesOnLogScale.Line(
                                "held-out deviance", rising(selection.path().lambdas()), mean, lower, upper)))
                .figure(
                        "cross-validation",
                        "Cross-validated deviance",
                        "Mean over " + selection.folds()
                                + " folds of what held-out rows add to the deviance, for one event, with one standard error to each side"
                                + " (Verweij and van Houwelingen, 1993).",
                        "A line of the held-out deviance against the penalty on a logarithmic axis, with its band.");
    }

    private static Block coefficients(ElasticNetSelection selection) {
        ElasticNetPath path = selection.path();
        double[] least = path.coefficients(selection.minimum());
        double[] sparse = path.coefficients(selection.oneStandardError());
        List<Row> rows = new ArrayList<>();
        for (int j = 0; j < least.length; j++) {
            if (least[j] != 0 || sparse[j] != 0) {
                rows.add(Row.of(
                        path.names().get(j), measure(least[j]), ratio(least[j]), measure(sparse[j]), ratio(sparse[j])));
            }
        }
        return new Table(
                "Coefficients that are not 0",
                List.of(
                        Column.text("Term"),
                        Column.number("Coefficient, least deviance"),
                        Column.number("Hazard ratio, least deviance"),
                        Column.number("Coefficient, one standard error"),
                        Column.number("Hazard ratio, one standard error")),
                rows,
                List.of(
                        "Shrunken towards 0, in the units of the columns; there are no standard errors of such coefficients."));
    }

    private static String measure(double coefficient) {
        return coefficient == 0 ? "–" : Numbers.measure(coefficient);
    }

    private static String ratio(double coefficient) {
        return coefficient == 0 ? "–" : Numbers.ratio(Math.exp(coefficient));
    }

    private static Block penalties(ElasticNetSelection selection) {
        return new Table(
                "Penalties chosen",
                List.of(
                        Column.text("Penalty"),
                        Column.number("λ"),
                        Column.number("Coefficients"),
                        Column.number("Deviance of one event (standard error)"),
                        Column.number("Null deviance explained")),
                List.of(
                        row("least deviance", selection, selection.minimum()),
                        row("largest within one standard error", selection, selection.oneStandardError())),
                List.of());
    }

    private static Row row(String what, ElasticNetSelection selection, int k) {
        return Row.of(
                what,
                Numbers.measure(selection.path().lambda(k)),
                Numbers.count(selection.path().nonzero(k)),
                Numbers.measure(selection.deviance()[k]) + " ("
                        + Numbers.measure(selection.standardErrors()[k]) + ")",
                Numbers.percent(selection.path().devianceRatio(k)));
    }

    private static List<Line> headline(ElasticNetSelection selection) {
        ElasticNetPath path = selection.path();
        return List.of(
                new Line(
                        "coefficients, least deviance",
                        path.nonzero(selection.minimum()) + " of "
                                + path.names().size(),
                        ""),
                new Line(
                        "coefficients, one standard error",
                        path.nonzero(selection.oneStandardError()) + " of "
                                + path.names().size(),
                        ""));
    }

    private ObjectNode numbers(Plan plan, ElasticNetSelection selection) {
        ElasticNetPath path = selection.path();
        ObjectNode json = ResultNumbers.object(
                "rows", plan.sample().rows(),
                "events", plan.times().events(),
                "left_out", plan.sample().leftOut(),
                "alpha", settings.alpha(),
                "lambda_least_deviance", path.lambda(selection.minimum()),
                "lambda_one_standard_error", path.lambda(selection.oneStandardError()));
        json.set("lambda", ResultNumbers.array(path.lambdas()));
        json.set("deviance", ResultNumbers.array(selection.deviance()));
        json.set("deviance_standard_error", ResultNumbers.array(selection.standardErrors()));
        ArrayNode columns = json.putArray("coefficients");
        for (int j = 0; j < path.names().size(); j++) {
            columns.add(ResultNumbers.object(
                    "name",
                    path.names().get(j),
                    "least_deviance",
                    path.coefficients(selection.minimum())[j],
                    "one_standard_error",
                    path.coefficients(selection.oneStandardError())[j],
                    "path",
                    ResultNumbers.array(path.trace(j))));
        }
        return json;
    }
}
