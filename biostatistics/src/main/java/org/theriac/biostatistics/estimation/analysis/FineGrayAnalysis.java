package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.finegray.FineGrayFit;
import org.theriac.biostatistics.finegray.PredictedIncidence;
import org.theriac.biostatistics.finegray.SubjectTimes;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.StepCurves;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Fine–Gray regression of one cause: subdistribution hazard ratios with their forest plot, and incidences of given patients. */
public record FineGrayAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "fine_gray",
            "Fine–Gray regression",
            "What moves the cumulative incidence of one cause where others compete: subdistribution hazard ratios and incidences of given patients.",
            "Fine and Gray, A proportional hazards model for the subdistribution of a competing risk, Journal of the American Statistical Association 94, 1999",
            Settings.DEFAULTS,
            FineGrayAnalysis::new);

    /** Settings of Fine–Gray regression. */
    @Meaning("Regression of the subdistribution hazard of one cause.")
    public record Settings(
            @Required @Meaning("The cause whose incidence is modelled.")
            String cause,

            @Required @Meaning("Terms, as those of cox.") List<Term> terms,

            @Meaning(
                    "weighted: Cox regression of weighted rows, Efron's ties, robust errors; original: Fine and Gray 1999, Breslow's ties.")
            FineGray.Variant variant,

            @Meaning("Columns whose groups have a censoring curve each; empty: one for all rows.")
            List<String> censoring,

            @Meaning("Ridge penalty on squared standardised coefficients; 0 for none.") @Range(min = 0)
            double ridge,

            @Meaning(
                    "Patients whose incidences are drawn: a value for each column of the terms; name: says what the curve is called.")
            List<Map<String, String>> curves,

            @Meaning("Times at which their incidences are tabulated; empty: those that label the axis.") @Range(min = 0)
            List<Double> at,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS = new Settings(
                "", List.of(), FineGray.Variant.WEIGHTED, List.of(), 0, List.of(), List.of(), Optional.empty());

        public Settings {
            terms = List.copyOf(terms);
            censoring = List.copyOf(censoring);
            curves = List.copyOf(curves);
            at = List.copyOf(at);
        }
    }

    @Override
    public String title() {
        return settings.title().orElseGet(() -> "Fine–Gray regression of " + settings.cause());
    }

    private record Plan(
            Sample sample,
            CompetingTimes times,
            int cause,
            Design design,
            double[][] matrix,
            Groups censoring,
            int[] subject,
            GivenPatients given) {}

    private Plan plan(Sample all) {
        if (settings.terms().isEmpty()) {
            throw new UserError("terms: is empty; name at least one, as in terms: [age, sex].");
        }
        List<String> used = new ArrayList<>(Design.columnsOf(settings.terms()));
        used.addAll(settings.censoring());
        used.forEach(all::column);
        Sample sample = all.complete(used);
        CompetingTimes times = sample.competingTimes();
        int cause = sample.cause(settings.cause());
        if (times.events(cause) == 0) {
            throw new UserError(
                    "none of the " + sample.rows() + " rows used has an event of cause " + settings.cause() + ".");
        }
        int[] subject = sample.subjects();
        Groups censoring = Groups.of(sample, settings.censoring());
        if (sample.repeated()) {
            if (settings.variant() == FineGray.Variant.ORIGINAL) {
                throw new UserError(
                        "a subject has several rows, for which variant: original has no standard errors. Write variant: weighted.");
            }
            SubjectTimes.of(times, subject, censoring.codes());
        }
        Design design = Design.fit(settings.terms(), sample, List.of());
        GivenPatients given =
                GivenPatients.of(settings.curves(), design, sample, Groups.of(sample, List.of()), List.of());
        return new Plan(sample, times, cause, design, design.matrix(sample.cohort()), censoring, subject, given);
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        FineGrayFit fit = FineGray.of(settings.variant())
                .withRidge(settings.ridge())
                .withNames(plan.design().labels())
                .withCensoringGroups(plan.censoring().codes())
                .withSubjects(plan.subject())
                .fit(plan.times(), plan.cause(), plan.matrix());
        ModelWarnings.tell(fit.weightedCox(), plan.design(), run);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(fit.events())));
        RatioTable ratios = RatioTable.of(
                plan.sample().confidence(),
                "subdistribution hazard ratio",
                false,
                plan.design().columns(),
                fit.table());
        ratios.forest(
                        "ratios",
                        title(),
                        "Adjusted for all other terms of the model; associations with the cumulative incidence, on which the other causes act as well.")
                .ifPresent(blocks::add);
        blocks.add(ratios.table("Subdistribution hazard ratios", convention(plan)));
        blocks.add(model(fit));
        ObjectNode json = ResultNumbers.object(
                "cause", settings.cause(),
                "rows", fit.rows(),
                "left_out", plan.sample().leftOut(),
                "variant", settings.variant().name().toLowerCase(Locale.ROOT),
                "null_log_likelihood", fit.nullLogLikelihood(),
                "log_likelihood", fit.logLikelihood(),
                "wald_test", CoxTables.test(fit.waldTest()),
                "pseudo_likelihood_ratio_test", CoxTables.test(fit.pseudoLikelihoodRatioTest()),
                "coefficients", ratios.numbers("subdistribution_hazard_ratio"));
        if (!SmallCells.small(fit.events()) && !SmallCells.small(fit.competingEvents())) {
            json.put("events", fit.events()).put("competing_events", fit.competingEvents());
        }
        if (!plan.given().names().isEmpty()) {
            json.set("curves", curves(plan, fit, blocks));
        }
        return new AnalysisResult(blocks, ratios.headline(), json);
    }

    private String convention(Plan plan) {
        return (settings.variant() == FineGray.Variant.WEIGHTED
                        ? "Weighted Cox regression: ties by Efron, robust standard errors by subject, weights taken as known."
                        : "Fine and Gray 1999: ties by Breslow, standard errors that count the weights as estimated.")
                + " Those with another event stay at risk with the weight G(t−)/G(s−) of the censoring curve"
                + (settings.censoring().isEmpty()
                        ? "."
                        : " of their group of " + String.join(", ", settings.censoring()) + ".")
                + (plan.sample().repeated()
                        ? " Rows (start, stop] of a subject make one history; after another event its last values stay."
                        : "");
    }

    private static Table model(FineGrayFit fit) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, CoxFit.Test> one : List.of(
                Map.entry("Wald test", fit.waldTest()),
                Map.entry("Pseudo-likelihood ratio", fit.pseudoLikelihoodRatioTest()))) {
            rows.add(Row.of(
                    one.getKey(),
                    "χ² = " + Numbers.measure(one.getValue().statistic()),
                    Numbers.count(one.getValue().degreesOfFreedom()),
                    Numbers.pValue(one.getValue().p())));
        }
        rows.add(Row.of("Log pseudo-likelihood", CoxTables.likelihood(fit.logLikelihood()), "", ""));
        return new Table(
                "The model as a whole",
                List.of(
                        Column.text(""),
                        Column.number("Value"),
                        Column.number("Degrees of freedom"),
                        Column.number("p")),
                rows,
                List.of());
    }

    private ArrayNode curves(Plan plan, FineGrayFit fit, List<Block> blocks) {
        String unit = plan.sample().unit();
        double end = ShownCurve.end(plan.times().times().times());
        double[] time = fit.baseline().times();
        int shown = (int) Arrays.stream(time).filter(t -> t <= end).count();
        double[] none = new double[time.length];
        Arrays.fill(none, Double.NaN);
        PredictedIncidence incidence = fit.incidence(plan.given().matrix());
        List<StepCurves.Curve> drawn = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        ArrayNode json = ResultNumbers.array();
        for (int i = 0; i < incidence.rows(); i++) {
            double[] value = incidence.curve(i);
            String name = plan.given().names().get(i);
            drawn.add(ShownCurve.of(name, 0, 0, time, value, none, none, shown, new int[0]));
            StepCurve curve = new StepCurve(0, time, value);
            ArrayNode at = ResultNumbers.array();
            for (double t : ShownCurve.tabulated(settings.at(), end)) {
                double reached = t > plan.times().times().lastTime() ? Double.NaN : curve.at(t);
                rows.add(Row.of(name, Numbers.value(t), Numbers.percent(reached)));
                at.add(ResultNumbers.object("time", t, "incidence", reached));
            }
            json.add(ResultNumbers.object("name", name, "at", at));
        }
        blocks.add(new StepCurves(
                        "Time (" + unit + ")",
                        "Cumulative incidence of " + settings.cause(),
                        drawn,
                        ShownCurve.ticks(end))
                .figure(
                        "given",
                        "Incidence in given patients",
                        "Cumulative incidence of " + settings.cause()
                                + " that the model gives to patients with these values. No intervals. Drawn while at least "
                                + SmallCells.LEAST + " rows are under observation.",
                        "Predicted cumulative incidence of " + drawn.size()
                                + " patients; the table beneath gives the numbers."));
        blocks.add(new Table(
                "Incidence in given patients",
                List.of(Column.text("Patient"), Column.number("Time (" + unit + ")"), Column.number("Incidence")),
                rows,
                List.of()));
        return json;
    }
}
