package org.theriac.learning.survival;

import static org.bytedeco.pytorch.global.torch.constant_pad_nd;
import static org.bytedeco.pytorch.global.torch.logsumexp;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.biostatistics.survival.DiscreteTimes;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Tensors;

/**
 * Hazards of K causes on a grid of cuts from any vector of features: at each cut j a softmax over the causes and living on, whose logit is 0,
 *
 * <pre>h_r(τ_j | x) = e^{φ_jr} / (1 + Σ_q e^{φ_jq})</pre>
 *
 * With one cause this is the sigmoid of Logistic-Hazard (Gensheimer and Narasimhan, PeerJ 2019, "nnet-survival"; Kvamme and Borgan, 2019), with several its
 * extension to competing risks (Tutz, Metrika 42, 1995). A row at risk at the cuts a ≤ j ≤ k that ends at k by cause r, or without an event, costs
 *
 * <pre>Σ_{a ≤ j ≤ k} log(1 + Σ_q e^{φ_jq}) − φ_kr</pre>
 *
 * without the last term when no event was seen. The first cut is 0: its hazard is the probability of an event at time 0. Parameters {@code weight} and
 * {@code bias}, outputs by cut, within it by cause.
 */
public final class DiscreteHazards implements Layer {
    /**
     * The cuts at which each row of a batch was at risk, and where its event was.
     *
     * @param atRisk {@code [B, m]}: 1 where the row was at risk
     * @param events {@code [B, m, K]}: 1 at the cut and the cause of the row's event
     */
    public record Truth(Tensor atRisk, Tensor events) {
        public Truth {
            Shapes.check(atRisk, "B", "m");
            Shapes.check(events, atRisk.size(0), atRisk.size(1), "K");
        }

        /** One cause. */
        public static Truth of(Arena arena, TimeToEvent.Observed observed, DiscreteTimes times) {
            int[] cause = new int[observed.rows()];
            for (int row = 0; row < cause.length; row++) {
                cause[row] = observed.event()[row] ? 1 : 0;
            }
            return of(arena, observed.time(), cause, observed.entry(), times, 1);
        }

        /** Several causes. */
        public static Truth of(Arena arena, CompetingRisks.Observed observed, DiscreteTimes times, int causes) {
            return of(arena, observed.time(), observed.cause(), observed.entry(), times, causes);
        }

        private static Truth of(
                Arena arena, double[] time, int[] cause, Optional<double[]> entry, DiscreteTimes times, int causes) {
            int n = time.length;
            int m = times.size();
            double[] atRisk = new double[n * m];
            double[] events = new double[n * m * causes];
            for (int row = 0; row < n; row++) {
                boolean event = cause[row] > 0 && times.covers(time[row]);
                int last = times.index(time[row], event);
                int first = entry.isPresent() ? times.firstAtRisk(entry.get()[row]) : 0;
                for (int j = first; j <= last; j++) {
                    atRisk[row * m + j] = 1;
                }
                if (event) {
                    events[(row * m + last) * causes + cause[row] - 1] = 1;
                }
            }
            return new Truth(
                    arena.keep(Tensors.of(atRisk, ScalarType.Float, n, m)),
                    arena.keep(Tensors.of(events, ScalarType.Float, n, m, causes)));
        }
    }

    /** Half a row is added to events and survivors at each cut, so that no logit is infinite. */
    private static final double HALF = 0.5;

    private final int cuts;
    private final int causes;
    private final Linear linear;

    /**
     * @param inputs width of the features
     * @param cuts number of cuts, the one at 0 among them
     */
    public DiscreteHazards(Initialiser init, int inputs, int cuts, int causes) {
        this.cuts = cuts;
        this.causes = causes;
        linear = Linear.withBias(init, inputs, cuts * causes);
    }

    /**
     * Starts from the hazards of rows without regard to their features: log of events of the cause against those who live on, at each cut. Training then
     * need not first unlearn hazards of a half.
     */
    public void startFrom(double[] marginalLogits) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensors.write(
                    marginalLogits, Objects.requireNonNull(linear.parameters().get("bias")));
        }
    }

    /** The logits of the hazards of these rows without regard to their features, by cut, within it by cause. */
    public static double[] marginalLogits(Truth truth) {
        Tensor events = truth.events().sum(new long[] {0}).to(ScalarType.Double);
        Tensor survivors =
                truth.atRisk().sum(new long[] {0}).to(ScalarType.Double).sub(events.sum(new long[] {1}));
        return Tensors.toDoubles(events.add(new Scalar(HALF))
                .div(survivors.add(new Scalar(HALF)).unsqueeze(1))
                .log());
    }

    /** φ: {@code [B, m, K]}. */
    public Tensor logits(Features.Vector features, Pass pass) {
        return linear.forward(features.z(), pass).view(features.rows(), cuts, causes);
    }

    /** The mean over rows of the loss above: a scalar. */
    public Tensor loss(Features.Vector features, Truth truth, Pass pass) {
        return loss(logits(features, pass), truth);
    }

    static Tensor loss(Tensor logits, Truth truth) {
        Shapes.check(truth.events(), logits.size(0), logits.size(1), logits.size(2));
        ScalarType precision = Tensors.precision(logits);
        Tensor atRisk = truth.atRisk().to(precision);
        Tensor events = truth.events().to(precision);
        Tensor normaliser = logsumexp(constant_pad_nd(logits, 1, 0), 2);
        return normaliser.mul(atRisk).sum().sub(logits.mul(events).sum()).div(new Scalar((double) logits.size(0)));
    }

    /**
     * The hazard of each cause at each cut, in double precision.
     *
     * @return n × (m · K), by cut, within it by cause
     */
    double[][] hazards(Features.Vector features) {
        double[][] hazards = Tensors.toRows(linear.forward(features.z(), Pass.evaluation()));
        for (double[] row : hazards) {
            for (int j = 0; j < cuts; j++) {
                softmax(row, j * causes);
            }
        }
        return hazards;
    }

    /** exp(φ_r) / (1 + Σ exp φ_q) in place, the largest logit, or the 0 of living on, taken off first. */
    private void softmax(double[] row, int from) {
        double largest = 0;
        for (int r = from; r < from + causes; r++) {
            largest = Math.max(largest, row[r]);
        }
        double sum = Math.exp(-largest);
        for (int r = from; r < from + causes; r++) {
            row[r] = Math.exp(row[r] - largest);
            sum += row[r];
        }
        for (int r = from; r < from + causes; r++) {
            row[r] /= sum;
        }
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return linear.parameters();
    }
}
