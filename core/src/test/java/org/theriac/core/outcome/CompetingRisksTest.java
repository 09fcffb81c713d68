package org.theriac.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;

class CompetingRisksTest {
    private static Cohort cohort(Column<?> event) {
        double[] time = IntStream.range(0, event.rows()).mapToDouble(i -> i).toArray();
        return new Cohort(
                List.of(new NumberColumn("t", time), event),
                List.of(),
                IntStream.range(0, event.rows()).mapToObj(Integer::toString).toList());
    }

    private static CompetingRisks outcome(String censored, Map<String, String> causes) {
        return new CompetingRisks("t", "e", censored, causes, "days", Optional.empty());
    }

    private static Map<String, String> named(String... valuesAndNames) {
        Map<String, String> causes = new LinkedHashMap<>();
        for (int i = 0; i < valuesAndNames.length; i += 2) {
            causes.put(valuesAndNames[i], valuesAndNames[i + 1]);
        }
        return causes;
    }

    @Test
    void numbersStandForTheCausesThatTheStudyNames() {
        CompetingRisks outcome = outcome("0", named("2", "death", "1", "transplant"));
        Cohort cohort = cohort(new NumberColumn("e", new double[] {0, 1, 2, 2, Double.NaN}));
        assertThat(outcome.observed(cohort)).containsExactly(true, true, true, true, false);
        Cohort rows = cohort.take(new int[] {0, 1, 2, 3});
        assertThat(outcome.settled(rows)).isEqualTo(outcome);
        assertThat(outcome.truth(rows).cause()).containsExactly(0, 2, 1, 1);
        assertThat(outcome.causeNames()).containsExactly("death", "transplant");
        assertThat(outcome.strataNames()).containsExactly("censored", "death", "transplant");
        assertThat(outcome.truth(rows).causeSpecific(1).event()).containsExactly(false, false, true, true);
        assertThat(outcome.truth(rows).anyCause().events()).isEqualTo(3);
    }

    @Test
    void causesThatAreNotNamedAreTheOtherValues() {
        Cohort words = cohort(new CategoryColumn("e", List.of("censor", "relapse", "death"), new int[] {0, 2, 1, 0}));
        assertThat(outcome("censor", Map.of()).settled(words).causeNames()).containsExactly("relapse", "death");
        Cohort numbers = cohort(new NumberColumn("e", new double[] {0, 10, 2}));
        assertThat(outcome("0", Map.of()).settled(numbers).causeNames()).containsExactly("2", "10");
    }

    @Test
    void aColumnWithoutTheCensoredValueIsNotGuessedAt() {
        Cohort words = cohort(new CategoryColumn("e", List.of("alive", "death"), new int[] {0, 1}));
        assertThatThrownBy(() -> outcome("0", Map.of()).settled(words))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "no row of column 'e' (event) holds '0', which is to mean censored; its values are: alive, death. Name the value that does:"
                                + " censored: <value>; if no row is censored, name the causes: causes: {<value>: <name>}.");
    }

    @Test
    void aValueThatIsNeitherCensoredNorACauseIsRefusedWithItsNumberOfRows() {
        Cohort cohort = cohort(new NumberColumn("e", new double[] {0, 1, 2, 3, 3}));
        assertThatThrownBy(
                        () -> outcome("0", named("1", "relapse", "2", "death")).observed(cohort))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "column 'e' (event) holds 3 in 2 rows, which is neither censored ('0') nor one of the causes (1, 2).");
    }

    @Test
    void aCauseThatNobodyHasIsRefused() {
        Cohort cohort = cohort(new NumberColumn("e", new double[] {0, 1}));
        assertThatThrownBy(() -> outcome("0", named("1", "a", "2", "b")).settled(cohort))
                .isInstanceOf(UserError.class)
                .hasMessage("causes names 2, which no row of column 'e' holds; its values are: 1.");
    }

    @Test
    void rowsThatAreAllCensoredAreRefused() {
        Cohort cohort = cohort(new NumberColumn("e", new double[] {0, 0}));
        assertThatThrownBy(() -> outcome("0", Map.of()).settled(cohort))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("none of the 2 rows has an event");
    }

    @Test
    void settingsThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> outcome("1", named("1", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causes names the value '1', which is the one that means censored.");
        assertThatThrownBy(() -> outcome("0", named("1", "a", "2", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causes gives one name to two values: a, a. Each cause needs its own.");
    }

    private static final CumulativeIncidences PREDICTED = new CumulativeIncidences(
            List.of("a", "b"), new double[] {1, 3}, new double[][][] {{{0.1, 0.4}, {0, 0.2}}, {{0.2, 0.3}, {0.5, 0.5}}
            });

    @Test
    void incidencesAreStepsThatStartAtZeroAndLeaveTheRestToNoEvent() {
        assertThat(PREDICTED.incidenceAt(0, 0, 0.5)).isZero();
        assertThat(PREDICTED.incidenceAt(0, 0, 1)).isEqualTo(0.1);
        assertThat(PREDICTED.incidenceAt(0, 0, 2.9)).isEqualTo(0.1);
        assertThat(PREDICTED.incidenceAt(1, 1, 99)).isEqualTo(0.5);
        assertThat(PREDICTED.survivalAt(0, 0)).isEqualTo(1);
        assertThat(PREDICTED.survivalAt(0, 3)).isEqualTo(0.3, within(1e-15));
        assertThat(PREDICTED.take(new int[] {1}).incidence(1, 0, 0)).isEqualTo(0.5);
    }

    @Test
    void incidencesThatFallOrExceedOneAreRefused() {
        assertThatThrownBy(() ->
                        new CumulativeIncidences(List.of("a"), new double[] {1, 2}, new double[][][] {{{0.4, 0.1}}}))
                .hasMessageContaining("falls");
        assertThatThrownBy(() ->
                        new CumulativeIncidences(List.of("a", "b"), new double[] {1}, new double[][][] {{{0.6}}, {{0.6}}
                        }))
                .hasMessageContaining("add up to 1.2");
    }

    @Test
    void incidencesAreKeptToTheBit() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PredictionsCodec().write(PREDICTED, new DataOutputStream(bytes));
        CumulativeIncidences read = (CumulativeIncidences)
                new PredictionsCodec().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.causes()).isEqualTo(PREDICTED.causes());
        assertThat(read.times()).isEqualTo(PREDICTED.times());
        assertThat(read.incidence()).isDeepEqualTo(PREDICTED.incidence());
    }
}
