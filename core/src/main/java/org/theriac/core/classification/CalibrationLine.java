package org.theriac.core.classification;

/**
 * Logistic recalibration of predicted probabilities, logit P(y = 1) = a + b · logit p (Cox, Biometrika 45, 1958; Van Calster et al., BMC Medicine 17,
 * 2019). The intercept a is estimated with b fixed at 1: 0 when the mean prediction is right, negative when risks are overestimated. The slope b is
 * estimated together with an intercept: below 1 when predictions are too extreme.
 */
public final class CalibrationLine {
    /** Predictions are kept this far from 0 and 1, where the logit is infinite. */
    public static final double LEAST = 1e-10;

    private static final int MOST_STEPS = 100;
    private static final double TOLERANCE = 1e-10;
    /** Coefficients beyond this mean that the outcome is separated: the maximum lies at infinity. */
    private static final double LARGEST = 1e3;

    private final double[] logit;
    private final boolean[] event;

    /**
     * @param probability of the event, n
     * @param event whether it happened, n
     */
    public CalibrationLine(double[] probability, boolean[] event) {
        this.logit = new double[probability.length];
        for (int row = 0; row < logit.length; row++) {
            double p = Math.min(Math.max(probability[row], LEAST), 1 - LEAST);
            logit[row] = Math.log(p / (1 - p));
        }
        this.event = event.clone();
    }

    /** a with b = 1, by Newton's method; NaN when all weighted rows have the event, or none. */
    public double intercept(double[] weight) {
        double a = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double score = 0;
            double information = 0;
            for (int row = 0; row < logit.length; row++) {
                double p = logistic(a + logit[row]);
                score += weight[row] * ((event[row] ? 1 : 0) - p);
                information += weight[row] * p * (1 - p);
            }
            // far from the maximum the information is nearly 0 and the full step would leap over it
            double move = Math.max(-2, Math.min(2, score / information));
            a += move;
            if (!(Math.abs(a) < LARGEST)) {
                return Double.NaN;
            }
            if (Math.abs(move) < TOLERANCE) {
                return a;
            }
        }
        return Double.NaN;
    }

    /** b, by Newton's method with halved steps; NaN when it does not exist: equal predictions, or an outcome that they separate. */
    public double slope(double[] weight) {
        double a = 0;
        double b = 1;
        double here = logLikelihood(a, b, weight);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] move = newton(a, b, weight);
            double share = 1;
            double there = logLikelihood(a + move[0], b + move[1], weight);
            while (!(there >= here - TOLERANCE * Math.abs(here)) && share > 1e-6) {
                share /= 2;
                there = logLikelihood(a + share * move[0], b + share * move[1], weight);
            }
            a += share * move[0];
            b += share * move[1];
            here = there;
            if (!(Math.abs(a) + Math.abs(b) < LARGEST)) {
                return Double.NaN;
            }
            if (share * Math.max(Math.abs(move[0]), Math.abs(move[1])) < TOLERANCE) {
                return b;
            }
        }
        return Double.NaN;
    }

    /** The Newton step for (a, b); NaN where the information is singular. */
    private double[] newton(double a, double b, double[] weight) {
        double sa = 0;
        double sb = 0;
        double iaa = 0;
        double iab = 0;
        double ibb = 0;
        for (int row = 0; row < logit.length; row++) {
            double z = logit[row];
            double p = logistic(a + b * z);
            double residual = weight[row] * ((event[row] ? 1 : 0) - p);
            double v = weight[row] * p * (1 - p);
            sa += residual;
            sb += residual * z;
            iaa += v;
            iab += v * z;
            ibb += v * z * z;
        }
        double determinant = iaa * ibb - iab * iab;
        if (!(determinant > 1e-12 * iaa * ibb)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        return new double[] {(ibb * sa - iab * sb) / determinant, (iaa * sb - iab * sa) / determinant};
    }

    private double logLikelihood(double a, double b, double[] weight) {
        double sum = 0;
        for (int row = 0; row < logit.length; row++) {
            double eta = a + b * logit[row];
            double signed = event[row] ? eta : -eta;
            sum -= weight[row] * (Math.max(-signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))));
        }
        return sum;
    }

    private static double logistic(double eta) {
        return 1 / (1 + Math.exp(-eta));
    }
}
