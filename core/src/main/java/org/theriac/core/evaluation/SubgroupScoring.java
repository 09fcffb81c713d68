package org.theriac.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;

/**
 * Metrics within subgroups. A subgroup is a vector of row weights, 0 outside: each metric is prepared once on all test rows, so that grids and censoring
 * curves are those of the whole, and the draws of subjects are those of the main scores.
 */
public final class SubgroupScoring {
    /** Test rows that a subgroup must have, and rows of each stratum of the outcome in it, for a score to be worth its interval. */
    public static final int LEAST_ROWS = 20;

    public static final int LEAST_OF_A_STRATUM = 5;

    /** Subgroups multiply the work of the bootstrap: so many draws are enough, and with much data so few. */
    private static final int MOST_DRAWS = 200;

    private static final int FEW_DRAWS = 100;
    /** Metrics of rows that take some ten seconds. */
    private static final double BUDGET = 4e8;

    private final int most;
    private final double level;

    /**
     * @param draws bootstrap draws of the main scores, which bound those of subgroups; 0 for none
     * @param level of the intervals
     */
    public SubgroupScoring(int draws, double level) {
        this.most = draws;
        this.level = level;
    }

    /**
     * The scores of one group.
     *
     * @param strata test rows of each stratum of the outcome
     * @param scores by candidate, then by metric; all NaN where there are too few rows
     */
    public record GroupScores(Subgroups.Variable variable, Subgroups.Group group, int[] strata, Estimate[][] scores) {
        /** Test rows of the group. */
        public int rows() {
            return Arrays.stream(strata).sum();
        }

        /** Whether there were rows enough for scores. */
        public boolean scored() {
            return rows() >= LEAST_ROWS && Arrays.stream(strata).min().orElse(0) >= LEAST_OF_A_STRATUM;
        }
    }

    public <O extends Outcome<P>, P extends Predictions> List<GroupScores> score(
            Evaluation<O, P> evaluation, List<Metric<O, P>> metrics, Subgroups subgroups, Run run) {
        List<GroupScores> groups = empty(evaluation, metrics, subgroups);
        List<GroupScores> scored = groups.stream().filter(GroupScores::scored).toList();
        if (scored.isEmpty()) {
            return groups;
        }
        List<List<Scoring.Cell<O, P>>> cells = Scoring.prepare(evaluation, metrics, run);
        double[][][] masks = masks(evaluation, scored);
        int draws = draws(masks, cells.size() * metrics.size());
        double[][][][] drawn = new double[scored.size()][cells.size()][metrics.size()][draws];
        SubjectBootstrap bootstrap = new SubjectBootstrap(evaluation.parts().stream()
                .map(part -> evaluation.cohort().take(part.test()))
                .toList());
        try (Progress progress = run.progress("subgroups", draws)) {
            SideBySide.each(
                    run,
                    draws,
                    8,
                    draw -> {
                        double[][] weights = bootstrap.draw(run.random("bootstrap", draw));
                        for (int g = 0; g < masks.length; g++) {
                            values(cells, product(weights, masks[g]), drawn[g], draw);
                        }
                    },
                    progress);
        }
        for (int g = 0; g < masks.length; g++) {
            Estimate[][] scores = scored.get(g).scores();
            for (int c = 0; c < scores.length; c++) {
                for (int m = 0; m < scores[c].length; m++) {
                    double value = cells.get(c).get(m).value(masks[g]);
                    scores[c][m] = metrics.get(m).growsUnderResampling()
                            ? Estimate.ofExcess(value, drawn[g][c][m], level)
                            : Estimate.of(value, drawn[g][c][m], level);
                }
            }
        }
        return groups;
    }

    private int draws(double[][][] masks, int metrics) {
        double rows = Arrays.stream(masks[0]).mapToInt(mask -> mask.length).sum();
        double affordable = BUDGET / (rows * masks.length * metrics);
        return Math.min(most, (int) Math.max(FEW_DRAWS, Math.min(MOST_DRAWS, affordable)));
    }

    private static <O extends Outcome<P>, P extends Predictions> void values(
            List<List<Scoring.Cell<O, P>>> cells, double[][] weights, double[][][] drawn, int draw) {
        for (int c = 0; c < drawn.length; c++) {
            for (int m = 0; m < drawn[c].length; m++) {
                drawn[c][m][draw] = cells.get(c).get(m).value(weights);
            }
        }
    }

    private static <O extends Outcome<P>, P extends Predictions> List<GroupScores> empty(
            Evaluation<O, P> evaluation, List<Metric<O, P>> metrics, Subgroups subgroups) {
        int[] test = evaluation.parts().stream()
                .flatMapToInt(part -> Arrays.stream(part.test()))
                .toArray();
        int[] stratum = evaluation.task().outcome().strata(evaluation.cohort());
        int strata = evaluation.task().outcome().strataNames().size();
        List<GroupScores> groups = new ArrayList<>();
        for (Subgroups.Variable variable : subgroups.variables()) {
            for (Subgroups.Group group : variable.groups()) {
                int[] counts = new int[strata];
                for (int row : test) {
                    counts[stratum[row]] += group.member()[row] ? 1 : 0;
                }
                Estimate[][] scores = new Estimate[evaluation.candidates().size()][metrics.size()];
                for (Estimate[] ofCandidate : scores) {
                    Arrays.fill(ofCandidate, new Estimate(Double.NaN, Double.NaN, Double.NaN, 0));
                }
                groups.add(new GroupScores(variable, group, counts, scores));
            }
        }
        return groups;
    }

    /** For each group and part, 1 for the test rows that belong to it. */
    private static double[][][] masks(Evaluation<?, ?> evaluation, List<GroupScores> groups) {
        return groups.stream()
                .map(scores -> evaluation.parts().stream()
                        .map(part -> Arrays.stream(part.test())
                                .mapToDouble(row -> scores.group().member()[row] ? 1 : 0)
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private static double[][] product(double[][] weights, double[][] mask) {
        return IntStream.range(0, weights.length)
                .mapToObj(part -> {
                    double[] product = new double[weights[part].length];
                    for (int row = 0; row < product.length; row++) {
                        product[row] = weights[part][row] * mask[part][row];
                    }
                    return product;
                })
                .toArray(double[][]::new);
    }
}
