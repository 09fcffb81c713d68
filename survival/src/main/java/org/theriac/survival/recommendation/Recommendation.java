package org.theriac.survival.recommendation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model advises for each row.
 *
 * @param arms the treatment
 * @param risk n × arms: the model's risk under each arm, on its own scale (log-risk for proportional hazards)
 * @param received the arm that each row really had; −1 when unknown
 */
public record Recommendation(TreatmentArms arms, double[][] risk, int[] received) {
    /** Said with every recommendation. */
    public static final String CONFOUNDING =
            "Advice learned from observed treatments compares patients whom physicians chose to treat differently:"
                    + " unless the treatment was randomised, differences may be those of the patients, not of the"
                    + " treatment.";

    /** The arm of least risk for a row; of equal risks the first. */
    public int advised(int row) {
        int best = 0;
        for (int arm = 1; arm < risk[row].length; arm++) {
            if (risk[row][arm] < risk[row][best]) {
                best = arm;
            }
        }
        return best;
    }

    /** rec_ij of the paper: risk under arm i less risk under arm j; positive: i is riskier. */
    public double difference(int row, int i, int j) {
        return risk[row][i] - risk[row][j];
    }

    /** Whether every row is advised the same arm. */
    public boolean isConstant() {
        return Arrays.stream(advisedArms()).distinct().count() <= 1;
    }

    /** The advised arm of each row. */
    public int[] advisedArms() {
        int[] advised = new int[risk.length];
        Arrays.setAll(advised, this::advised);
        return advised;
    }

    /** Whether the differences between arms are the same for all rows, as in a model without interactions. */
    public boolean hasNoInteraction() {
        for (int arm = 1; arm < arms.arms().size(); arm++) {
            for (int row = 1; row < risk.length; row++) {
                double scale = Math.max(1, Math.abs(risk[row][arm]));
                if (Math.abs(difference(row, arm, 0) - difference(0, arm, 0)) > 1e-5 * scale) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a reader has to be told beside the advice. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (hasNoInteraction()) {
            warnings.add("The model has no interaction between " + arms.column()
                    + " and the other inputs: it gives everybody the same advice.");
        } else if (isConstant()) {
            warnings.add("Everybody is advised the same arm, " + arms.arms().get(advised(0)) + ".");
        }
        warnings.add(CONFOUNDING);
        return warnings;
    }
}
