package org.theriac.biostatistics.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.TieTreatment;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** Golden numbers by R survival 3.5-3: coxph(Surv(time, status) ~ age + edema + log(bili)) of each cause, and what survfit makes of them. */
class CauseSpecificCoxTest {
    private static CompetingRisks outcome() {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("1", "transplant");
        causes.put("2", "death");
        return new CompetingRisks("time", "status", "0", causes, "days", Optional.empty());
    }

    private static final Task<CompetingRisks> TASK = new Task<>(outcome(), List.of("age", "edema", "log_bili"));

    private static Cohort pbc() {
        TestTable pbc = TestTable.read("pbc").complete("protime");
        return cohort(
                pbc.number("time"),
                pbc.number("status"),
                pbc.number("age"),
                pbc.number("edema"),
                TestTable.map(pbc.number("bili"), Math::log));
    }

    private static Cohort cohort(double[] time, double[] status, double[] age, double[] edema, double[] bili) {
        return new Cohort(
                List.of(
                        new NumberColumn("time", time),
                        new NumberColumn("status", status),
                        new NumberColumn("age", age),
                        new NumberColumn("edema", edema),
                        new NumberColumn("log_bili", bili)),
                List.of(),
                IntStream.range(0, time.length).mapToObj(Integer::toString).toList());
    }

    private static Model<CumulativeIncidences> fit(Cohort rows) {
        return new CauseSpecificCoxMethod(CoxMethod.Settings.DEFAULTS).fit(TASK, rows, rows.none(), Run.inMemory(1));
    }

    @Test
    void coefficientsOfBothCausesEqualR() {
        double[] expected = {
            -0.0831720237459, 0.1857194369716, 0.7103976325177, 0.0424301716257, 1.3933210230504, 0.9349566862734
        };
        List<Coefficients.Term> terms =
                fit(pbc()).as(Coefficients.class).orElseThrow().coefficients();
        assertThat(terms.stream().mapToDouble(Coefficients.Term::estimate).toArray())
                .containsExactly(expected, within(1e-7));
        assertThat(terms.get(3).term()).isEqualTo("death: age");
    }

    /**
     * survfit(coxph(Surv(time, factor(status)) ~ …, id = id), newdata), one new row at a time: that version of R fits all multi-state models by Breslow's
     * rule, and gives other numbers for several new rows at once.
     */
    @Test
    void incidencesOfThreePatientsEqualTheMultiStateModelOfR() {
        double[][] transplant = {
            {0, 0.02293203135, 0.05257720879},
            {0, 0.007447660224, 0.007753495234},
            {0, 0.08182637962, 0.15982411095}
        };
        double[][] death = {
            {0.01649687661, 0.12005378646, 0.33525771444},
            {0.3686778228, 0.9656875269, 0.9922398718},
            {0.04084867667, 0.26588026271, 0.57643590868}
        };
        assertIncidences(TieTreatment.BRESLOW, transplant, death, 3e-9);
    }

    /** The hazards of survfit of two coxph by Efron's rule, put together by the matrix exponential of each step. */
    @Test
    void incidencesOfThreePatientsEqualTwoModelsOfR() {
        double[][] transplant = {
            {0, 0.02293263949, 0.05257988406}, {0, 0.007423453831, 0.007725683397}, {0, 0.08181381056, 0.1597743787}
        };
        double[][] death = {
            {0.01650008671, 0.1200319992, 0.3351487245},
            {0.3695370289, 0.9659577423, 0.9922678659},
            {0.04090628798, 0.2661153953, 0.5767221332}
        };
        assertIncidences(TieTreatment.EFRON, transplant, death, 3e-9);
    }

    private static void assertIncidences(TieTreatment ties, double[][] transplant, double[][] death, double tolerance) {
        double[] none = new double[3];
        Cohort three = cohort(none, none, new double[] {50, 60, 40}, new double[] {0, 1, 0.5}, new double[] {
            0, Math.log(5), Math.log(2)
        });
        CoxMethod.Settings d = CoxMethod.Settings.DEFAULTS;
        Cohort rows = pbc();
        CumulativeIncidences predicted = new CauseSpecificCoxMethod(
                        new CoxMethod.Settings(d.columns(), ties, d.ridge(), d.baseline(), d.preparation()))
                .fit(TASK, rows, rows.none(), Run.inMemory(1))
                .predict(three);
        double[] at = {365, 1826, 3652};
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < 3; k++) {
                assertThat(predicted.incidenceAt(0, row, at[k])).isEqualTo(transplant[row][k], within(tolerance));
                assertThat(predicted.incidenceAt(1, row, at[k])).isEqualTo(death[row][k], within(tolerance));
            }
        }
    }

    @Test
    void aRestoredModelPredictsTheSame() {
        Model<CumulativeIncidences> model = fit(pbc());
        Model<CumulativeIncidences> restored =
                new CauseSpecificCoxMethod(CoxMethod.Settings.DEFAULTS).restore(TASK, model.state());
        Cohort rows = pbc().take(new int[] {0, 5, 17});
        assertThat(restored.predict(rows).incidence())
                .isDeepEqualTo(model.predict(rows).incidence());
    }

    @Test
    void aCauseWithoutEventsAmongTheTrainingRowsIsNamed() {
        Cohort all = pbc();
        int[] withoutTransplant = IntStream.range(0, all.rows())
                .filter(row -> all.numbers("status").value(row) != 1)
                .toArray();
        assertThatThrownBy(() -> fit(all.take(withoutTransplant)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has an event of cause transplant");
    }

    @Test
    void aalenJohansenPredictsTheIncidencesOfTheTrainingRowsForEverybody() {
        AalenJohansenMethod method = new AalenJohansenMethod(new AalenJohansenMethod.Settings());
        Cohort all = pbc();
        Model<CumulativeIncidences> model = method.fit(TASK, all, all.none(), Run.inMemory(1));
        CumulativeIncidences predicted = method.restore(TASK, model.state()).predict(all.take(new int[] {3, 4}));
        assertThat(predicted.incidence(1, 0, 9)).isEqualTo(predicted.incidence(1, 1, 9));
        assertThat(predicted.incidence())
                .isDeepEqualTo(model.predict(all.take(new int[] {0, 1})).incidence());
    }
}
