package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.explanation.EffectCurve;
import org.theriac.core.explanation.Response;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.chart.EffectPlot;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;

/** Which way each of the inputs that matter most works, by the models fitted to all rows. */
final class EffectSection<O extends Outcome<P>, P extends Predictions> {
    private static final int MOST_RESPONSES = 5;
    /** Rows of models that decode files: each costs as much as hundreds of a table. */
    private static final int MOST_ROWS_OF_FILES = 32;

    private final Evaluation<O, P> evaluation;
    private final Asked<O, P> asked;
    private final Run run;

    EffectSection(Evaluation<O, P> evaluation, Asked<O, P> asked, Run run) {
        this.evaluation = evaluation;
        this.asked = asked;
        this.run = run;
    }

    /** @param ranked inputs from the one that matters most */
    Optional<Section> section(List<String> ranked) {
        List<Response> responses = asked.questions().responses();
        int curves = asked.report().importance().curves();
        if (curves == 0 || responses.isEmpty() || responses.size() > MOST_RESPONSES) {
            return Optional.empty();
        }
        Cohort rows = sample(asked.report().importance().rows());
        List<String> inputs = ranked.isEmpty() ? evaluation.task().inputs() : ranked;
        List<Block> figures = new ArrayList<>();
        try (Progress progress = run.progress("effect curves", Math.min(curves, inputs.size()))) {
            for (String input : inputs) {
                if (figures.size() < curves) {
                    figure(input, rows).ifPresent(figures::add);
                    progress.at(figures.size(), "");
                }
            }
        }
        if (figures.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                Paragraph.text(
                        "The mean prediction if every row had the same value of one column and kept all others (partial"
                                + " dependence), by the models fitted to all rows; shaded or barred: the middle half of the rows. The dots beneath are as"
                                + " large as the share of rows with such a value: where they vanish, hardly anybody was there to learn from."));
        blocks.addAll(figures);
        blocks.add(Paragraph.note(
                "Where columns go together the curve also averages over combinations that no patient has. It describes the model; it does"
                        + " not say what would happen if a patient's value were changed."));
        return Optional.of(new Section("effects", "Which way the inputs work", blocks));
    }

    private Cohort sample(int most) {
        Cohort cohort = evaluation.cohort();
        int[] all = cohort.allRows();
        if (all.length <= most) {
            return cohort;
        }
        var random = run.random("effect rows", 0);
        for (int i = 0; i < most; i++) {
            int j = i + random.nextInt(all.length - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        int[] chosen = Arrays.copyOf(all, most);
        Arrays.sort(chosen);
        return cohort.take(chosen);
    }

    private Optional<Figure> figure(String input, Cohort rows) {
        List<Response> responses = asked.questions().responses();
        List<EffectPlot.Line> lines = new ArrayList<>();
        List<EffectCurve> curves = new ArrayList<>();
        // of several classes each has its curve, by the reference alone: methods times classes would hide both
        List<Candidate<O, P>> shown = responses.size() == 1
                ? evaluation.candidates()
                : List.of(evaluation.candidates().get(evaluation.reference()));
        Cohort bounded =
                shown.stream().flatMap(candidate -> candidate.whole().stream()).anyMatch(this::decodes)
                                && rows.rows() > MOST_ROWS_OF_FILES
                        ? rows.take(IntStream.range(0, MOST_ROWS_OF_FILES).toArray())
                        : rows;
        for (Candidate<O, P> candidate : shown) {
            Optional<Model<P>> whole =
                    candidate.whole().filter(model -> model.inputs().contains(input));
            for (Response response : responses) {
                whole.flatMap(model -> EffectCurve.of(model, response, bounded, input, run))
                        .ifPresent(curve -> {
                            curves.add(curve);
                            String name = responses.size() == 1 ? candidate.name() : response.name();
                            lines.add(new EffectPlot.Line(name, curve.mean(), curve.lower(), curve.upper()));
                        });
            }
        }
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        EffectCurve first = curves.get(0);
        String title = evaluation.cohort().definition(input).heading();
        String probability = responses.size() == 1 ? responses.get(0).name() : "Probability";
        return Optional.of(new EffectPlot(title, probability, first.grid(), first.levels(), first.support(), lines)
                .figure("effect-" + input, title, "", alternative(title, lines)));
    }

    private boolean decodes(Model<?> model) {
        return model.inputs().stream().anyMatch(name -> evaluation.cohort().column(name) instanceof FileColumn<?>);
    }

    private static String alternative(String title, List<EffectPlot.Line> lines) {
        List<String> said = new ArrayList<>();
        for (EffectPlot.Line line : lines) {
            said.add(line.name() + " " + Numbers.percent(line.mean()[0]) + " to "
                    + Numbers.percent(line.mean()[line.mean().length - 1]));
        }
        return "Mean prediction from the first to the last value of " + title + ": " + String.join("; ", said) + ".";
    }
}
