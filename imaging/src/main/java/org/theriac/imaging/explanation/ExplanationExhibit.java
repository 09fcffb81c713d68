package org.theriac.imaging.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.learning.network.NetworkParts;

/** Grad-CAM and integrated gradients of every network of pictures: judged in numbers, averaged over groups, and, for individuals, picture by picture. */
public final class ExplanationExhibit implements Exhibit<Outcome<Predictions>, Predictions> {
    /** Pictures that are explained; each takes a hundred passes through the network. */
    private static final int EXPLAINED = 32;

    @Override
    public String id() {
        return "explanations";
    }

    @Override
    @SuppressWarnings("unchecked") // for any outcome whose head has a score
    public Class<Outcome<Predictions>> outcome() {
        return (Class<Outcome<Predictions>>) (Class<?>) Outcome.class;
    }

    @Override
    public List<Section> show(Evaluation<Outcome<Predictions>, Predictions> evaluation, Run run) {
        List<ExplainedCandidate> explained = new ArrayList<>();
        for (Candidate<Outcome<Predictions>, Predictions> candidate : evaluation.candidates()) {
            candidate
                    .whole()
                    .flatMap(whole -> whole.as(NetworkParts.class))
                    .filter(parts -> ExplainedNetwork.of(parts, 0).isPresent())
                    .ifPresent(parts -> explained.add(explain(evaluation, candidate, parts, run)));
        }
        if (explained.isEmpty()) {
            return List.of();
        }
        ExplanationPages pages = new ExplanationPages(evaluation);
        List<Block> general = new ArrayList<>();
        general.add(Paragraph.text(
                "Where the networks look, for " + explained.get(0).cases().size()
                        + " test pictures drawn at random, by the models fitted to all rows: Grad-CAM weighs the channels of the last map by"
                        + " their gradients; integrated gradients add up the gradient on the way from a blank picture. A map shows what moved"
                        + " the score, not whether that was right."));
        general.add(pages.numbers(explained));
        explained.forEach(candidate -> pages.averages(candidate).ifPresent(general::add));
        List<Block> single = new ArrayList<>();
        explained.forEach(candidate -> single.add(pages.single(candidate)));
        return List.of(
                new Section(id(), "Where the networks look", general),
                new Section(id() + "-individuals", "Where the networks look, picture by picture", single)
                        .ofIndividuals());
    }

    private static ExplainedCandidate explain(
            Evaluation<Outcome<Predictions>, Predictions> evaluation,
            Candidate<Outcome<Predictions>, Predictions> candidate,
            NetworkParts parts,
            Run run) {
        int[] test = evaluation.parts().get(0).test();
        int[] chosen = chosen(test.length, run.random("explained pictures", 0));
        Predictions predicted = candidate.predictions().get(0);
        TreeMap<Integer, ExplainedNetwork> networks = new TreeMap<>();
        List<ExplainedCase> cases = new ArrayList<>();
        List<ExplainedNetwork> by = new ArrayList<>();
        try (Progress progress = run.progress("explaining " + candidate.name(), chosen.length)) {
            for (int at : chosen) {
                run.checkStop();
                int which = explainedClass(evaluation.task().outcome(), predicted, at);
                ExplainedNetwork network = networks.computeIfAbsent(
                        which, k -> ExplainedNetwork.of(parts, k).orElseThrow());
                cases.add(ExplainedCase.of(network, evaluation.cohort(), test[at]));
                by.add(network);
                progress.at(cases.size(), "");
            }
        }
        return new ExplainedCandidate(candidate.name(), cases, by, chosen, predicted);
    }

    private static int[] chosen(int rows, RandomGenerator random) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        int[] chosen = Arrays.copyOf(order, Math.min(EXPLAINED, rows));
        Arrays.sort(chosen);
        return chosen;
    }

    /** Of two classes the positive one, of more the one that was predicted; 0 for an outcome without classes. */
    private static int explainedClass(Outcome<?> outcome, Predictions predicted, int row) {
        if (!(outcome instanceof Category category) || !(predicted instanceof ClassProbabilities classes)) {
            return 0;
        }
        if (category.binary()) {
            return category.positiveClass();
        }
        double[] p = classes.probability()[row];
        return IntStream.range(0, p.length).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
    }

    /**
     * A candidate with its explained pictures.
     *
     * @param by the network that explains each
     * @param places of the pictures among the test rows
     * @param predicted of the first part's test rows
     */
    record ExplainedCandidate(
            String name, List<ExplainedCase> cases, List<ExplainedNetwork> by, int[] places, Predictions predicted) {
        Optional<double[]> probabilities(int number) {
            return predicted instanceof ClassProbabilities classes
                    ? Optional.of(classes.probability()[places[number]])
                    : Optional.empty();
        }
    }
}
