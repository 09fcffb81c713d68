package org.theriac.biostatistics.estimation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Table;
import org.theriac.core.run.Run;

class PenalisedAndForestAnalysisTest {
    private final Sample lung = lung();

    private static Sample lung() {
        TestTable table = TestTable.lung().complete("age", "sex", "ph.ecog");
        Cohort cohort = new Cohort(
                List.of(
                        new NumberColumn("time", table.number("time")),
                        new NumberColumn("death", TestTable.map(table.number("status"), s -> s - 1)),
                        new NumberColumn("age", table.number("age")),
                        new NumberColumn("sex", table.number("sex")),
                        new NumberColumn("ecog", table.number("ph.ecog")),
                        new CategoryColumn("who", List.of("m", "f"), table.code("sex"))),
                List.of(),
                IntStream.range(0, table.size()).mapToObj(Integer::toString).toList());
        return Sample.of(cohort, Optional.of(new TimeToEvent("time", "death", Optional.empty(), "days")), Map.of());
    }

    private static ElasticNetSettings lasso(String... terms) {
        return new ElasticNetSettings(
                List.of(terms).stream().map(Term::new).toList(),
                1,
                5,
                Ties.BRESLOW,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void thePathOfAStudyIsThatOfGlmnet() {
        ElasticNetAnalysis analysis = new ElasticNetAnalysis(lasso("age", "sex", "ecog"));
        analysis.check(lung);
        AnalysisResult result = analysis.run(lung, Run.inMemory(1));
        JsonNode numbers = result.numbers();
        // glmnet 4.1-6, times divided by 1,000
        assertThat(numbers.path("lambda").path(0).asDouble()).isCloseTo(.225468020911, within(1e-9));
        assertThat(numbers.path("coefficients").path(2).path("path").path(1).asDouble())
                .isCloseTo(.0430576391, within(1e-7));
        assertThat(numbers.path("lambda_one_standard_error").asDouble())
                .isGreaterThanOrEqualTo(numbers.path("lambda_least_deviance").asDouble());
        assertThat(result.blocks().stream().filter(Figure.class::isInstance)).hasSize(2);
        assertThat(result.headline().get(0).estimate()).endsWith("of 3");
    }

    @Test
    void aForestOfAStudyTellsErrorAndImportance() {
        ForestAnalysis analysis = new ForestAnalysis(new ForestSettings(
                List.of("age", "who", "ecog"), 60, 0, 10, Optional.empty(), Optional.empty(), Optional.empty()));
        analysis.check(lung);
        AnalysisResult result = analysis.run(lung, Run.inMemory(1));
        assertThat(result.numbers().path("concordance").asDouble()).isBetween(0.55, 0.68);
        assertThat(result.numbers().path("importance")).hasSize(3);
        assertThat(result.numbers().path("errors").path(0).path("trees").asInt())
                .isEqualTo(1);
        assertThat(result.blocks().stream().filter(Table.class::isInstance)).hasSize(2);
        assertThat(analysis.run(lung, Run.inMemory(1)).numbers()).isEqualTo(result.numbers());
    }

    @Test
    void emptyRequestsAreRefused() {
        assertThatThrownBy(() -> new ElasticNetAnalysis(lasso()).check(lung))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("terms:");
        assertThatThrownBy(() -> new ForestAnalysis(ForestSettings.DEFAULTS).check(lung))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("columns:");
    }
}
