package org.theriac.biostatistics.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.CompetingTables;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.finegray.FineGrayFit;
import org.theriac.biostatistics.finegray.PredictedIncidence;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

class FineGrayMethodTest {
    private static final Task<CompetingRisks> TASK = new Task<>(outcome(), List.of("age", "sex"));
    private static final FineGrayMethod METHOD = new FineGrayMethod(FineGrayMethod.Settings.DEFAULTS);

    private static CompetingRisks outcome() {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("1", "malignancy");
        causes.put("2", "death");
        return new CompetingRisks("time", "event", "0", causes, "months", Optional.empty());
    }

    private static double[][] columns() {
        TestTable mgus = TestTable.read("mgus2");
        return new double[][] {mgus.number("age"), mgus.indicator("sex", "M")};
    }

    private static Cohort mgus2() {
        double[][] x = columns();
        double[] cause =
                Arrays.stream(CompetingTables.mgus2().cause()).asDoubleStream().toArray();
        return new Cohort(
                List.of(
                        new NumberColumn("time", CompetingTables.mgus2().times().times()),
                        new NumberColumn("event", cause),
                        new NumberColumn("age", x[0]),
                        new NumberColumn("sex", x[1])),
                List.of(),
                IntStream.range(0, cause.length).mapToObj(Integer::toString).toList());
    }

    private static Model<CumulativeIncidences> fit(Cohort rows, Run run) {
        return METHOD.fit(TASK, rows, rows.none(), run);
    }

    @Test
    void predictionsOfEachCauseAreThoseOfItsOwnRegression() {
        Cohort rows = mgus2();
        CumulativeIncidences predicted = fit(rows, Run.inMemory(1)).predict(rows.take(new int[] {0, 40}));
        double[][] x = TestTable.columns(columns());
        for (int cause = 0; cause < 2; cause++) {
            FineGrayFit alone = FineGray.weighted().fit(CompetingTables.mgus2(), cause + 1, x);
            PredictedIncidence incidence = alone.incidence(new double[][] {x[0], x[40]});
            double[] at = alone.baseline().times();
            for (int k = 0; k < at.length && at[k] <= 120; k++) {
                assertThat(predicted.incidenceAt(cause, 0, at[k])).isEqualTo(incidence.at(0, k), within(1e-9));
                assertThat(predicted.incidenceAt(cause, 1, at[k])).isEqualTo(incidence.at(1, k), within(1e-9));
            }
        }
    }

    @Test
    void incidencesThatWouldExceedOneStandStillAndAreCounted() {
        Run run = Run.inMemory(1);
        Cohort rows = mgus2();
        CumulativeIncidences predicted = fit(rows, run).predict(rows);
        int last = predicted.times().length - 1;
        double[][] x = TestTable.columns(columns());
        double[] unbounded = new double[x.length];
        for (int cause = 1; cause <= 2; cause++) {
            PredictedIncidence incidence =
                    FineGray.weighted().fit(CompetingTables.mgus2(), cause, x).incidence(x);
            for (int i = 0; i < x.length; i++) {
                unbounded[i] += incidence.at(i, incidence.times().length - 1);
            }
        }
        int beyond = 0;
        for (int i = 0; i < x.length; i++) {
            double sum = predicted.incidence(0, i, last) + predicted.incidence(1, i, last);
            assertThat(sum).isEqualTo(Math.min(1, unbounded[i]), within(1e-9));
            beyond += unbounded[i] > 1 ? 1 : 0;
        }
        assertThat(beyond).isPositive();
        int expected = beyond;
        assertThat(run.notices())
                .filteredOn(notice -> notice.code().equals("fine-gray-beyond-one"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.count()).isEqualTo(expected));
    }

    @Test
    void aRestoredModelPredictsTheSameAndNamesItsRatios() {
        Cohort rows = mgus2();
        Model<CumulativeIncidences> model = fit(rows, Run.inMemory(1));
        Model<CumulativeIncidences> restored = METHOD.restore(TASK, model.state());
        Cohort few = rows.take(new int[] {3, 5, 17});
        assertThat(restored.predict(few).incidence())
                .isDeepEqualTo(model.predict(few).incidence());
        Coefficients told = restored.as(Coefficients.class).orElseThrow();
        assertThat(told.ratioName()).isEqualTo("subdistribution hazard ratio");
        assertThat(told.coefficients().get(2).term()).isEqualTo("death: age");
        assertThat(told.coefficients().get(2).estimate()).isEqualTo(0.058823322028, within(1e-7));
    }

    @Test
    void aCauseWithoutEventsAmongTheTrainingRowsIsNamed() {
        Cohort all = mgus2();
        int[] without = IntStream.range(0, all.rows())
                .filter(row -> all.numbers("event").value(row) != 1)
                .toArray();
        assertThatThrownBy(() -> fit(all.take(without), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cause malignancy");
    }
}
