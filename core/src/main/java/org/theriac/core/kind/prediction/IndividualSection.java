package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.explanation.Contributions;
import org.theriac.core.explanation.Response;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOverTime;

/** Chosen test subjects one by one: what was predicted, what became of them, and what drove the predictions. For those who may read their records. */
final class IndividualSection<O extends Outcome<P>, P extends Predictions> {
    private static final int MOST_INPUTS = 10;
    private static final int MOST_POINTS = 120;

    private final Evaluation<O, P> evaluation;
    private final Asked<O, P> asked;

    IndividualSection(Evaluation<O, P> evaluation, Asked<O, P> asked) {
        this.evaluation = evaluation;
        this.asked = asked;
    }

    /** One section for each chosen row; none unless the study asks for individuals. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (int part = 0; part < evaluation.parts().size(); part++) {
            int[] chosen = asked.questions().chosen().get(part);
            for (int i = 0; i < chosen.length; i++) {
                sections.add(section(part, i, sections.size() + 1));
            }
        }
        if (sections.isEmpty()) {
            return List.of();
        }
        List<Section> all = new ArrayList<>();
        all.add(new Section(
                        "individuals",
                        "Test subjects, one by one",
                        List.of(
                                Paragraph.text(
                                        "Each was predicted by models that had not learned from the subject. What drove a prediction: by"
                                                + " how much it is higher or lower than it would be if this one input had the value of a typical"
                                                + " training row, all others kept. Inputs are replaced one at a time, so these parts need not add up."),
                                Paragraph.note("A single course neither proves nor refutes a probability.")))
                .ofIndividuals());
        all.addAll(sections);
        return all;
    }

    private Section section(int part, int i, int number) {
        int place = asked.questions().chosen().get(part)[i];
        int row = evaluation.parts().get(part).test()[place];
        List<Block> blocks = new ArrayList<>();
        blocks.add(predictions(part, place, row));
        curves(part, place, number).ifPresent(blocks::add);
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            drivers(c, part, i, row).ifPresent(blocks::add);
        }
        String subject = evaluation.cohort().subject(row);
        return new Section("individual-" + number, "Subject " + subject, blocks).ofIndividuals();
    }

    private Table predictions(int part, int place, int row) {
        List<Row> rows = new ArrayList<>();
        Cohort cohort = evaluation.cohort();
        for (String column : evaluation.task().outcome().columns()) {
            rows.add(new Row(
                    List.of("Observed: " + cohort.definition(column).label(), value(cohort.column(column), row)),
                    0,
                    true));
        }
        for (Candidate<O, P> candidate : evaluation.candidates()) {
            Predictions own = candidate.predictions().get(part).take(new int[] {place});
            for (Response response : asked.questions().responses()) {
                rows.add(Row.of(
                        candidate.name() + ": " + response.name(),
                        Numbers.percent(response.of().apply(own)[0])));
            }
        }
        return new Table(
                "Predicted and observed", List.of(Table.Column.text(""), Table.Column.number("")), rows, List.of());
    }

    private Optional<Figure> curves(int part, int place, int number) {
        List<LinesOverTime.Line> lines = new ArrayList<>();
        for (Candidate<O, P> candidate : evaluation.candidates()) {
            if (candidate.predictions().get(part) instanceof SurvivalCurves curves) {
                double[] times = curves.times();
                int stride = Math.max(1, times.length / MOST_POINTS);
                double[] time = IntStream.iterate(0, k -> k < times.length, k -> k + stride)
                        .mapToDouble(k -> times[k])
                        .toArray();
                double[] survival = IntStream.iterate(0, k -> k < times.length, k -> k + stride)
                        .mapToDouble(k -> curves.survival(place, k))
                        .toArray();
                double[] none = new double[time.length];
                java.util.Arrays.fill(none, Double.NaN);
                lines.add(new LinesOverTime.Line(candidate.name(), time, survival, none, none));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new LinesOverTime(timeTitle(), "Predicted survival", true, Optional.empty(), lines)
                        .figure(
                                "individual-curves-" + number,
                                "Predicted survival",
                                "",
                                "Predicted survival curves of one subject, method beside method."));
    }

    private String timeTitle() {
        return evaluation.task().outcome() instanceof TimeToEvent time ? "Time (" + time.unit() + ")" : "Time";
    }

    private Optional<Table> drivers(int c, int part, int i, int row) {
        Contributions contributions = asked.explained().get(c).get(part).contributions();
        if (contributions.columns().isEmpty()) {
            return Optional.empty();
        }
        Cohort cohort = evaluation.cohort();
        List<Response> responses = asked.questions().responses();
        List<Integer> order = IntStream.range(0, contributions.columns().size())
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -largest(contributions, i, column)))
                .limit(MOST_INPUTS)
                .toList();
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("Input"), Table.Column.number("Value"), Table.Column.number("Typical value")));
        responses.forEach(response -> columns.add(
                Table.Column.number(responses.size() == 1 ? "Change of the probability" : response.name())));
        List<Row> rows = new ArrayList<>();
        for (int column : order) {
            String name = contributions.columns().get(column);
            List<String> cells = new ArrayList<>(List.of(
                    cohort.definition(name).heading(),
                    value(cohort.column(name), row),
                    contributions.typical().get(column)));
            for (int r = 0; r < responses.size(); r++) {
                double change = contributions.change()[r][i][column];
                cells.add((change > 0 ? "+" : "") + Numbers.measure(100 * change));
            }
            rows.add(Row.of(cells));
        }
        return Optional.of(new Table(
                "What drove the prediction of " + evaluation.candidates().get(c).name(),
                columns,
                rows,
                List.of("In percentage points, largest first.")));
    }

    private static double largest(Contributions contributions, int i, int column) {
        double largest = 0;
        for (double[][] ofResponse : contributions.change()) {
            largest = Math.max(largest, Math.abs(ofResponse[i][column]));
        }
        return largest;
    }

    private static String value(Column<?> column, int row) {
        if (column.missing(row)) {
            return "–";
        }
        if (column instanceof FileColumn<?> files) {
            return files.fileName(row);
        }
        if (column instanceof NumberColumn numbers) {
            return Numbers.value(numbers.value(row));
        }
        return String.valueOf(column.get(row));
    }
}
