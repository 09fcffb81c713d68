package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.sampling.ChainDiagnostics;
import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.ewoc.Interim.Standing;
import org.theriac.core.report.Block;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/** What the next patients of a real trial receive, and why. */
final class ConductFindings {
    /** Above it chains have hardly met. */
    private static final double MOST_R_HAT = 1.01;

    private final EwocTwoDrugs design;
    private final Interim interim;
    private final Run run;
    private final StageTwo stageTwo;

    ConductFindings(EwocTwoDrugs design, Interim interim, Run run) {
        this.design = design;
        this.interim = interim;
        this.run = run;
        this.stageTwo = new StageTwo(design);
    }

    Findings findings() {
        tellNotices();
        Table headline = headline();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("decision", "What to do now", decision(headline)));
        sections.add(new Section("toxicity", "Toxicity", toxicity()));
        interim.efficacy().ifPresent(fit -> sections.add(new Section("efficacy", "Efficacy", efficacy(fit))));
        sections.add(new Section("audit", "The trial so far, cohort by cohort", audit()).ofIndividuals());
        return new Findings(
                headline, sections, new ConductResults(design, interim).json(verdictTitle(), run.notices()), List.of());
    }

    private void tellNotices() {
        if (interim.pendingToxicities() > 0) {
            run.notice(
                    "pending-toxicity",
                    "Patients whose toxicity is pending were left out of the toxicity model.",
                    interim.pendingToxicities());
        }
        if (interim.efficacy().isPresent() && interim.pendingResponses() > 0) {
            run.notice(
                    "pending-response",
                    "Patients whose response is pending were left out of the efficacy model.",
                    interim.pendingResponses());
        }
        long passed = interim.audit().stream().filter(CohortAudit::stops).count();
        if (passed > 0 && interim.standing() == Standing.TREAT) {
            run.notice(
                    "passed-stop",
                    "After these cohorts a stopping rule asked to end the trial, with the outcomes known today.",
                    passed);
        }
        interim.efficacy().ifPresent(fit -> {
            long apart = fit.diagnostics().stream()
                    .filter(diagnostics -> diagnostics.splitRHat() > MOST_R_HAT)
                    .count();
            if (apart > 0) {
                run.notice(
                        "chains-apart",
                        "Coefficients of the efficacy model whose chains have not met; raise design: computation: sweeps.",
                        apart);
            }
        });
        long above = interim.audit().stream()
                .mapToLong(cohort -> aboveDecision(cohort).size())
                .sum();
        if (above > 0) {
            run.notice(
                    "above-decision",
                    "Doses above what the design decides with the outcomes known today; outcomes that were pending at the time may be why.",
                    above);
        }
    }

    private Table headline() {
        if (interim.standing() != Standing.TREAT) {
            return new Table(
                    "What to do now", List.of(Column.text("Decision")), List.of(Row.of(verdictTitle())), List.of());
        }
        List<Row> rows = interim.next().stream()
                .map(next -> Row.of(
                        Integer.toString(next.number()),
                        Explanation.dose(next.given().x(), design.drugX()),
                        Explanation.dose(next.given().y(), design.drugY()),
                        Numbers.measure(next.meanToxicity()) + " (" + Numbers.measure(next.lowerToxicity()) + "–"
                                + Numbers.measure(next.upperToxicity()) + ")",
                        Numbers.measure(next.overdose())))
                .toList();
        return new Table(
                "The next patients",
                List.of(
                        Column.number("Patient"),
                        Column.number(design.drugX().name()),
                        Column.number(design.drugY().name()),
                        Column.number("P(DLT), 90 % interval"),
                        Column.number("P(overdose)")),
                rows,
                List.of("DLT: dose-limiting toxicity. Overdose: its probability exceeds "
                        + Numbers.measure(design.targetToxicity()) + "."));
    }

    private String verdictTitle() {
        return switch (interim.standing()) {
            case TREAT -> "Treat the next patients.";
            case STOP_UNSAFE_START -> "Stop: even the least doses are too toxic.";
            case STOP_UNSAFE_RATE -> "Stop: the rate of dose-limiting toxicities is too high.";
            case STOP_FUTILE -> "Stop for futility: no combination on the curve is likely enough to be effective.";
            case COMPLETE -> complete();
        };
    }

    private String complete() {
        if (interim.efficacy().isEmpty()) {
            return "Stage one is complete, and the design has no stage two.";
        }
        double statistic = StageTwo.greatest(interim.along());
        int best = StageTwo.recommended(
                interim.curve(design),
                interim.along(),
                interim.efficacy().orElseThrow().draws().medians());
        String probability = " The greatest posterior probability of efficacy along the curve is "
                + Numbers.measure(statistic) + "; the threshold is " + Numbers.measure(design.decision()) + ".";
        if (statistic < design.decision()) {
            return "The trial is complete: the null hypothesis stands." + probability;
        }
        return "The trial is complete: the null hypothesis is rejected."
                + (best < 0
                        ? ""
                        : " Recommended: "
                                + Explanation.dose(design.drugX().dose(MtdCurve.gridX(best)), design.drugX()) + " of "
                                + design.drugX().name() + " with "
                                + Explanation.dose(
                                        design.drugY()
                                                .dose(interim.curve(design).y(MtdCurve.gridX(best))),
                                        design.drugY())
                                + " of " + design.drugY().name() + ".")
                + probability;
    }

    private List<Block> decision(Table headline) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.warning(
                "For the trial's team: what the next patients receive follows from the outcomes of those before."));
        blocks.add(headline);
        if (interim.standing() != Standing.TREAT && interim.standing() != Standing.COMPLETE) {
            blocks.add(Paragraph.warning(verdictTitle()));
        }
        interim.next()
                .forEach(next ->
                        blocks.add(Paragraph.text("Patient " + next.number() + ". " + next.why() + rounding(next))));
        if (interim.pendingToxicities() > 0) {
            blocks.add(Paragraph.warning(interim.pendingToxicities()
                    + " patients whose toxicity is pending are left out. The design decides after complete cohorts: wait for them, or"
                    + " read these doses as provisional."));
        }
        if (interim.efficacy().isPresent() && interim.pendingResponses() > 0) {
            blocks.add(Paragraph.note(interim.pendingResponses()
                    + " patients whose response is pending are left out of the efficacy model."));
        }
        rules().ifPresent(blocks::add);
        return blocks;
    }

    private String rounding(NextPatient next) {
        List<String> rounded = new ArrayList<>();
        rounding(rounded, design.drugX(), next.decided().x(), next.given().x());
        rounding(rounded, design.drugY(), next.decided().y(), next.given().y());
        return rounded.isEmpty() ? "" : " Rounded down: " + String.join(", ", rounded) + ".";
    }

    private static void rounding(List<String> rounded, Drug drug, double decided, double given) {
        double exact = drug.dose(decided);
        if (exact - given > 1e-9 * (drug.maximum() - drug.minimum())) {
            rounded.add(
                    drug.name() + " from " + Explanation.dose(exact, drug) + " to " + Explanation.dose(given, drug));
        }
    }

    private Optional<Block> rules() {
        if (interim.patients().isEmpty()) {
            return Optional.empty();
        }
        CohortAudit last = interim.audit().get(interim.audit().size() - 1);
        String margin =
                Numbers.measure(design.targetToxicity() + design.stopping().margin());
        List<Row> rows = new ArrayList<>();
        rows.add(
                last.stage() == 1
                        ? Row.of(
                                "P(P(DLT) at the least doses > " + margin + ")",
                                Numbers.measure(last.unsafe()),
                                Numbers.measure(design.stopping().unsafeStart()),
                                last.stops() ? "stop" : "go on")
                        : Row.of(
                                "P(rate of DLT > " + margin + ")",
                                Numbers.measure(last.unsafe()),
                                Numbers.measure(design.stopping().unsafeRate()),
                                last.stops() ? "stop" : "go on"));
        if (last.stage() == 2) {
            double greatest = StageTwo.greatest(interim.along());
            rows.add(Row.of(
                    "Greatest P(P(response) > " + Numbers.measure(design.nullResponse()) + ") along the curve",
                    Numbers.measure(greatest),
                    "at least " + Numbers.measure(design.stopping().futility()),
                    stageTwo.stopsForFutility(interim.along()) ? "stop" : "go on"));
        }
        return Optional.of(new Table(
                "Stopping rules",
                List.of(Column.text("Rule"), Column.number("Now"), Column.number("Limit"), Column.text("Says")),
                rows,
                List.of()));
    }

    private List<Block> toxicity() {
        List<Block> blocks = new ArrayList<>(new ConductFigures(design, interim).toxicity());
        blocks.add(Paragraph.note("Toxicity model: weighted draws of the prior, worth "
                + Numbers.count(Math.round(interim.posterior().effectiveSize())) + " independent draws."));
        return blocks;
    }

    private List<Block> efficacy(EfficacyFit fit) {
        List<Block> blocks = new ArrayList<>(new ConductFigures(design, interim).efficacy(fit));
        double worst = 1;
        double least = Double.POSITIVE_INFINITY;
        for (ChainDiagnostics diagnostics : fit.diagnostics()) {
            worst = Math.max(worst, diagnostics.splitRHat());
            least = Math.min(least, diagnostics.effectiveSize());
        }
        blocks.add(Paragraph.note("Efficacy model: " + design.computation().chains() + " Markov chains, "
                + Numbers.count(fit.draws().count()) + " draws worth at least " + Numbers.count(Math.round(least))
                + " independent ones; split R-hat at most " + String.format(java.util.Locale.ROOT, "%.4f", worst)
                + " (1 when the chains agree)."));
        return blocks;
    }

    private List<Block> audit() {
        List<Row> rows = new ArrayList<>();
        for (CohortAudit cohort : interim.audit()) {
            rows.add(Row.of(
                    cohort.stage() + "." + cohort.number(),
                    doses(cohort.patients().stream().map(LoggedPatient::given).toList()),
                    cohort.steps().isEmpty()
                            ? "–"
                            : doses(cohort.steps().stream()
                                    .map(EscalationStep::next)
                                    .toList()),
                    Long.toString(cohort.toxicities()),
                    Long.toString(cohort.pending()),
                    Numbers.measure(cohort.unsafe()),
                    cohort.stops() ? "stop" : "go on"));
        }
        Table cohorts = new Table(
                "Cohorts",
                List.of(
                        Column.text("Cohort"),
                        Column.text("Given, " + design.drugX().name() + " + "
                                + design.drugY().name()),
                        Column.text("Decided, with the outcomes known today"),
                        Column.number("DLT"),
                        Column.number("Pending"),
                        Column.number("P(unsafe)"),
                        Column.text("Rule")),
                rows,
                List.of("Decided doses are before rounding; stage two draws its doses at random."));
        return List.of(cohorts, new ConductFigures(design, interim).given());
    }

    private String doses(List<Combination> combinations) {
        return String.join(
                ", ",
                combinations.stream()
                        .map(at -> PatientLog.text(design.drugX().dose(at.x())) + " + "
                                + PatientLog.text(design.drugY().dose(at.y())))
                        .toList());
    }

    /** Patients of a cohort who received more of a drug than the design decides. */
    private static List<LoggedPatient> aboveDecision(CohortAudit cohort) {
        List<LoggedPatient> above = new ArrayList<>();
        for (int track = 0;
                track < Math.min(cohort.steps().size(), cohort.patients().size());
                track++) {
            Combination decided = cohort.steps().get(track).next();
            Combination given = cohort.patients().get(track).given();
            // doses in the log are rounded to two decimals by those who write it
            if (given.x() > decided.x() + 0.005 || given.y() > decided.y() + 0.005) {
                above.add(cohort.patients().get(track));
            }
        }
        return above;
    }
}
