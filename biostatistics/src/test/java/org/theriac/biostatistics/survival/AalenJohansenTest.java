package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;

/** Golden numbers by R survival 3.5-3 (survfit of a factor status) and cmprsk 2.2-11 (cuminc). */
class AalenJohansenTest {
    private static CompetingTimes pbc() {
        TestTable pbc = TestTable.read("pbc");
        int[] cause = Arrays.stream(pbc.number("status")).mapToInt(v -> (int) v).toArray();
        return times(pbc.number("time"), cause);
    }

    private static CompetingTimes mgus2() {
        TestTable mgus = TestTable.read("mgus2");
        int[] cause = Arrays.stream(mgus.text("event"))
                .mapToInt(word -> word.equals("pcm") ? 1 : word.equals("death") ? 2 : 0)
                .toArray();
        return times(mgus.number("etime"), cause);
    }

    private static CompetingTimes times(double[] time, int[] cause) {
        return new CompetingTimes(SurvivalTimes.of(time, any(cause)), cause, 2);
    }

    private static boolean[] any(int[] cause) {
        boolean[] any = new boolean[cause.length];
        IntStream.range(0, any.length).forEach(i -> any[i] = cause[i] > 0);
        return any;
    }

    @Test
    void incidencesOnPbcEqualR() {
        AalenJohansen fit = AalenJohansen.fit(pbc());
        assertThat(fit.at(1, 1826).incidence()).isEqualTo(0.0445739262910, within(1e-12));
        assertThat(fit.at(2, 365).incidence()).isEqualTo(0.0717703349282, within(1e-12));
        assertThat(fit.at(2, 1826).incidence()).isEqualTo(0.2917148303736, within(1e-12));
        assertThat(fit.at(1, 3652).incidence()).isEqualTo(0.0838297692801, within(1e-12));
        assertThat(fit.at(2, 3652).incidence()).isEqualTo(0.5269537787532, within(1e-12));
    }

    @Test
    void variancesOnPbcEqualThoseOfCmprsk() {
        AalenJohansen fit = AalenJohansen.fit(pbc());
        assertThat(square(fit.at(1, 1826).standardError())).isEqualTo(0.000113411923738, within(1e-14));
        assertThat(square(fit.at(2, 1826).standardError())).isEqualTo(0.000540283668567, within(1e-14));
        assertThat(square(fit.at(1, 3652).standardError())).isEqualTo(0.000301789336371, within(1e-14));
        assertThat(square(fit.at(2, 3652).standardError())).isEqualTo(0.001350136915190, within(1e-14));
    }

    @Test
    void jackknifeErrorsOnPbcEqualThoseOfSurvival() {
        AalenJohansen fit = AalenJohansen.fit(pbc());
        assertThat(fit.jackknifeError(1, 1826)).isEqualTo(0.0106307963622, within(1e-12));
        assertThat(fit.jackknifeError(2, 1826)).isEqualTo(0.0232051665182, within(1e-12));
        assertThat(fit.jackknifeError(2, 3652)).isEqualTo(0.0364717721721, within(1e-12));
    }

    @Test
    void incidencesAndErrorsOnMgus2EqualR() {
        AalenJohansen fit = AalenJohansen.fit(mgus2());
        double[] pcm = {0.0341037129743, 0.0637221680131, 0.0998137159355, 0.1340416443261};
        double[] death = {0.320367010268, 0.531817704080, 0.724027976143, 0.784208246832};
        double[] variance = {2.39202128437e-05, 4.62325046121e-05, 9.61598846207e-05, 0.000455249272306};
        double[] jackknife = {0.01256737, 0.01405965, 0.01560635, 0.02093347};
        double[] at = {60, 120, 240, 360};
        for (int k = 0; k < at.length; k++) {
            assertThat(fit.at(1, at[k]).incidence()).isEqualTo(pcm[k], within(1e-12));
            assertThat(fit.at(2, at[k]).incidence()).isEqualTo(death[k], within(1e-12));
            assertThat(square(fit.at(1, at[k]).standardError())).isEqualTo(variance[k], within(1e-13));
            assertThat(fit.jackknifeError(2, at[k])).isEqualTo(jackknife[k], within(1e-8));
        }
    }

    /** Age as the time axis, entry at diagnosis: survfit(Surv(a0, a1, event) ~ 1, id = id). */
    @Test
    void delayedEntryOnMgus2EqualsR() {
        TestTable mgus = TestTable.read("mgus2");
        double[] entry = mgus.number("age");
        double[] months = mgus.number("etime");
        double[] end = new double[entry.length];
        for (int i = 0; i < end.length; i++) {
            end[i] = entry[i] + Math.max(months[i], 0.5) / 12;
        }
        int[] cause = mgus2().cause();
        AalenJohansen fit =
                AalenJohansen.fit(new CompetingTimes(SurvivalTimes.ofIntervals(entry, end, any(cause)), cause, 2));
        assertThat(fit.at(1, 70).incidence()).isEqualTo(0.0798390104421, within(1e-9));
        assertThat(fit.at(2, 80).incidence()).isEqualTo(0.783996502694, within(1e-9));
        assertThat(fit.at(1, 90).incidence()).isEqualTo(0.1096942653224, within(1e-9));
    }

    /** The incidences and errors are those of cmprsk 2.2-11: .1612917, .8387083, variances .001075207, .004045465. */
    @Test
    void theIncidencesPrintAtTheLastTime() {
        assertThat(AalenJohansen.fit(mgus2()).toString().lines())
                .containsExactly(
                        "Cumulative incidence (Aalen–Johansen): n 1384, at 424.0:",
                        "cause      events  incidence         se   95 % CI",
                        "1           115.0   0.161292   0.032790   0.1075 to 0.2381",
                        "2           860.0   0.838708   0.063604   0.6971 to 0.9384");
    }

    @Test
    void complementOfKaplanMeierOverstatesTheIncidence() {
        double complement = 1 - KaplanMeier.fit(pbc().causeSpecific(2)).curve().at(1826);
        // 1 − KM by R survival; the incidence is 0.29171
        assertThat(complement).isEqualTo(0.29713, within(5e-6));
    }

    @Property(tries = 100)
    void incidencesAndSurvivalAddUpToOne(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 0, max = 59) Integer> rows) {
        int[] drawn = rows.stream().mapToInt(Integer::intValue).toArray();
        double[] time = Arrays.stream(drawn).map(v -> v / 3).asDoubleStream().toArray();
        int[] cause = Arrays.stream(drawn).map(v -> v % 3).toArray();
        AalenJohansen fit = AalenJohansen.fit(times(time, cause));
        double[] survival = fit.survival();
        for (int k = 0; k < survival.length; k++) {
            double sum = survival[k]
                    + fit.incidence(1).values()[k]
                    + fit.incidence(2).values()[k];
            assertThat(sum).isEqualTo(1, within(1e-12));
        }
    }

    private static double square(double v) {
        return v * v;
    }
}
