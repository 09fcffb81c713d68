package org.theriac.biostatistics.trial.ewoc;

import java.util.random.RandomGenerator;
import org.theriac.biostatistics.sampling.StandardNormal;

/**
 * Markov chain for the efficacy model. A patient responds when a latent z ~ N(predictor, 1) is positive (Albert and Chib, Journal of the American
 * Statistical Association 88, 1993). One sweep: draw z given the coefficients; scale z and all coefficients together (Liu and Sabatti, Biometrika 87,
 * 2000), which spares the chain the slow drift that augmentation is known for; draw the three slopes given z, with intercept and squares integrated out
 * ({@link SlopeSlice}); draw intercept and squares given the slopes. Costs about 60 ns for each patient. Holds working space; not safe for use by
 * several threads.
 */
public final class EfficacySampler {
    /** Coefficients of the model, in the order of {@link EfficacySurface}. */
    public static final int COEFFICIENTS = 6;

    private static final int[] FREE = {0, 4, 5};
    private static final int[] SLOPES = {1, 2, 3};
    private static final int SLOPE_ROUNDS = 2;

    private final EfficacyPrior prior;
    private final SlopeSlice slice;
    private final int patients;
    private final double[][] design;
    private final boolean[] response;
    private final double[] z;
    private final double[] fitted;

    /** Lower triangle of the Cholesky factor of the precision of the free coefficients given z. */
    private final double[][] factor;

    /** Inverse precision of the free coefficients times their products with the slopes' columns. */
    private final double[][] regression = new double[3][3];

    private final double[][] freeBySlopes = new double[3][3];
    private final double[][] slopePrecision = new double[3][3];

    /**
     * @param x standardised doses of the patients whose response is known
     * @param y standardised doses
     */
    public EfficacySampler(double[] x, double[] y, boolean[] response, EfficacyPrior prior) {
        this.prior = prior;
        this.slice = new SlopeSlice(prior);
        this.patients = x.length;
        this.response = response.clone();
        this.z = new double[patients];
        this.fitted = new double[patients];
        this.design = new double[COEFFICIENTS][patients];
        for (int i = 0; i < patients; i++) {
            double[] row = {1, x[i], y[i], x[i] * y[i], x[i] * x[i], y[i] * y[i]};
            for (int j = 0; j < COEFFICIENTS; j++) {
                design[j][i] = row[j];
            }
        }
        double[][] precision = new double[3][3];
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                precision[j][k] = product(design[FREE[j]], design[FREE[k]]) + (j == k ? prior.precision() : 0);
                freeBySlopes[j][k] = product(design[FREE[j]], design[SLOPES[k]]);
            }
        }
        this.factor = cholesky(precision);
        for (int k = 0; k < 3; k++) {
            double[] column = {freeBySlopes[0][k], freeBySlopes[1][k], freeBySlopes[2][k]};
            forward(column);
            backward(column);
            for (int j = 0; j < 3; j++) {
                regression[j][k] = column[j];
            }
        }
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                slopePrecision[j][k] = product(design[SLOPES[j]], design[SLOPES[k]]);
                for (int f = 0; f < 3; f++) {
                    slopePrecision[j][k] -= freeBySlopes[f][j] * regression[f][k];
                }
            }
        }
    }

    /** Where a chain may begin: the response rate everywhere. */
    public double[] start() {
        double responses = 0.5;
        for (boolean one : response) {
            responses += one ? 1 : 0;
        }
        double[] b = new double[COEFFICIENTS];
        b[0] = StandardNormal.quantile(responses / (patients + 1));
        for (int j : SLOPES) {
            b[j] = 0.1;
        }
        return b;
    }

    /**
     * One sweep.
     *
     * @param b the coefficients, before and after
     */
    public void sweep(double[] b, RandomGenerator random) {
        drawLatent(b, random);
        scale(b, random);
        double[] slopeProducts = new double[3];
        double[] free = new double[3];
        for (int j = 0; j < 3; j++) {
            slopeProducts[j] = product(design[SLOPES[j]], z);
            free[j] = product(design[FREE[j]], z);
        }
        drawSlopes(b, slopeProducts, free, random);
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                free[j] -= freeBySlopes[j][k] * b[SLOPES[k]];
            }
        }
        forward(free);
        for (int j = 0; j < 3; j++) {
            free[j] += random.nextGaussian();
        }
        backward(free);
        for (int j = 0; j < 3; j++) {
            b[FREE[j]] = free[j];
        }
    }

    private void drawLatent(double[] b, RandomGenerator random) {
        for (int i = 0; i < patients; i++) {
            fitted[i] = b[0]
                    + b[1] * design[1][i]
                    + b[2] * design[2][i]
                    + b[3] * design[3][i]
                    + b[4] * design[4][i]
                    + b[5] * design[5][i];
        }
        for (int i = 0; i < patients; i++) {
            z[i] = response[i]
                    ? fitted[i] + StandardNormal.above(-fitted[i], random)
                    : fitted[i] - StandardNormal.above(fitted[i], random);
        }
    }

    /** Multiplies z and b by g, drawn by a slice from p(g) ∝ p(gz, gb) g^(n + 5): the joint density along the ray, times its Jacobian. */
    private void scale(double[] b, RandomGenerator random) {
        double squares = 0;
        for (int i = 0; i < patients; i++) {
            squares += (z[i] - fitted[i]) * (z[i] - fitted[i]);
        }
        double slopes = 0;
        for (int j = 0; j < 3; j++) {
            squares += prior.precision() * b[FREE[j]] * b[FREE[j]];
            slopes += b[SLOPES[j]];
        }
        double power = patients + COEFFICIENTS + 3 * (prior.shape() - 1);
        double g = Math.exp(drawLogScale(power, squares, prior.rate() * slopes, random));
        for (int i = 0; i < patients; i++) {
            z[i] *= g;
        }
        for (int j = 0; j < COEFFICIENTS; j++) {
            b[j] *= g;
        }
    }

    /** Slice sampling with stepping out, from 0, of the density exp(power t − squares e^(2t) / 2 − linear e^t). */
    private static double drawLogScale(double power, double squares, double linear, RandomGenerator random) {
        double level = logScaleDensity(0, power, squares, linear) - random.nextExponential();
        double width = 3 / Math.sqrt(power);
        double from = -width * random.nextDouble();
        double to = from + width;
        while (logScaleDensity(from, power, squares, linear) > level) {
            from -= width;
        }
        while (logScaleDensity(to, power, squares, linear) > level) {
            to += width;
        }
        while (true) {
            double t = from + (to - from) * random.nextDouble();
            if (logScaleDensity(t, power, squares, linear) >= level) {
                return t;
            }
            if (t < 0) {
                from = t;
            } else {
                to = t;
            }
        }
    }

    private static double logScaleDensity(double t, double power, double squares, double linear) {
        double g = Math.exp(t);
        return power * t - g * (0.5 * squares * g + linear);
    }

    /** Given z, the slopes are normal times gamma once intercept and squares are integrated out. */
    private void drawSlopes(double[] b, double[] slopeProducts, double[] freeProducts, RandomGenerator random) {
        double[] linear = new double[3];
        for (int j = 0; j < 3; j++) {
            linear[j] = slopeProducts[j];
            for (int f = 0; f < 3; f++) {
                linear[j] -= regression[f][j] * freeProducts[f];
            }
        }
        for (int round = 0; round < SLOPE_ROUNDS; round++) {
            for (int j = 0; j < 3; j++) {
                double rest = linear[j];
                for (int k = 0; k < 3; k++) {
                    rest -= k == j ? 0 : slopePrecision[j][k] * b[SLOPES[k]];
                }
                b[SLOPES[j]] = slice.draw(b[SLOPES[j]], slopePrecision[j][j], rest, random);
            }
        }
    }

    private static double product(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    private static double[][] cholesky(double[][] a) {
        double[][] l = new double[3][3];
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = a[j][k];
                for (int m = 0; m < k; m++) {
                    sum -= l[j][m] * l[k][m];
                }
                l[j][k] = j == k ? Math.sqrt(sum) : sum / l[k][k];
            }
        }
        return l;
    }

    private void forward(double[] v) {
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < j; k++) {
                v[j] -= factor[j][k] * v[k];
            }
            v[j] /= factor[j][j];
        }
    }

    private void backward(double[] v) {
        for (int j = 2; j >= 0; j--) {
            for (int k = j + 1; k < 3; k++) {
                v[j] -= factor[k][j] * v[k];
            }
            v[j] /= factor[j][j];
        }
    }
}
