package org.theriac.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Predictions as comma-separated values: a line for each row. */
final class PredictionTable {
    private static final Pattern PLAIN = Pattern.compile("[^,\"\\r\\n]*");

    private PredictionTable() {}

    /** A column of the table: its heading and the text of each row's cell. */
    private record Field(String heading, IntFunction<String> cell) {}

    /**
     * Appends rows.
     *
     * @param before how many rows stand in the table already; the first ones bring the headings
     */
    static void append(
            StringBuilder csv,
            int before,
            Predictions predictions,
            AuxiliaryOutputs.Columns auxiliary,
            Cohort rows,
            Optional<String> subject,
            List<Double> times,
            Outcome<?> outcome) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("row", row -> Integer.toString(before + row + 1)));
        subject.ifPresent(column -> fields.add(new Field(column, rows::subject)));
        fields.addAll(fields(predictions, times, outcome));
        for (Column<?> column : auxiliary.all()) {
            fields.add(new Field(column.name(), row -> column.missing(row) ? "" : String.valueOf(column.get(row))));
        }
        append(csv, fields, before == 0, rows.rows());
    }

    private static List<Field> fields(Predictions predictions, List<Double> times, Outcome<?> outcome) {
        if (predictions instanceof SurvivalCurves curves && outcome instanceof TimeToEvent event) {
            return survival(curves, times, event.unit());
        }
        if (predictions instanceof CumulativeIncidences incidences) {
            return incidences(incidences, times);
        }
        if (!times.isEmpty()) {
            throw new UserError("--times is for models of a time to event; this one predicts " + outcome.describe()
                    + ". Leave the option out.");
        }
        if (predictions instanceof ClassProbabilities classes) {
            return classes(classes);
        }
        throw new IllegalArgumentException("no table for predictions of " + outcome.describe());
    }

    private static List<Field> survival(SurvivalCurves curves, List<Double> asked, String unit) {
        List<Double> times = asked.isEmpty() ? quarters(curves.times()) : asked;
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("risk", row -> Double.toString(curves.risk(row))));
        fields.add(new Field("median_" + unit, row -> {
            double median = curves.quantile(row, 0.5);
            return Double.isInfinite(median) ? "" : NumberColumn.word(median);
        }));
        for (double time : times) {
            fields.add(new Field(
                    "survival_at_" + NumberColumn.word(time), row -> Double.toString(curves.survivalAt(row, time))));
        }
        return fields;
    }

    private static List<Field> incidences(CumulativeIncidences predicted, List<Double> asked) {
        List<Double> times = asked.isEmpty() ? quarters(predicted.times()) : asked;
        List<Field> fields = new ArrayList<>();
        for (int cause = 0; cause < predicted.causes().size(); cause++) {
            int index = cause;
            for (double time : times) {
                fields.add(new Field(
                        "incidence_of_" + predicted.causes().get(cause) + "_at_" + NumberColumn.word(time),
                        row -> Double.toString(predicted.incidenceAt(index, row, time))));
            }
        }
        for (double time : times) {
            fields.add(new Field(
                    "no_event_at_" + NumberColumn.word(time), row -> Double.toString(predicted.survivalAt(row, time))));
        }
        return fields;
    }

    private static List<Field> classes(ClassProbabilities predicted) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("predicted_class", row -> predicted.classes().get(predicted.mostLikely(row))));
        for (int k = 0; k < predicted.classes().size(); k++) {
            int index = k;
            fields.add(new Field(
                    "probability_" + predicted.classes().get(k), row -> Double.toString(predicted.of(row, index))));
        }
        return fields;
    }

    private static void append(StringBuilder csv, List<Field> fields, boolean headed, int rows) {
        if (headed) {
            csv.append(String.join(
                            ",",
                            fields.stream()
                                    .map(field -> quoted(field.heading()))
                                    .toList()))
                    .append('\n');
        }
        for (int row = 0; row < rows; row++) {
            for (int f = 0; f < fields.size(); f++) {
                csv.append(f == 0 ? "" : ",").append(quoted(fields.get(f).cell().apply(row)));
            }
            csv.append('\n');
        }
    }

    /** A quarter, a half and three quarters of the way through the times of training. */
    private static List<Double> quarters(double[] times) {
        int n = times.length;
        return n < 4 ? List.of() : List.of(times[n / 4], times[n / 2], times[3 * n / 4]);
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
