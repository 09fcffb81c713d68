package org.theriac.survival.recommendation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.report.Table;

/**
 * How patients fared who received what a policy advises, beside those who did not (Katzman et al., 2018). The constant policies
 * stand beside the learned one, because advice that is no better than "the same for everybody" has learned nothing: on GBSG
 * the published recommendation is exactly "hormone therapy for everybody".
 *
 * @param policies the learned one first, then one for each arm
 * @param excluded rows whose treatment is unknown
 */
public record PolicyComparison(List<Policy> policies, int excluded) {
    /**
     * One policy on the test rows.
     *
     * @param name "the model's advice", or "everybody: 1"
     * @param followed rows whose arm is the advised one
     * @param against the others
     * @param chiSquare log-rank statistic between the two groups, one degree of freedom; NaN when a group is empty
     * @param p its p-value
     */
    public record Policy(String name, Group followed, Group against, double chiSquare, double p) {}

    /**
     * A group of patients.
     *
     * @param rows how many
     * @param events how many of them had the event
     * @param medianTime median of the observed times, censoring ignored, as the paper prints it; NaN without rows
     * @param medianSurvival Kaplan–Meier median; NaN when it is not reached
     */
    public record Group(int rows, int events, double medianTime, double medianSurvival) {}

    public PolicyComparison {
        policies = List.copyOf(policies);
    }

    /** Compares the advice with the constant policies on rows that the model has not seen. */
    public static PolicyComparison of(Recommendation recommendation, Observed observed) {
        int[] known = recommendation.known();
        SurvivalTimes times = SurvivalTimes.of(observed).take(known);
        int[] received =
                Arrays.stream(known).map(row -> recommendation.received()[row]).toArray();
        List<Policy> policies = new ArrayList<>();
        policies.add(policy("the model's advice", times, received, i -> recommendation.advised(known[i])));
        List<String> arms = recommendation.arms().arms();
        for (int arm = 0; arm < arms.size(); arm++) {
            int same = arm;
            policies.add(policy("everybody: " + arms.get(arm), times, received, i -> same));
        }
        return new PolicyComparison(policies, observed.rows() - known.length);
    }

    private static Policy policy(String name, SurvivalTimes times, int[] received, IntUnaryOperator advised) {
        int[] group = new int[received.length];
        Arrays.setAll(group, i -> received[i] == advised.applyAsInt(i) ? 1 : 0);
        Group followed = group(times, group, 1);
        Group against = group(times, group, 0);
        if (followed.rows() == 0 || against.rows() == 0 || followed.events() + against.events() == 0) {
            return new Policy(name, followed, against, Double.NaN, Double.NaN);
        }
        LogRank test = LogRank.test(times, group);
        return new Policy(name, followed, against, test.statistic(), test.p());
    }

    private static Group group(SurvivalTimes times, int[] group, int which) {
        int[] rows =
                IntStream.range(0, group.length).filter(i -> group[i] == which).toArray();
        if (rows.length == 0) {
            return new Group(0, 0, Double.NaN, Double.NaN);
        }
        SurvivalTimes members = times.take(rows);
        double[] sorted = members.times();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        double survival = KaplanMeier.fit(members).median().time();
        return new Group(rows.length, members.events(), median, Double.isFinite(survival) ? survival : Double.NaN);
    }

    /**
     * For the report; counts so small that they could point to persons are withheld.
     *
     * @param model its name
     * @param unit of the times
     */
    public Table table(String model, String unit) {
        return new PolicyTable(this).table(model, unit);
    }
}
