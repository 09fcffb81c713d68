package org.theriac.core.kind.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.catalogue.CoreCatalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.leakage.LeakSettings;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.core.study.ReportSettings;
import org.theriac.core.task.InputSelection;

/** What a report shows beyond the scores. */
class AskedFindingsTest {
    private static final Catalogue CATALOGUE =
            new CoreCatalogue().catalogue().withMethods(ColumnRisk.ENTRY).withMetrics(new PairConcordance());
    private static final int ROWS = 200;

    /** x decides the hazard, z decides nothing; site "rare" has three rows. */
    private static Cohort cohort() {
        Random random = new Random(11);
        double[] x = new double[ROWS];
        double[] z = new double[ROWS];
        double[] age = new double[ROWS];
        double[] time = new double[ROWS];
        double[] event = new double[ROWS];
        int[] sex = new int[ROWS];
        int[] site = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            x[row] = random.nextGaussian();
            z[row] = random.nextGaussian();
            age[row] = 30 + random.nextInt(60);
            sex[row] = random.nextInt(2);
            site[row] = row < 3 ? 2 : random.nextInt(2);
            double latent = -Math.log(random.nextDouble()) * 10 * Math.exp(-1.5 * x[row]);
            double censoring = random.nextDouble() * 40;
            time[row] = Math.min(latent, censoring);
            event[row] = latent <= censoring ? 1 : 0;
        }
        return new Cohort(
                List.of(
                        new NumberColumn("x", x),
                        new NumberColumn("z", z),
                        new NumberColumn("age", age),
                        new CategoryColumn("sex", List.of("female", "male"), sex),
                        new CategoryColumn("site", List.of("A", "B", "rare"), site),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, ROWS).mapToObj(row -> "patient-" + row).toList());
    }

    private static Findings run(ReportSettings report) {
        PredictionSettings settings = new PredictionSettings(
                new PredictionSettings.TaskSettings(
                        new TimeToEvent("time", "event", Optional.empty(), "days"), InputSelection.DEFAULTS),
                List.of(
                        new MethodChoice("by x", ColumnRisk.ENTRY, new ColumnRisk.Settings("x", 1)),
                        new MethodChoice("by z", ColumnRisk.ENTRY, new ColumnRisk.Settings("z", 1))),
                new Protocol(
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        Cohort.SUBJECT,
                        true,
                        0.2,
                        List.of(),
                        20,
                        0.95,
                        Optional.empty(),
                        true),
                LeakSettings.DEFAULTS);
        return new PredictionKind(CATALOGUE)
                .run(settings, Map.of("patients", cohort()), report, new StoredRun(Execution.inMemory(5)));
    }

    private static ReportSettings report(boolean individuals, List<String> subjects, List<String> subgroups) {
        return new ReportSettings(
                Optional.empty(),
                ReportSettings.Language.EN,
                individuals,
                subjects,
                4,
                subgroups,
                new ReportSettings.Importance(3, 100, 2));
    }

    private static List<Table> tables(Findings findings, String section) {
        return findings.sections().stream()
                .filter(s -> s.id().equals(section))
                .flatMap(s -> s.blocks().stream())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    @Test
    void anInputThatDecidesMattersAndOneThatDoesNotDoesNot() {
        JsonNode importance = run(report(false, List.of(), List.of())).results().path("importance");
        assertThat(importance.path("metric").asText()).isEqualTo("pair_c");
        JsonNode x = importance.at("/methods/by x/x");
        assertThat(x.path("lower").asDouble()).isGreaterThan(0.1);
        JsonNode z = importance.at("/methods/by z/z");
        assertThat(z.path("lower").asDouble()).isLessThan(0);
        assertThat(z.path("upper").asDouble()).isGreaterThan(-0.05);
        assertThat(importance.at("/methods/by x").has("z")).isFalse();
    }

    @Test
    void ageAndSexAreRecognisedAndOtherColumnsAreNot() {
        JsonNode groups = run(report(false, List.of(), List.of())).results().path("subgroups");
        assertThat(groups).extracting(group -> group.path("column").asText()).containsOnly("age", "sex");
        assertThat(groups)
                .extracting(group -> group.path("group").asText())
                .contains("under 50", "50 to under 65", "female", "male");
    }

    @Test
    void aGroupOfAFewRowsIsCountedAndScoredByNobody() {
        Findings findings = run(report(false, List.of(), List.of("site")));
        assertThat(findings.results().path("subgroups"))
                .extracting(group -> group.path("group").asText())
                .containsExactly("A", "B");
        List<Table> tables = tables(findings, "subgroups");
        assertThat(tables.get(0).rows().get(3).cells()).startsWith("rare", "<5");
        assertThat(tables.get(0).rows().get(3).cells()).doesNotContain("1", "2", "3");
        assertThat(tables.get(1).rows().get(3).cells()).containsExactly("rare", "–", "–");
    }

    @Test
    void aSubgroupThatTheTableDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> run(report(false, List.of(), List.of("ward"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("report.subgroups names 'ward', which the table does not have");
        assertThat(run(report(false, List.of(), List.of("none"))).results().path("subgroups"))
                .isEmpty();
    }

    @Test
    void singlePersonsStandOnlyInSectionsMarkedSoAndOnlyIfAskedFor() {
        assertThat(run(report(false, List.of(), List.of())).sections()).noneMatch(Section::individual);
        Findings findings = run(report(true, List.of(), List.of()));
        assertThat(findings.sections().stream().filter(Section::individual)).hasSize(5);
        assertThat(findings.sections().stream().filter(s -> !s.individual()).map(Section::toString))
                .noneMatch(text -> text.contains("patient-"));
    }

    @Test
    void namedSubjectsAreShownWithWhatDroveThem() {
        Findings findings = run(report(true, List.of("patient-7"), List.of()));
        Section person = findings.sections().get(findings.sections().size() - 1);
        assertThat(person.title()).isEqualTo("Subject patient-7");
        Table byX = (Table) person.blocks().get(2);
        assertThat(byX.caption()).isEqualTo("What drove the prediction of by x");
        assertThat(byX.rows())
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.cells()).startsWith("x"));
        assertThatThrownBy(() -> run(report(true, List.of("nobody"), List.of())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("1 have no test row")
                .hasMessageNotContaining("nobody");
    }

    @Test
    void theEffectOfTheInputThatMattersRisesAndTellsItsSupport() {
        Section effects = run(report(false, List.of(), List.of())).sections().stream()
                .filter(s -> s.id().equals("effects"))
                .findFirst()
                .orElseThrow();
        var figure = (org.theriac.core.report.Figure) effects.blocks().get(1);
        assertThat(figure.title()).isEqualTo("x");
        double[] mean = IntStream.range(
                        0, figure.specification().at("/data/values").size())
                .mapToDouble(i ->
                        figure.specification().at("/data/values/" + i + "/mean").asDouble())
                .toArray();
        assertThat(mean).hasSizeGreaterThan(5);
        double[] sorted = mean.clone();
        Arrays.sort(sorted);
        assertThat(mean).containsExactly(sorted);
    }

    @Test
    void theChecklistIsTheLastSectionAndPointsToSectionsThatExist() {
        Findings findings = run(report(false, List.of(), List.of()));
        Section last = findings.sections().get(findings.sections().size() - 1);
        assertThat(last.id()).isEqualTo("checklist");
        Table checklist = (Table) last.blocks().get(1);
        assertThat(checklist.rows()).hasSizeGreaterThan(45);
        assertThat(checklist.rows())
                .anyMatch(row -> row.cells().get(3).contains("you must write it"))
                .anyMatch(row -> row.cells().get(3).startsWith("reported here: Subgroups"));
    }

    @Test
    void drawsOfTheBootstrapAreKeptWithoutAnybodysKey() {
        Findings findings = run(report(false, List.of(), List.of()));
        String kept = new String(findings.files().get("bootstrap.json"), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(kept).contains("by x", "pair_c", "test_rows").doesNotContain("patient-");
        assertThat(findings.results().at("/comparison/draws").asInt()).isEqualTo(20);
    }
}
