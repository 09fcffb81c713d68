package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.explanation.Contributions;
import org.theriac.core.explanation.Explained;
import org.theriac.core.explanation.Importance;
import org.theriac.core.explanation.Response;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Run;
import org.theriac.core.study.ReportSettings;
import org.theriac.core.task.Task;

/**
 * What is asked of the model of every part while it is open: how much each input matters, and what moved the predictions of chosen persons.
 *
 * @param metric whose worsening is importance: the first of the study; empty where the outcome has none
 * @param responses the probabilities that a prediction is read by
 * @param chosen for each part, places of the chosen persons' rows among its test rows
 */
record Questions<O extends Outcome<P>, P extends Predictions>(
        Task<O> task,
        Optional<Metric<O, P>> metric,
        List<Response> responses,
        List<int[]> chosen,
        ReportSettings.Importance importance) {

    static <O extends Outcome<P>, P extends Predictions> Questions<O, P> of(
            Task<O> task, Cohort cohort, List<Metric<O, P>> metrics, List<Part> parts, ReportSettings report, Run run) {
        List<int[]> chosen = report.individuals()
                ? report.subjects().isEmpty()
                        ? drawn(parts, report.mostIndividuals(), run.random("individuals", 0))
                        : named(cohort, parts, report.subjects())
                : parts.stream().map(part -> new int[0]).toList();
        return new Questions<>(
                task, metrics.stream().findFirst(), Response.of(task.outcome(), cohort), chosen, report.importance());
    }

    /** @throws UserError if a subject has no test row; the message does not repeat who it is */
    private static List<int[]> named(Cohort cohort, List<Part> parts, List<String> subjects) {
        Set<String> wanted = new HashSet<>(subjects);
        Set<String> found = new HashSet<>();
        List<int[]> chosen = new ArrayList<>();
        for (Part part : parts) {
            int[] places = IntStream.range(0, part.test().length)
                    .filter(place -> wanted.contains(cohort.subject(part.test()[place])))
                    .toArray();
            Arrays.stream(places).forEach(place -> found.add(cohort.subject(part.test()[place])));
            chosen.add(places);
        }
        if (found.size() < wanted.size()) {
            throw new UserError(
                    "report.subjects names " + wanted.size() + " subjects, of whom " + (wanted.size() - found.size())
                            + " have no test row. Name subjects as the table's subject column does.");
        }
        return chosen;
    }

    private static List<int[]> drawn(List<Part> parts, int most, RandomGenerator random) {
        List<int[]> places = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            for (int place = 0; place < parts.get(p).test().length; place++) {
                places.add(new int[] {p, place});
            }
        }
        TreeMap<Integer, List<Integer>> taken = new TreeMap<>();
        for (int i = 0; i < Math.min(most, places.size()); i++) {
            int j = i + random.nextInt(places.size() - i);
            int[] swap = places.get(i);
            places.set(i, places.get(j));
            places.set(j, swap);
            taken.computeIfAbsent(places.get(i)[0], part -> new ArrayList<>()).add(places.get(i)[1]);
        }
        return IntStream.range(0, parts.size())
                .mapToObj(p -> taken.getOrDefault(p, List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray())
                .toList();
    }

    Explained ask(Model<P> model, Cohort train, Cohort test, int part, Run run) {
        return new Explained(
                metric.map(one -> Importance.of(model, task, one, train, test, importance, run))
                        .orElse(Importance.NONE),
                Contributions.of(model, responses, train, test, chosen.get(part)));
    }
}
