package org.theriac.core.evaluation.category;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.core.classification.RankedScores;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/** How well the probability of a class ranks the rows: of the positive class, or of each class against the rest. */
public final class RankingMetric extends CategoryMetric {
    /** An area from ranks, labels and weights. */
    private interface Area {
        double of(RankedScores ranks, boolean[] positive, double[] weight);
    }

    private final Area area;

    private RankingMetric(String id, String title, String convention, Area area) {
        super(id, title, convention, Direction.HIGHER_IS_BETTER);
        this.area = area;
    }

    /** Area under the ROC curve. */
    public static RankingMetric auc() {
        return new RankingMetric(
                "auc",
                "AUC",
                "Area under the ROC curve: how often a row of the positive class has the higher predicted probability of it than a row of the other,"
                        + " ties counting one half. With more than two classes each class against the rest, averaged with equal weight over the"
                        + " classes that the test rows hold. Mean over folds.",
                RankedScores::auc);
    }

    /** Area under the precision–recall steps. */
    public static RankingMetric averagePrecision() {
        return new RankingMetric(
                "average_precision",
                "Average precision",
                "Precision averaged over the recall gained at each threshold, without interpolation; of a model that tells nothing it is the"
                        + " share of the positive class. With more than two classes each class against the rest, averaged with equal weight."
                        + " Mean over folds.",
                RankedScores::averagePrecision);
    }

    @Override
    public Optional<String> inapplicable(Judged<Category, ClassProbabilities> judged) {
        return oneClass(judged);
    }

    /** A class against the rest. */
    private record Against(RankedScores ranks, boolean[] positive) {}

    @Override
    public Prepared prepare(Judged<Category, ClassProbabilities> judged) {
        Category outcome = judged.task().outcome();
        int[] truth = truth(judged);
        List<Against> all = new ArrayList<>();
        for (int k = 0; k < outcome.classes().size(); k++) {
            if (!outcome.binary() || k == outcome.positiveClass()) {
                all.add(new Against(RankedScores.of(judged.predicted().ofClass(k)), is(truth, k)));
            }
        }
        return weight -> new double[] {
            all.stream()
                    .mapToDouble(one -> area.of(one.ranks(), one.positive(), weight))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN)
        };
    }
}
