package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.ProportionalHazardsTest.Transform;
import org.theriac.biostatistics.cox.TieTreatment;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.analysis.CoxSettings.Variance;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Paragraph;
import org.theriac.core.run.Run;

/** Cox regression: hazard ratios with their forest plot, tests of the model and of proportional hazards, curves of given patients. */
public record CoxAnalysis(CoxSettings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "cox",
            "Cox regression",
            "Hazard ratios with their forest plot, tests, concordance, the test of proportional hazards, and curves of given patients.",
            "Cox, Regression models and life-tables, Journal of the Royal Statistical Society B 34, 1972",
            CoxSettings.DEFAULTS,
            CoxAnalysis::new);

    @Override
    public String title() {
        return settings.title().orElse("Cox regression");
    }

    /**
     * What is settled before the fit.
     *
     * @param offset of each row; 0 where there is none
     * @param cluster the cluster of each row; as many clusters as rows unless something makes rows depend on each other
     * @param robust whether standard errors are robust
     */
    record Plan(
            Sample sample,
            SurvivalTimes times,
            Design design,
            double[][] matrix,
            Groups strata,
            double[] offset,
            int[] cluster,
            boolean robust,
            GivenPatients given) {}

    private Plan plan(Sample all) {
        if (settings.terms().isEmpty()) {
            throw new UserError("terms: is empty; name at least one, as in terms: [age, sex].");
        }
        List<String> used = new ArrayList<>(Design.columnsOf(settings.terms()));
        used.addAll(settings.strata());
        settings.cluster().ifPresent(used::add);
        settings.weights().ifPresent(used::add);
        settings.offset().ifPresent(used::add);
        used.forEach(all::column);
        Sample sample = all.complete(used);
        SurvivalTimes times = sample.times(settings.cause(), settings.weights());
        if (times.events() == 0) {
            throw new UserError(
                    "none of the " + sample.rows() + " rows used has the event, so no hazard can be estimated.");
        }
        if (settings.transform() == Transform.LOG
                && IntStream.range(0, times.size()).anyMatch(row -> times.event(row) && times.time(row) <= 0)) {
            throw new UserError(
                    "transform: log needs events after time 0, but some happen at 0. Choose km, rank or identity.");
        }
        Design design = Design.fit(settings.terms(), sample, settings.strata());
        int[] cluster = settings.cluster().map(sample::codes).orElseGet(sample::subjects);
        boolean dependent = settings.cluster().isPresent() || settings.weights().isPresent() || sample.repeated();
        boolean robust = settings.variance() == Variance.ROBUST || settings.variance() == Variance.AUTO && dependent;
        boolean exact = settings.ties() == TieTreatment.EXACT;
        if (exact && robust) {
            throw new UserError(
                    "a subject has several rows, for which variance: auto takes robust standard errors; exact ties have none. Write variance: model if no subject has several events, or ties: efron.");
        }
        Groups strata = Groups.of(sample, settings.strata());
        AdjustedCurves.check(settings, sample, design.reads());
        GivenPatients given = GivenPatients.of(settings.curves(), design, sample, strata, settings.strata());
        double[] offset = settings.offset()
                .map(column -> sample.numbers(column, "offset"))
                .orElseGet(() -> new double[sample.rows()]);
        return new Plan(sample, times, design, design.matrix(sample.cohort()), strata, offset, cluster, robust, given);
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    private static void strataWithoutEvents(Plan plan, Run run) {
        int[] events = new int[plan.strata().size()];
        for (int row = 0; row < plan.times().size(); row++) {
            events[plan.strata().codes()[row]] += plan.times().event(row) ? 1 : 0;
        }
        List<String> empty = IntStream.range(0, events.length)
                .filter(stratum -> events[stratum] == 0)
                .mapToObj(plan.strata().names()::get)
                .toList();
        if (!empty.isEmpty()) {
            run.notice(
                    "stratum-without-events",
                    "Strata without an event tell nothing of the coefficients: " + String.join("; ", empty) + ".",
                    empty.size());
        }
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        FittedCox fitted = FittedCox.of(settings, plan);
        CoxFit fit = fitted.fit();
        ModelWarnings.tell(fit, plan.design(), run);
        strataWithoutEvents(plan, run);
        CoxTables tables = new CoxTables(settings, plan, fitted);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.times().events())));
        blocks.addAll(tables.blocks(title()));
        blocks.addAll(new SplineBlocks(plan, fit).blocks());
        CoxCurves curves = new CoxCurves(settings, plan, fit);
        AdjustedCurves adjusted = AdjustedCurves.of(settings, plan, fit);
        blocks.addAll(curves.blocks());
        blocks.addAll(adjusted.blocks());
        ObjectNode json = tables.numbers();
        if (settings.ties() == TieTreatment.EXACT) {
            blocks.add(
                    Paragraph.text(
                            "The test of proportional hazards and its plots are left out: they are defined for Efron's and Breslow's ties."));
        } else {
            ProportionalHazardsBlocks hazards = ProportionalHazardsBlocks.of(settings, plan, fit, run);
            blocks.addAll(hazards.blocks());
            json.set("proportional_hazards", hazards.numbers());
        }
        if (settings.residuals()) {
            ResidualBlocks residuals = ResidualBlocks.of(plan, fit);
            blocks.addAll(residuals.blocks());
            json.set("residuals", residuals.numbers());
        }
        ObjectNode drawn = ResultNumbers.object("given", curves.numbers(), "adjusted", adjusted.numbers());
        drawn.set("adjusted_differences", adjusted.differences());
        json.set("curves", drawn);
        return new AnalysisResult(blocks, tables.headline(), json);
    }
}
