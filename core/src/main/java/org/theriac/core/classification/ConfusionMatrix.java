package org.theriac.core.classification;

/**
 * Rows by true and by predicted class.
 *
 * @param weight classes × classes: [truth][predicted]. Shared: do not change
 */
public record ConfusionMatrix(double[][] weight) {
    public static ConfusionMatrix of(int classes, int[] truth, int[] predicted, double[] rowWeight) {
        double[][] weight = new double[classes][classes];
        for (int row = 0; row < truth.length; row++) {
            weight[truth[row]][predicted[row]] += rowWeight[row];
        }
        return new ConfusionMatrix(weight);
    }

    public int classes() {
        return weight.length;
    }

    /** Weight of the rows of a class. */
    public double ofTruth(int k) {
        double sum = 0;
        for (double w : weight[k]) {
            sum += w;
        }
        return sum;
    }

    /** Weight of the rows that were given a class. */
    public double ofPrediction(int k) {
        double sum = 0;
        for (double[] line : weight) {
            sum += line[k];
        }
        return sum;
    }

    public double total() {
        double sum = 0;
        for (int k = 0; k < classes(); k++) {
            sum += ofTruth(k);
        }
        return sum;
    }

    private double correct() {
        double sum = 0;
        for (int k = 0; k < classes(); k++) {
            sum += weight[k][k];
        }
        return sum;
    }

    /** Share of rows that were given their class; NaN without rows. */
    public double accuracy() {
        return correct() / total();
    }

    /** Mean over the classes that rows have of the share that was given its class. */
    public double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < classes(); k++) {
            double rows = ofTruth(k);
            if (rows > 0) {
                sum += weight[k][k] / rows;
                present++;
            }
        }
        return sum / present;
    }

    /** Cohen's κ: agreement beyond that of independent calls with the same margins (Educational and Psychological Measurement 20, 1960). */
    public double kappa() {
        double total = total();
        double chance = 0;
        for (int k = 0; k < classes(); k++) {
            chance += ofTruth(k) * ofPrediction(k) / (total * total);
        }
        return chance == 1 ? Double.NaN : (accuracy() - chance) / (1 - chance);
    }

    /**
     * Matthews' correlation coefficient, for more than two classes Gorodkin's R_K (Computational Biology and Chemistry 28, 2004); 0 when all rows have or
     * were given one class.
     */
    public double matthews() {
        double total = total();
        double joint = correct() * total;
        double truths = total * total;
        double predictions = total * total;
        for (int k = 0; k < classes(); k++) {
            double t = ofTruth(k);
            double p = ofPrediction(k);
            joint -= t * p;
            truths -= t * t;
            predictions -= p * p;
        }
        return truths <= 0 || predictions <= 0 ? 0 : joint / Math.sqrt(truths * predictions);
    }
}
