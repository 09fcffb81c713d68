package org.theriac.biostatistics.estimation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.EstimationKind;
import org.theriac.biostatistics.estimation.EstimationSettings;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.study.PartChoice;

/** What an estimation study tells, and what it keeps to itself. */
class EstimationKindTest {
    private static final int ROWS = 60;

    /** 60 rows; three of them of arm c, one of those with an event; nobody of stratum "quiet" has an event; marker is 1 only where there is one. */
    private static Cohort cohort() {
        SplittableRandom random = new SplittableRandom(5);
        double[] time = new double[ROWS];
        double[] event = new double[ROWS];
        double[] age = new double[ROWS];
        double[] marker = new double[ROWS];
        int[] arm = new int[ROWS];
        int[] site = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            time[i] = 1 + random.nextInt(100);
            arm[i] = i < 3 ? 2 : i % 2;
            site[i] = i >= 40 ? 1 : 0;
            event[i] = i == 0 || i >= 3 && i < 40 && random.nextInt(3) > 0 ? 1 : 0;
            age[i] = i == 7 ? Double.NaN : 40 + random.nextInt(40);
            marker[i] = event[i] == 0 && i % 3 == 0 ? 1 : 0;
        }
        return new Cohort(
                List.of(
                        new NumberColumn("time", time),
                        new NumberColumn("event", event),
                        new NumberColumn("age", age),
                        new NumberColumn("marker", marker),
                        new CategoryColumn("arm", List.of("a", "b, first", "c"), arm),
                        new CategoryColumn("site", List.of("busy", "quiet"), site)),
                List.of(),
                IntStream.range(0, ROWS).mapToObj(i -> "p" + i).toList());
    }

    private static EstimationSettings study(AnalysisEntry entry, Record settings) {
        PartChoice<Analysis> choice = new PartChoice<>(entry.part(), settings);
        return new EstimationSettings(
                Optional.of(new TimeToEvent("time", "event", Optional.empty(), "days")),
                List.of(),
                Map.of(),
                Map.of(),
                0.95,
                List.of(choice));
    }

    private static KaplanMeierSettings curvesByArm() {
        KaplanMeierSettings defaults = KaplanMeierSettings.DEFAULTS;
        return new KaplanMeierSettings(
                List.of("arm"),
                List.of(50.0),
                defaults.plot(),
                defaults.limits(),
                defaults.variance(),
                defaults.cluster(),
                defaults.weights(),
                defaults.from(),
                defaults.conditional(),
                defaults.carryForward(),
                defaults.cause(),
                defaults.title());
    }

    private static CoxSettings cox(List<String> terms, List<String> strata) {
        CoxSettings defaults = CoxSettings.DEFAULTS;
        return new CoxSettings(
                terms.stream().map(Term::new).toList(),
                strata,
                defaults.ties(),
                defaults.variance(),
                defaults.cluster(),
                defaults.weights(),
                defaults.offset(),
                defaults.cause(),
                defaults.ridge(),
                defaults.transform(),
                defaults.curves(),
                defaults.adjusted(),
                defaults.at(),
                defaults.residuals(),
                defaults.title());
    }

    private static Findings run(EstimationSettings settings, Run run) {
        return new EstimationKind().run(settings, Map.of("patients", cohort()), run);
    }

    private static String text(Findings findings) {
        return findings.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .map(block -> block instanceof Table table
                        ? table.rows().toString()
                        : block instanceof Paragraph paragraph ? paragraph.text() : "")
                .collect(Collectors.joining("\n"));
    }

    private static List<String> codes(Run run) {
        return run.notices().stream().map(Notice::code).toList();
    }

    @Test
    void aGroupOfAFewPersonsHasNoCurveAndIsCountedAmongThoseLeftOut() {
        Findings findings = run(study(KaplanMeierAnalysis.ENTRY, curvesByArm()), Run.inMemory(1));
        assertThat(findings.results().at("/analyses/0/groups")).hasSize(2);
        assertThat(text(findings))
                .contains("57 rows, 25 events; fewer than 5 left out: groups of fewer than 5 rows.")
                .doesNotContain("arm: c");
    }

    @Test
    void aTestKeepsTheSmallGroupAndWithholdsItsCountsAndWhatWouldGiveThemAway() {
        LogRankAnalysis.Settings settings = new LogRankAnalysis.Settings(
                List.of("arm"), 0, List.of(), false, Optional.empty(), Optional.empty(), Optional.empty());
        Findings findings = run(study(LogRankAnalysis.ENTRY, settings), Run.inMemory(1));
        assertThat(findings.results().at("/analyses/0/degrees_of_freedom").asInt())
                .isEqualTo(2);
        assertThat(findings.results().at("/analyses/0/groups/2").has("rows")).isFalse();
        assertThat(text(findings)).contains("arm: c, <5, <5, –, –");
    }

    @Test
    void everyTableIsAFileWhoseCellsAreQuotedWhereTheyHoldCommas() {
        Findings findings = run(study(KaplanMeierAnalysis.ENTRY, curvesByArm()), Run.inMemory(1));
        assertThat(findings.files())
                .containsOnlyKeys(
                        "table-01-kaplan_meier-quartiles-of-the-time-to-the-event-and-follow-up.csv",
                        "table-01-kaplan_meier-survival-at-given-times.csv");
        assertThat(new String(
                        findings.files().get("table-01-kaplan_meier-survival-at-given-times.csv"),
                        StandardCharsets.UTF_8))
                .startsWith("Group,Time (days),At risk,Survival (95 % interval),Standard error\narm: a,50,")
                .contains("\n\"arm: b, first\",50,");
    }

    @Test
    void strataWithoutEventsAndCoefficientsThatRunAwayAreNamed() {
        Run run = Run.inMemory(1);
        Findings findings = run(study(CoxAnalysis.ENTRY, cox(List.of("age", "marker"), List.of("site"))), run);
        assertThat(codes(run)).contains("stratum-without-events", "infinite");
        assertThat(text(findings))
                .contains("Strata without an event tell nothing of the coefficients: site: quiet.")
                .contains("because a group has no events or a column separates them: marker.");
    }

    @Test
    void fewEventsAndColumnsThatFollowFromOthersAreTold() {
        Run run = Run.inMemory(1);
        Findings findings = run(study(CoxAnalysis.ENTRY, cox(List.of("age", "arm", "age / 10"), List.of())), run);
        assertThat(codes(run)).contains("few-events", "aliased");
        assertThat(findings.results().at("/analyses/0/left_out").asInt()).isEqualTo(1);
        assertThat(text(findings)).contains("59 rows, ", "fewer than 5 left out: age missing.");
    }

    @Test
    void anAnalysisThatNeedsTheOutcomeSaysWhatToWrite() {
        EstimationSettings with = study(KaplanMeierAnalysis.ENTRY, curvesByArm());
        EstimationSettings without =
                new EstimationSettings(Optional.empty(), List.of(), Map.of(), Map.of(), 0.95, with.analyses());
        assertThatThrownBy(() -> new EstimationKind().check(without, Map.of("patients", cohort()), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "analyses[0].kaplan_meier: needs the study's outcome; write outcome: {time_to_event:");
    }
}
