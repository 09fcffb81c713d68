package org.theriac.learning.survival;

import java.util.List;
import org.theriac.biostatistics.survival.DiscreteTimes;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.TabulatedCurves;

/**
 * From hazards at cuts to curves: S(τ_j) = ∏_{l ≤ j} (1 − Σ_r h_r(τ_l)) and F_r(τ_j) = Σ_{l ≤ j} S(τ_{l−1}) h_r(τ_l), interpolated between the cuts on a
 * finer grid.
 *
 * @param times the cuts
 * @param interpolation what is assumed between them
 * @param parts how many equal parts each interval is read at
 */
public record DiscreteCurves(DiscreteTimes times, Interpolation interpolation, int parts) {
    /**
     * Survival curves of one cause. The risk is what the curve leaves out of the last cut: τ_m − ∫₀^{τ_m} S, the restricted mean time lost.
     *
     * @param hazards n × m
     */
    public TabulatedCurves survival(double[][] hazards) {
        double[] grid = times.refined(parts);
        double[][] survival = new double[hazards.length][grid.length];
        double[] risk = new double[hazards.length];
        for (int row = 0; row < hazards.length; row++) {
            double[][] incidence = {survival[row]};
            fill(hazards[row], incidence);
            for (int k = 0; k < grid.length; k++) {
                survival[row][k] = Math.max(0, 1 - survival[row][k]);
            }
            risk[row] = timeLost(grid, survival[row]);
        }
        return new TabulatedCurves(grid, survival, risk);
    }

    private static double timeLost(double[] grid, double[] survival) {
        double lost = 0;
        for (int k = 1; k < grid.length; k++) {
            lost += (grid[k] - grid[k - 1]) * (1 - (survival[k] + survival[k - 1]) / 2);
        }
        return lost;
    }

    /**
     * Cumulative incidences of several causes.
     *
     * @param hazards n × (m · K), by cut, within it by cause
     */
    public CumulativeIncidences incidences(List<String> causes, double[][] hazards) {
        double[] grid = times.refined(parts);
        double[][][] incidence = new double[causes.size()][hazards.length][grid.length];
        double[][] ofRow = new double[causes.size()][];
        for (int row = 0; row < hazards.length; row++) {
            for (int r = 0; r < ofRow.length; r++) {
                ofRow[r] = incidence[r][row];
            }
            fill(hazards[row], ofRow);
        }
        return new CumulativeIncidences(causes, grid, incidence);
    }

    /** Writes F_r on the fine grid. Within an interval the causes share what happens in the proportion of their hazards. */
    private void fill(double[] hazard, double[][] incidence) {
        int causes = incidence.length;
        double alive = 1;
        for (int j = 0; j < times.size(); j++) {
            double any = 0;
            for (int r = 0; r < causes; r++) {
                any += hazard[j * causes + r];
            }
            int steps = j == 0 ? 1 : parts;
            int from = j == 0 ? 0 : (j - 1) * parts + 1;
            for (int step = 1; step <= steps; step++) {
                double share = step == steps ? any : interpolation.share(any, (double) step / steps);
                for (int r = 0; r < causes; r++) {
                    double before = j == 0 ? 0 : incidence[r][from - 1];
                    double own = any == 0 ? 0 : hazard[j * causes + r] / any;
                    incidence[r][from + step - 1] = before + alive * share * own;
                }
            }
            alive *= 1 - any;
        }
    }
}
