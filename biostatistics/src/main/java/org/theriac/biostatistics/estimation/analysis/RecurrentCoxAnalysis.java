package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.biostatistics.recurrent.RecurrentRegression;
import org.theriac.biostatistics.recurrent.WeiLinWeissfeld;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Paragraph;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Cox regressions of events that recur, with robust errors by subject. */
public record RecurrentCoxAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "recurrent_cox",
            "Cox regression of recurrent events",
            "Events that recur: their rate (Andersen–Gill), the hazard of the next one (Prentice–Williams–Peterson), or the time to each (Wei–Lin–Weissfeld).",
            "Therneau and Grambsch, Modeling Survival Data, Springer, 2000, chapter 8",
            Settings.DEFAULTS,
            RecurrentCoxAnalysis::new);

    /** Which question is asked. */
    public enum Model {
        ANDERSEN_GILL,
        PWP_TOTAL_TIME,
        PWP_GAP_TIME,
        WEI_LIN_WEISSFELD
    }

    /** Settings of regressions of recurrent events. */
    @Meaning("Cox regression of events that recur.")
    public record Settings(
            @Required @Meaning("Columns of the events.") EventColumns columns,

            @Required @Meaning("Terms, as those of cox.") List<Term> terms,

            @Meaning(
                    "andersen_gill: the rate of events; pwp_total_time and pwp_gap_time: the hazard of the next event, counted from the start or from the event before; wei_lin_weissfeld: the time to each event from the start.")
            Model model,

            @Meaning("The last event that counts, where events are told apart by their number.") @Range(min = 1)
            int most,

            @Meaning("How tied event times are treated.") Ties ties,

            @Meaning("Column with case weights; wei_lin_weissfeld takes that of a subject's first row.")
            Optional<String> weights,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS = new Settings(
                EventColumns.DEFAULTS,
                List.of(),
                Model.ANDERSEN_GILL,
                4,
                Ties.EFRON,
                Optional.empty(),
                Optional.empty());

        public Settings {
            terms = List.copyOf(terms);
        }
    }

    @Override
    public String title() {
        return settings.title().orElseGet(() -> "Cox regression of recurrent events, " + authors());
    }

    private String authors() {
        return switch (settings.model()) {
            case ANDERSEN_GILL -> "Andersen–Gill";
            case PWP_TOTAL_TIME -> "Prentice–Williams–Peterson in total time";
            case PWP_GAP_TIME -> "Prentice–Williams–Peterson in gap times";
            case WEI_LIN_WEISSFELD -> "Wei–Lin–Weissfeld";
        };
    }

    private record Plan(Sample sample, RecurrentEvents events, Design design, RecurrentRegression regression) {}

    private Plan plan(Sample all) {
        if (settings.terms().isEmpty()) {
            throw new UserError("terms: is empty; name at least one, as in terms: [age, sex].");
        }
        List<String> used = new ArrayList<>(Design.columnsOf(settings.terms()));
        used.addAll(settings.columns().read());
        settings.weights().ifPresent(used::add);
        used.forEach(all::column);
        Sample sample = all.complete(used);
        RecurrentEvents events = settings.columns().events(sample, settings.weights());
        Design design = Design.fit(settings.terms(), sample, List.of());
        return new Plan(
                sample,
                events,
                design,
                new RecurrentRegression(events, design.matrix(sample.cohort()), design.labels(), settings.ties()));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        List<CoxFit.Coefficient> coefficients = new ArrayList<>();
        CoxFit fit;
        if (settings.model() == Model.WEI_LIN_WEISSFELD) {
            WeiLinWeissfeld marginal = plan.regression().weiLinWeissfeld(settings.most());
            fit = marginal.fit();
            coefficients.addAll(fit.table());
            for (CoxFit.Coefficient average : marginal.average()) {
                coefficients.add(renamed(average, average.name() + ", average over events"));
            }
        } else {
            fit = switch (settings.model()) {
                case PWP_TOTAL_TIME ->
                    plan.regression().prenticeWilliamsPeterson(RecurrentRegression.Clock.TOTAL_TIME, settings.most());
                case PWP_GAP_TIME ->
                    plan.regression().prenticeWilliamsPeterson(RecurrentRegression.Clock.GAP_TIME, settings.most());
                default -> plan.regression().andersenGill();
            };
            coefficients.addAll(fit.table());
        }
        ModelWarnings.tell(
                fit.events(),
                fit.names().size() - fit.aliased().size(),
                fit.aliased(),
                fit.infinite(),
                fit.converged(),
                run);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.events().events())));
        RatioTable ratios = ratios(plan, coefficients);
        ratios.forest(
                        "ratios",
                        title(),
                        "Adjusted for all other terms of the model; associations, not effects of treatment.")
                .ifPresent(blocks::add);
        blocks.add(ratios.table("Coefficients", convention()));
        ObjectNode numbers = ResultNumbers.object(
                "model", settings.model().name().toLowerCase(Locale.ROOT),
                "rows", plan.sample().rows(),
                "subjects", plan.events().subjects(),
                "null_log_likelihood", fit.nullLogLikelihood(),
                "log_likelihood", fit.logLikelihood(),
                "likelihood_ratio_test", CoxTables.test(fit.likelihoodRatioTest()),
                "wald_test", CoxTables.test(fit.waldTest()),
                "coefficients", ratios.numbers("ratio"));
        return new AnalysisResult(blocks, ratios.headline(), numbers);
    }

    private static CoxFit.Coefficient renamed(CoxFit.Coefficient c, String name) {
        return new CoxFit.Coefficient(
                name, c.estimate(), c.modelStandardError(), c.standardError(), c.z(), c.p(), c.lower(), c.upper());
    }

    /** Coefficients of later events follow those of the first, column by column. */
    private RatioTable ratios(Plan plan, List<CoxFit.Coefficient> coefficients) {
        List<DesignColumn> columns = plan.design().columns();
        return new RatioTable(
                plan.sample().confidence(),
                settings.model() == Model.ANDERSEN_GILL ? "rate ratio" : "hazard ratio",
                true,
                IntStream.range(0, coefficients.size())
                        .mapToObj(j -> RatioTable.Coefficient.of(
                                coefficients.get(j).name(),
                                coefficients.get(j).name(),
                                columns.get(j % columns.size()).alone(),
                                coefficients.get(j)))
                        .toList());
    }

    private String convention() {
        String said = switch (settings.model()) {
            case ANDERSEN_GILL ->
                "Andersen and Gill: every subject under observation is at risk of an event, whatever it had before.";
            case PWP_TOTAL_TIME ->
                "Prentice, Williams and Peterson: a baseline for each number of the event, up to " + settings.most()
                        + ", on the time since the start.";
            case PWP_GAP_TIME ->
                "Prentice, Williams and Peterson: a baseline for each number of the event, up to " + settings.most()
                        + ", on the time since the event before.";
            case WEI_LIN_WEISSFELD ->
                "Wei, Lin and Weissfeld: every subject is at risk of each of the first " + settings.most()
                        + " events from the start; the average has the least robust variance.";
        };
        return said + " Intervals and tests from robust standard errors by subject."
                + settings.weights()
                        .map(column -> " Rows are weighted by " + column + ".")
                        .orElse("");
    }
}
