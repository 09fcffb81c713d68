package org.theriac.survival.systems.lassonet;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.survival.CoxLoss;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Tensors;

/**
 * A log-risk {@code h(x) = θ·x + NN(x)}: a linear skip beside a multilayer perceptron. No constant is added to h, which a partial likelihood
 * does not see. Parameters as in the original: {@code skip.weight}, {@code layers.0.weight}, {@code layers.0.bias} ….
 */
final class LassoNetNetwork implements Layer {
    /**
     * All rows.
     *
     * @param x {@code [n, p]} of the network's precision
     */
    record Batch(Tensor x, CoxHead.Truth truth) {}

    private final Linear skip;
    private final List<Linear> layers = new ArrayList<>();
    private final Activation activation;
    private final double gamma;
    private final double gammaSkip;
    private final Tensor theta;
    private final List<Tensor> deeper = new ArrayList<>();

    /** @param inputs p */
    LassoNetNetwork(Initialiser init, int inputs, LassoNetSettings settings) {
        activation = settings.activation();
        gamma = settings.gamma();
        gammaSkip = settings.gammaSkip();
        skip = Linear.withoutBias(init, inputs, 1);
        theta = weight(skip);
        if (!settings.linear()) {
            int width = inputs;
            for (int units : settings.hidden()) {
                layers.add(Linear.withBias(init, width, units));
                width = units;
            }
            layers.add(Linear.withoutBias(init, width, 1));
            layers.subList(1, layers.size()).forEach(layer -> deeper.add(weight(layer)));
        }
    }

    private static Tensor weight(Linear linear) {
        return java.util.Objects.requireNonNull(linear.parameters().get("weight"));
    }

    /** The log-risk of each row: {@code [n]}. */
    Tensor logRisk(Tensor x, Pass pass) {
        Tensor h = skip.forward(x, pass);
        if (!layers.isEmpty()) {
            Tensor z = x;
            for (Linear layer : layers.subList(0, layers.size() - 1)) {
                z = activation.apply(layer.forward(z, pass));
            }
            h = h.add(layers.get(layers.size() - 1).forward(z, pass));
        }
        return h.squeeze(1);
    }

    /** The partial likelihood's loss with the L2 penalties, which in the original have no gradient. */
    Tensor loss(Batch batch, Pass pass) {
        Tensor loss = CoxLoss.of(logRisk(batch.x(), pass), batch.truth().riskSets());
        if (gammaSkip > 0) {
            loss = loss.add(theta.square().sum().mul(new Scalar(gammaSkip)));
        }
        if (gamma > 0) {
            for (Tensor weight : deeper) {
                loss = loss.add(weight.square().sum().mul(new Scalar(gamma)));
            }
        }
        return loss;
    }

    /** The log-risks of rows, predicted. */
    double[] logRisks(Tensor x) {
        return Tensors.toDoubles(logRisk(x, Pass.evaluation()));
    }

    /** Units of the first layer; 0 when there is no network. */
    int units() {
        return layers.isEmpty() ? 0 : Math.toIntExact(weight(layers.get(0)).size(0));
    }

    /** The skip weights, one for each input. */
    double[] theta() {
        return Tensors.toDoubles(theta);
    }

    /** The first layer's weights, units × inputs, row-major. */
    double[] first() {
        return layers.isEmpty() ? new double[0] : Tensors.toDoubles(weight(layers.get(0)));
    }

    /** Overwrites what the proximal operator works on. */
    void write(double[] skipWeights, double[] first) {
        Tensors.write(skipWeights, theta);
        if (!layers.isEmpty()) {
            Tensors.write(first, weight(layers.get(0)));
        }
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>(Parameters.prefixed("skip", skip.parameters()));
        for (int i = 0; i < layers.size(); i++) {
            parameters.putAll(Parameters.prefixed("layers." + i, layers.get(i).parameters()));
        }
        return parameters;
    }
}
