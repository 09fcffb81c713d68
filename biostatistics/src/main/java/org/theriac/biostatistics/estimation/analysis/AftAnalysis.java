package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.CensoredTimes;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;
import org.theriac.core.study.Words;

/** Accelerated failure time regression: time ratios with their forest plot, the scale, and the same model under other laws. */
public record AftAnalysis(AftSettings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "aft",
            "Accelerated failure time",
            "Time ratios under a parametric law of the times, with other laws beside it.",
            "Wei, The accelerated failure time model, Statistics in Medicine 11, 1992",
            AftSettings.DEFAULTS,
            AftAnalysis::new);

    @Override
    public String title() {
        return settings.title().orElseGet(() -> "Accelerated failure time regression, " + settings.law());
    }

    private record Plan(
            Sample sample, CensoredTimes times, Design design, double[][] matrix, double[] offset, Groups strata) {
        /** Rows whose event is known to have happened. */
        int events() {
            return (int) IntStream.range(0, times.rows())
                    .filter(row -> times.upper(row) < Double.POSITIVE_INFINITY)
                    .count();
        }
    }

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(Design.columnsOf(settings.terms()));
        used.addAll(settings.strata());
        settings.weights().ifPresent(used::add);
        settings.offset().ifPresent(used::add);
        Sample complete = all.complete(used);
        Sample sample =
                settings.between().map(between -> between.known(complete)).orElse(complete);
        Design design = Design.fit(settings.terms(), sample, List.of());
        Groups strata = Groups.of(sample, settings.strata());
        double[] offset = settings.offset()
                .map(column -> sample.numbers(column, "offset"))
                .orElseGet(() -> new double[sample.rows()]);
        Plan plan = new Plan(sample, times(sample), design, design.matrix(sample.cohort()), offset, strata);
        if (plan.events() == 0) {
            throw new UserError(
                    "none of the " + sample.rows() + " rows used has the event, so no time can be estimated.");
        }
        return plan;
    }

    private CensoredTimes times(Sample sample) {
        return settings.between().isPresent()
                ? settings.between().get().times(sample, settings.weights())
                : CensoredTimes.of(sample.times(settings.cause(), settings.weights()));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    private AftFit fit(Plan plan, Lifetime law) {
        Aft aft = Aft.of(law).withNames(plan.design().labels()).withOffset(plan.offset());
        return (settings.strata().isEmpty() ? aft : aft.withStrata(plan.strata().codes()))
                .fit(plan.times(), plan.matrix());
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        AftFit fit = fit(plan, settings.law());
        ModelWarnings.tell(
                plan.events(),
                plan.design().columns().size() - fit.aliased().size(),
                fit.aliased(),
                fit.infinite(),
                fit.converged(),
                run);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.events())));
        RatioTable ratios = ratios(plan, fit);
        ratios.forest(
                        "time-ratios",
                        title(),
                        "Above 1: the time to the event is longer. Adjusted for all other terms of the model.")
                .ifPresent(blocks::add);
        blocks.add(coefficients(plan, fit, ratios));
        Map<Lifetime, AftFit> laws = laws(plan);
        blocks.add(laws(laws));
        return new AnalysisResult(blocks, ratios.headline(), numbers(plan, fit, ratios, laws));
    }

    /** The intercept and the design's columns. */
    private static RatioTable ratios(Plan plan, AftFit fit) {
        List<RatioTable.Coefficient> coefficients = new ArrayList<>();
        List<AftFit.Coefficient> table = fit.table();
        List<DesignColumn> columns = plan.design().columns();
        coefficients.add(RatioTable.Coefficient.of("(intercept)", "Intercept", false, table.get(0)));
        for (int j = 0; j < columns.size(); j++) {
            DesignColumn column = columns.get(j);
            coefficients.add(
                    RatioTable.Coefficient.of(column.name(), column.label(), column.alone(), table.get(j + 1)));
        }
        return new RatioTable(plan.sample().confidence(), "time ratio", false, coefficients);
    }

    private Table coefficients(Plan plan, AftFit fit, RatioTable ratios) {
        Table table = ratios.table("Time ratios", conventions(fit));
        List<Row> rows = new ArrayList<>(table.rows());
        double[] scales = fit.scales();
        for (int s = 0; s < scales.length; s++) {
            String name = scales.length == 1
                    ? "Scale"
                    : "Scale, " + plan.strata().names().get(s);
            rows.add(Row.of(name, Numbers.measure(scales[s]), "", "", ""));
        }
        return new Table(table.caption(), table.columns(), rows, table.notes());
    }

    private String conventions(AftFit fit) {
        return "log T = intercept + terms + scale × error, T being " + settings.law()
                + "; standard errors from the observed information. Likelihood ratio test of all terms: "
                + Numbers.pValue(fit.likelihoodRatioP()) + ". Log-likelihood "
                + CoxTables.likelihood(fit.logLikelihood()) + ", without the terms "
                + CoxTables.likelihood(fit.nullLogLikelihood()) + "."
                + settings.weights()
                        .map(column -> " Rows are weighted by " + column + ".")
                        .orElse("")
                + settings.offset()
                        .map(column -> " The offset " + column + " has the coefficient 1.")
                        .orElse("");
    }

    /** The same terms under each law. */
    private Map<Lifetime, AftFit> laws(Plan plan) {
        Map<Lifetime, AftFit> laws = new EnumMap<>(Lifetime.class);
        for (Lifetime law : Lifetime.values()) {
            laws.put(law, fit(plan, law));
        }
        return laws;
    }

    private Table laws(Map<Lifetime, AftFit> laws) {
        List<Row> rows = new ArrayList<>();
        laws.forEach((law, other) -> rows.add(new Row(
                List.of(law.toString(), CoxTables.likelihood(other.logLikelihood()), CoxTables.likelihood(other.aic())),
                0,
                law == settings.law())));
        return new Table(
                "The same terms under other laws",
                List.of(Column.text("Law"), Column.number("Log-likelihood"), Column.number("AIC")),
                rows,
                List.of("AIC: less is better."));
    }

    private ObjectNode numbers(Plan plan, AftFit fit, RatioTable ratios, Map<Lifetime, AftFit> laws) {
        ObjectNode json = ResultNumbers.object(
                "law", Words.snakeCase(settings.law().name()),
                "rows", plan.sample().rows(),
                "events", plan.events(),
                "left_out", plan.sample().leftOut(),
                "null_log_likelihood", fit.nullLogLikelihood(),
                "log_likelihood", fit.logLikelihood(),
                "likelihood_ratio_p", fit.likelihoodRatioP(),
                "aic", fit.aic());
        json.set("coefficients", ratios.numbers("time_ratio"));
        json.set("scales", ResultNumbers.array(fit.scales()));
        json.set("log_scale_standard_errors", ResultNumbers.array(fit.logScaleStandardErrors()));
        ArrayNode others = json.putArray("laws");
        laws.forEach((law, other) -> others.add(ResultNumbers.object(
                "law", Words.snakeCase(law.name()), "log_likelihood", other.logLikelihood(), "aic", other.aic())));
        return json;
    }
}
