package org.theriac.survival.systems.logistichazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.concordance.AntoliniConcordance;
import org.theriac.biostatistics.concordance.AntoliniConcordance.Convention;
import org.theriac.biostatistics.methods.CoxMethod;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

class LogisticHazardTest {
    private static final Task<TimeToEvent> TASK =
            new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days"), List.of("x"));

    /** Weibull times of median 1 whose shape is 0.5 or 3: with x = 0 many early events and many late ones, with x = 1 all in between. */
    private static Cohort crossing(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(2);
            double death = Math.pow(-Math.log(1 - random.nextDouble()) / Math.log(2), x[i] == 0 ? 2 : 1.0 / 3);
            double end = 4 * random.nextDouble();
            time[i] = Math.min(death, end);
            event[i] = death <= end ? 1 : 0;
        }
        return new Cohort(
                List.of(new NumberColumn("x", x), new NumberColumn("time", time), new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    private static Model<SurvivalCurves> fitted(long seed) {
        return new LogisticHazard(LogisticHazardSettings.DEFAULTS)
                .fit(TASK, crossing(1000, 1), crossing(300, 2), Run.inMemory(seed));
    }

    private static double concordance(SurvivalCurves curves, Cohort rows) {
        return AntoliniConcordance.of(
                CurveSet.computed(curves.times(), curves.rows(), curves::survival),
                SurvivalTimes.of(TASK.outcome().truth(rows)),
                Convention.ADJUSTED);
    }

    @Test
    void curvesCrossWhereHazardsDo() {
        Cohort test = crossing(600, 3);
        try (Model<SurvivalCurves> model = fitted(4);
                Model<SurvivalCurves> cox = new CoxMethod(CoxMethod.Settings.DEFAULTS)
                        .fit(TASK, crossing(1000, 1), test.none(), Run.inMemory(1))) {
            SurvivalCurves curves = model.predict(test);
            int early = IntStream.range(0, 600)
                    .filter(row -> test.numbers("x").value(row) == 0)
                    .findFirst()
                    .orElseThrow();
            int between = IntStream.range(0, 600)
                    .filter(row -> test.numbers("x").value(row) == 1)
                    .findFirst()
                    .orElseThrow();
            assertThat(curves.survivalAt(early, 0.4)).isLessThan(curves.survivalAt(between, 0.4) - 0.2);
            assertThat(curves.survivalAt(early, 1.6)).isGreaterThan(curves.survivalAt(between, 1.6) + 0.2);
            assertThat(concordance(curves, test)).isGreaterThan(concordance(cox.predict(test), test) + 0.05);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndARestoredModelTheSameCurves() {
        Cohort test = crossing(20, 3);
        try (Model<SurvivalCurves> one = fitted(5);
                Model<SurvivalCurves> again = fitted(5);
                Model<SurvivalCurves> restored =
                        new LogisticHazard(LogisticHazardSettings.DEFAULTS).restore(TASK, one.state())) {
            assertThat(values(again.predict(test))).isEqualTo(values(one.predict(test)));
            assertThat(values(restored.predict(test))).isEqualTo(values(one.predict(test)));
            assertThat(restored.inputs()).containsExactly("x");
        }
    }

    private static double[] values(SurvivalCurves curves) {
        return IntStream.range(0, curves.rows())
                .mapToObj(row -> IntStream.range(0, curves.times().length)
                        .mapToDouble(k -> curves.survival(row, k))
                        .toArray())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Test
    void rowsWithoutAnEventAreRefused() {
        Cohort all = crossing(50, 1);
        Cohort censored = all.with(List.of(new NumberColumn("event", new double[50])));
        assertThatThrownBy(() -> new LogisticHazard(LogisticHazardSettings.DEFAULTS)
                        .fit(TASK, censored, censored, Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessage("nothing can be learned from the 50 training rows: none of them has an event.");
    }
}
