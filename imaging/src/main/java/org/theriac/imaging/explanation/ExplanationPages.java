package org.theriac.imaging.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Pictures;
import org.theriac.core.report.Pictures.Picture;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.imaging.explanation.ExplanationExhibit.ExplainedCandidate;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.formats.Png;
import org.theriac.learning.explanation.Faithfulness;

/** Explained pictures as tables and grids. */
final class ExplanationPages {
    private static final int SHOWN = 8;
    private static final String DASH = "–";

    private final Evaluation<Outcome<Predictions>, Predictions> evaluation;

    ExplanationPages(Evaluation<Outcome<Predictions>, Predictions> evaluation) {
        this.evaluation = evaluation;
    }

    /** How faithful the maps are, and whether they point at the finding where it is known. */
    Table numbers(List<ExplainedCandidate> candidates) {
        List<Row> rows = new ArrayList<>();
        for (ExplainedCandidate candidate : candidates) {
            rows.add(row(candidate, "Grad-CAM", ExplainedCase::gradCam, DASH));
            double off = mean(candidate, ExplainedCase::incompleteness) / mean(candidate, ExplainedCase::difference);
            rows.add(row(candidate, "Integrated gradients", ExplainedCase::gradients, Numbers.percent(off)));
        }
        return new Table(
                "How far the maps may be trusted",
                List.of(
                        Column.text("Network"),
                        Column.text("Map"),
                        Column.number("Deletion"),
                        Column.number("Insertion"),
                        Column.number("Within the finding"),
                        Column.number("Peak in it"),
                        Column.number("By chance"),
                        Column.number("Incompleteness")),
                rows,
                List.of(
                        "Deletion and insertion: area under the probability while the map's pixels, the most important first, are blurred"
                                + " (low is good) or appear (high is good); for classes only.",
                        "Within the finding: mean share of the map's positive mass inside the known mask, widened by 4 % of the width;"
                                + " by chance: the share of the picture that the widened mask covers; peak in it: share of pictures whose"
                                + " largest value lies inside. Only where the study knows the masks.",
                        "Incompleteness: mean distance between the sum of the integrated gradients and the difference in score that they"
                                + " explain, as a share of the mean difference. Above some 5 % the score is so rough along the way that the map is"
                                + " not to be trusted."));
    }

    private Row row(
            ExplainedCandidate candidate, String map, Function<ExplainedCase, double[]> which, String incompleteness) {
        String deletion = DASH;
        String insertion = DASH;
        Outcome<?> outcome = evaluation.task().outcome();
        if (outcome instanceof Category) {
            List<Faithfulness> judged = IntStream.range(0, candidate.cases().size())
                    .mapToObj(i -> candidate
                            .cases()
                            .get(i)
                            .faithfulness(
                                    candidate.by().get(i),
                                    evaluation.cohort(),
                                    which.apply(candidate.cases().get(i))))
                    .toList();
            deletion = Numbers.measure(judged.stream()
                    .mapToDouble(Faithfulness::deletion)
                    .average()
                    .orElse(Double.NaN));
            insertion = Numbers.measure(judged.stream()
                    .mapToDouble(Faithfulness::insertion)
                    .average()
                    .orElse(Double.NaN));
        }
        return Row.of(
                candidate.name(),
                map,
                deletion,
                insertion,
                Numbers.percent(mean(candidate, one -> one.within(which.apply(one)))),
                Numbers.percent(mean(candidate, one -> {
                    var hit = one.hit(which.apply(one));
                    return hit.isPresent() ? hit.getAsInt() : Double.NaN;
                })),
                Numbers.percent(mean(candidate, ExplainedCase::covered)),
                incompleteness);
    }

    private static double mean(ExplainedCandidate candidate, ToDoubleFunction<ExplainedCase> of) {
        return candidate.cases().stream()
                .mapToDouble(of)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** Mean maps over mean pictures of each group that is large enough to hide its members; empty where none is. */
    Optional<Block> averages(ExplainedCandidate candidate) {
        Outcome<?> outcome = evaluation.task().outcome();
        int[] strata = outcome.strata(evaluation.cohort());
        List<Picture> pictures = new ArrayList<>();
        for (int group = 0; group < outcome.strataNames().size(); group++) {
            int wanted = group;
            List<ExplainedCase> members = candidate.cases().stream()
                    .filter(one -> strata[one.row()] == wanted)
                    .toList();
            if (members.size() >= SmallCells.LEAST) {
                pictures.add(new Picture(
                        Png.write(averaged(members)),
                        outcome.strataNames().get(group) + ": mean of " + members.size()));
            }
        }
        return pictures.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pictures(
                        "explanations-mean-" + candidate.name(),
                        candidate.name() + ": where it looks on average",
                        "Mean Grad-CAM map over the mean picture, of the explained test pictures of each group; single pictures are in the"
                                + " file of individuals, where the study asks for it.",
                        4,
                        pictures));
    }

    private static Image averaged(List<ExplainedCase> members) {
        ExplainedCase first = members.get(0);
        float[] grey = new float[first.grey().length];
        double[] map = new double[grey.length];
        for (ExplainedCase member : members) {
            double largest = Math.max(
                    1e-12, java.util.Arrays.stream(member.gradCam()).max().orElse(0));
            for (int i = 0; i < map.length; i++) {
                grey[i] += member.grey()[i] / members.size();
                map[i] += member.gradCam()[i] / largest / members.size();
            }
        }
        return HeatMap.over(grey, map, first.height(), first.width());
    }

    /** Single pictures beside their maps. */
    Pictures single(ExplainedCandidate candidate) {
        boolean masked = candidate.cases().stream().anyMatch(one -> one.mask().isPresent());
        List<Picture> pictures = new ArrayList<>();
        int shown = Math.min(SHOWN, candidate.cases().size());
        for (int number = 0; number < shown; number++) {
            // evenly spaced: tables are often sorted by class
            int i = number * candidate.cases().size() / shown;
            ExplainedCase one = candidate.cases().get(i);
            Image plain = Image.ofPlanes(one.grey(), 1, one.height(), one.width());
            pictures.add(new Picture(Png.write(plain), label(candidate, i)));
            pictures.add(new Picture(
                    Png.write(HeatMap.over(one.grey(), one.gradCam(), one.height(), one.width())), "Grad-CAM"));
            pictures.add(new Picture(
                    Png.write(HeatMap.over(one.grey(), one.gradients(), one.height(), one.width())),
                    "integrated gradients"));
            if (masked) {
                pictures.add(finding(one));
            }
        }
        return new Pictures(
                "explanations-single-" + candidate.name(),
                candidate.name() + ": picture by picture",
                "Test pictures; the prediction is that of the model which had not seen them, the maps are those of the model fitted to all"
                        + " rows.",
                masked ? 4 : 6,
                pictures);
    }

    private static Picture finding(ExplainedCase one) {
        boolean[] mask = one.mask().orElseGet(() -> new boolean[one.grey().length]);
        double[] map = IntStream.range(0, mask.length)
                .mapToDouble(place -> mask[place] ? 1 : 0)
                .toArray();
        return new Picture(
                Png.write(HeatMap.over(one.grey(), map, one.height(), one.width())),
                one.mask().isPresent() ? "where the finding is" : "no finding");
    }

    private String label(ExplainedCandidate candidate, int number) {
        ExplainedCase one = candidate.cases().get(number);
        Outcome<?> outcome = evaluation.task().outcome();
        String truth = outcome.strataNames().get(outcome.strata(evaluation.cohort())[one.row()]);
        if (outcome instanceof Category category
                && candidate.probabilities(number).isPresent()) {
            double[] p = candidate.probabilities(number).get();
            int k = category.binary()
                    ? category.positiveClass()
                    : IntStream.range(0, p.length).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
            return "is " + truth + "; " + category.classes().get(k) + " " + Numbers.percent(p[k]);
        }
        if (candidate.predicted() instanceof SurvivalCurves curves) {
            return truth + "; risk " + Numbers.measure(curves.risk(candidate.places()[number]));
        }
        return truth;
    }
}
