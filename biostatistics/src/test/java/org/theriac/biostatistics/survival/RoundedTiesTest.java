package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theriac.biostatistics.multistate.StateHistories;
import org.theriac.biostatistics.multistate.StateOccupancy;
import org.theriac.biostatistics.recurrent.MeanCumulativeFunction;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.biostatistics.recurrent.RecurrentTest;

/** Times that a subtraction has made unlike in their last digits are ties to every curve and test. */
class RoundedTiesTest {
    private static final int ROWS = 40;

    /** Days from 0.1 to 1 in tenths, four rows each. */
    private static final double[] EXACT =
            IntStream.range(0, ROWS).mapToDouble(i -> (1 + i % 10) / 10.0).toArray();

    /** The same as differences of dates: in every other row another date is subtracted, so that the last digits differ. */
    private static final double[] SUBTRACTED = IntStream.range(0, ROWS)
            .mapToDouble(i -> {
                double origin = i % 20 < 10 ? 7.3 : 1000.7;
                return EXACT[i] + origin - origin;
            })
            .toArray();

    private static final boolean[] EVENT = new boolean[ROWS];
    private static final int[] CAUSE = new int[ROWS];
    private static final int[] GROUP = new int[ROWS];
    private static final int[] SUBJECT = IntStream.range(0, ROWS).toArray();

    static {
        for (int i = 0; i < ROWS; i++) {
            CAUSE[i] = i * 7 % 3;
            EVENT[i] = CAUSE[i] > 0;
            GROUP[i] = i % 4 < 2 ? 0 : 1;
        }
    }

    private static SurvivalTimes times(double[] time) {
        return SurvivalTimes.of(time, EVENT);
    }

    private static CompetingTimes competing(double[] time) {
        return new CompetingTimes(times(time), CAUSE, 2);
    }

    private static RecurrentEvents recurrent(double[] time) {
        return new RecurrentEvents(SUBJECT, new double[ROWS], time, EVENT);
    }

    private static SurvivalTimes entering(double[] time) {
        double[] entry = Arrays.stream(time).map(t -> t > 0.55 ? time[2] : 0).toArray();
        return SurvivalTimes.ofIntervals(entry, time, EVENT);
    }

    private static StateHistories states(double[] time) {
        int[] to =
                Arrays.stream(CAUSE).map(c -> c == 0 ? StateHistories.NONE : c).toArray();
        return StateHistories.of(List.of("none", "one", "other"), SUBJECT, new double[ROWS], time, new int[ROWS], to);
    }

    /** Estimators of curves and tests of groups, each as the numbers that it gives. */
    static Stream<Function<double[], double[]>> estimators() {
        return Stream.of(
                time -> KaplanMeier.fit(times(time)).survival(),
                time -> KaplanMeier.fit(times(time)).standardError(),
                time -> KaplanMeier.fit(times(time)).withRobustErrors(GROUP).standardError(),
                time -> KaplanMeier.fit(entering(time)).survival(),
                time -> NelsonAalen.fit(times(time)).hazard(),
                time -> NelsonAalen.flemingHarrington(times(time)).hazard(),
                time -> AalenJohansen.fit(competing(time)).incidence(1).values(),
                time -> new double[] {RestrictedMean.fit(times(time), 0.8).standardError()},
                time -> new double[] {LogRank.test(times(time), GROUP, 1).statistic()},
                time -> new double[] {LogRank.test(entering(time), GROUP).statistic()},
                time -> new double[] {
                    GrayTest.test(competing(time), 1, GROUP, 0, new int[ROWS]).statistic()
                },
                time -> MeanCumulativeFunction.fit(recurrent(time)).standardError(),
                time -> new double[] {RecurrentTest.test(recurrent(time), GROUP).statistic()},
                time -> StateOccupancy.fit(states(time)).at(0.75).stream()
                        .mapToDouble(StateOccupancy.Estimate::standardError)
                        .toArray());
    }

    @Test
    void subtractedTimesDifferInTheirLastDigits() {
        assertThat(Arrays.stream(EXACT).distinct()).hasSize(10);
        assertThat(Arrays.stream(SUBTRACTED).distinct().count()).isGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void estimatesFromSubtractedTimesAreThoseFromExactOnes(Function<double[], double[]> estimator) {
        double[] exact = estimator.apply(EXACT);
        double[] subtracted = estimator.apply(SUBTRACTED);
        assertThat(subtracted).hasSameSizeAs(exact);
        for (int k = 0; k < exact.length; k++) {
            if (Double.isNaN(exact[k])) {
                assertThat(subtracted[k]).isNaN();
            } else {
                assertThat(subtracted[k]).isCloseTo(exact[k], within(1e-9));
            }
        }
    }
}
