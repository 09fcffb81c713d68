package org.theriac.biostatistics.multistate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.StepCurve;

/**
 * The probability of being in each state at each time, p(t) = p(0) ∏ (I + dA(s)) (Aalen and Johansen 1978; without the Markov assumption: Datta and Satten,
 * Statistics and Probability Letters 55, 2001). Errors are those of the infinitesimal jackknife by subject, as R's survival gives them. Immutable.
 *
 * <p>Fitting is O(n log n); the errors of one time are O(n × states).
 */
public final class StateOccupancy {
    private final StateHistories rows;
    private final TransitionHazards hazards;
    private final double origin;
    private final double[] p0;
    private final double[][] before;
    private final double[][] after;
    private final OccupancyInfluence influence;

    private StateOccupancy(StateHistories rows, boolean estimatedStart) {
        this.rows = rows;
        this.hazards = new TransitionHazards(rows);
        int states = rows.states().size();
        int[] firstRow = firstRows(rows);
        this.origin = Arrays.stream(rows.start()).min().orElseThrow();
        boolean together = Arrays.stream(firstRow).allMatch(row -> rows.start()[row] == origin);
        double reference = together || hazards.time.length == 0 ? Double.NaN : hazards.time[0];
        int[] initial = new int[rows.subjects()];
        double[] weight = new double[rows.subjects()];
        Arrays.fill(initial, -1);
        for (int i = 0; i < rows.rows(); i++) {
            boolean counts = Double.isNaN(reference)
                    ? firstRow[rows.subject()[i]] == i
                    : rows.start()[i] < reference && rows.stop()[i] >= reference;
            if (counts) {
                initial[rows.subject()[i]] = rows.from()[i];
                weight[rows.subject()[i]] = rows.weight()[i];
            }
        }
        double total = Arrays.stream(weight).sum();
        this.p0 = new double[states];
        for (int i = 0; i < initial.length; i++) {
            if (initial[i] >= 0) {
                p0[initial[i]] += weight[i] / total;
            }
        }
        int m = hazards.time.length;
        this.before = new double[m][];
        this.after = new double[m][];
        double[] p = p0.clone();
        double[] scratch = new double[states];
        for (int k = 0; k < m; k++) {
            before[k] = k == 0 ? p0 : after[k - 1];
            hazards.move(k, p, scratch);
            after[k] = p.clone();
        }
        if (!estimatedStart) {
            Arrays.fill(initial, -1);
        }
        this.influence = new OccupancyInfluence(rows, hazards, before, initial, weight, p0, origin);
    }

    /**
     * Fits. The initial probabilities are the shares of the subjects' first states if all histories start together; otherwise those of the subjects under
     * observation at the first transition. Errors take them as given, as R's survival does.
     */
    public static StateOccupancy fit(StateHistories rows) {
        return new StateOccupancy(rows, false);
    }

    /** The same with errors that count the initial probabilities as estimated from these subjects. */
    public static StateOccupancy fitWithEstimatedStart(StateHistories rows) {
        return new StateOccupancy(rows, true);
    }

    private static int[] firstRows(StateHistories rows) {
        int[] first = new int[rows.subjects()];
        Arrays.fill(first, -1);
        for (int i = 0; i < rows.rows(); i++) {
            int known = first[rows.subject()[i]];
            first[rows.subject()[i]] = known < 0 || rows.start()[i] < rows.start()[known] ? i : known;
        }
        return first;
    }

    /**
     * The estimate for one state.
     *
     * @param state its name
     * @param value a probability, or a time
     * @param standardError by subject
     * @param lower limit of the interval
     * @param upper limit of the interval
     */
    public record Estimate(String state, double value, double standardError, double lower, double upper) {}

    /** The rows. */
    public StateHistories histories() {
        return rows;
    }

    /** The times at which somebody moves, ascending. */
    public double[] time() {
        return hazards.time.clone();
    }

    /** The initial probabilities. */
    public double[] initial() {
        return p0.clone();
    }

    /** The probability of a state as a step function; beyond the last move it carries the last value forward. */
    public StepCurve probability(int state) {
        return new StepCurve(
                p0[state],
                hazards.time,
                Arrays.stream(after).mapToDouble(p -> p[state]).toArray());
    }

    /** The cumulative hazard of a transition (Nelson–Aalen). */
    public StepCurve cumulativeHazard(int from, int to) {
        double[] sum = new double[hazards.time.length];
        double upTo = 0;
        for (int k = 0; k < sum.length; k++) {
            for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
                upTo += hazards.from[e] == from && hazards.to[e] == to ? hazards.hazard[e] : 0;
            }
            sum[k] = upTo;
        }
        return new StepCurve(0, hazards.time, sum);
    }

    /** The probabilities at {@code u} of those in each state at {@code t}, states × states: ∏ (I + dA) over (t, u]. Markov processes only. */
    public double[][] transitionProbability(double t, double u) {
        int states = p0.length;
        double[][] matrix = new double[states][states];
        double[] scratch = new double[states];
        for (int j = 0; j < states; j++) {
            matrix[j][j] = 1;
            for (int k = 0; k < hazards.time.length && hazards.time[k] <= u; k++) {
                if (hazards.time[k] > t) {
                    hazards.move(k, matrix[j], scratch);
                }
            }
        }
        return matrix;
    }

    /** The number of rows under observation in each state at {@code t}, weighted. O(n). */
    public double[] atRisk(double t) {
        double[] count = new double[p0.length];
        for (int i = 0; i < rows.rows(); i++) {
            if (rows.start()[i] < t && rows.stop()[i] >= t) {
                count[rows.from()[i]] += rows.weight()[i];
            }
        }
        return count;
    }

    /** The probabilities at {@code t} with 95 % intervals on the logarithmic scale. */
    public List<Estimate> at(double t) {
        return at(t, IntervalType.LOG, 0.95);
    }

    /** The probabilities at {@code t} with intervals on a scale; without an interval's scale (0 or 1) both limits are the value. */
    public List<Estimate> at(double t, IntervalType scale, double level) {
        int k = Arrays.binarySearch(hazards.time, t);
        int last = k >= 0 ? k : -k - 2;
        double[] p = last < 0 ? p0 : after[last];
        double[] se = roots(influence.squares(t, false));
        List<Estimate> estimates = new ArrayList<>();
        for (int j = 0; j < p.length; j++) {
            double[] limits = se[j] > 0 ? scale.limits(p[j], se[j], level) : new double[] {p[j], p[j]};
            estimates.add(new Estimate(rows.states().get(j), p[j], se[j], limits[0], limits[1]));
        }
        return estimates;
    }

    /** The mean time spent in each state from the first start up to {@code tau}, with plain 95 % intervals. */
    public List<Estimate> timeInState(double tau) {
        return timeInState(tau, 0.95);
    }

    /**
     * The mean time spent in each state from the first start up to {@code tau}, with plain intervals.
     *
     * @param level of confidence, between 0 and 1
     * @throws IllegalArgumentException if tau does not come after the first start
     */
    public List<Estimate> timeInState(double tau, double level) {
        if (!(tau > origin)) {
            throw new IllegalArgumentException("a restricted mean needs a horizon after " + origin + ", not " + tau);
        }
        double[] se = roots(influence.squares(tau, true));
        double quantile = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + level / 2);
        List<Estimate> estimates = new ArrayList<>();
        for (int j = 0; j < p0.length; j++) {
            double area = 0;
            double now = origin;
            double p = p0[j];
            for (int k = 0; k < hazards.time.length && hazards.time[k] < tau; k++) {
                area += p * (hazards.time[k] - now);
                now = hazards.time[k];
                p = after[k][j];
            }
            area += p * (tau - now);
            estimates.add(
                    new Estimate(rows.states().get(j), area, se[j], area - quantile * se[j], area + quantile * se[j]));
        }
        return estimates;
    }

    private static double[] roots(double[] squares) {
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "State occupancy: %d subjects, %d rows%n", rows.subjects(), rows.rows()));
        text.append(rows.transitions());
        if (hazards.time.length > 0) {
            double t = hazards.time[hazards.time.length - 1];
            text.append(String.format(Locale.ROOT, "probabilities at the last transition, %s:%n", t));
            for (Estimate e : at(t)) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-12s %9.6f (se %.6f, 95 %% CI %.4f to %.4f)%n",
                        e.state,
                        e.value,
                        e.standardError,
                        e.lower,
                        e.upper));
            }
        }
        return text.toString();
    }
}
