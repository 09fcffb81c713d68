package org.theriac.app.command;

import java.util.List;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Predictions as comma-separated values: a line for each row. */
final class PredictionTable {
    private PredictionTable() {}

    static String of(
            Predictions predictions,
            AuxiliaryOutputs.Columns auxiliary,
            Cohort rows,
            Optional<String> subject,
            List<Double> times,
            Outcome<?> outcome) {
        if (predictions instanceof SurvivalCurves curves && outcome instanceof TimeToEvent event) {
            return survival(curves, auxiliary.all(), rows, subject, times, event.unit());
        }
        throw new UserError(
                "predictions of the outcome '" + outcome.describe() + "' cannot be written as a table yet.");
    }

    private static String survival(
            SurvivalCurves curves,
            List<Column<?>> further,
            Cohort rows,
            Optional<String> subject,
            List<Double> asked,
            String unit) {
        List<Double> times = asked.isEmpty() ? quarters(curves.times()) : asked;
        StringBuilder csv = new StringBuilder("row");
        subject.ifPresent(column -> csv.append(',').append(quoted(column)));
        csv.append(",risk,").append(quoted("median_" + unit));
        times.forEach(time -> csv.append(",survival_at_").append(plain(time)));
        further.forEach(column -> csv.append(',').append(quoted(column.name())));
        csv.append('\n');
        for (int row = 0; row < curves.rows(); row++) {
            csv.append(row + 1);
            if (subject.isPresent()) {
                csv.append(',').append(quoted(rows.subject(row)));
            }
            double median = curves.quantile(row, 0.5);
            csv.append(',').append(curves.risk(row)).append(',').append(Double.isInfinite(median) ? "" : plain(median));
            for (double time : times) {
                csv.append(',').append(curves.survivalAt(row, time));
            }
            for (Column<?> column : further) {
                csv.append(',').append(column.missing(row) ? "" : quoted(String.valueOf(column.get(row))));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** A quarter, a half and three quarters of the way through the times of training. */
    private static List<Double> quarters(double[] times) {
        int n = times.length;
        return n < 4 ? List.of() : List.of(times[n / 4], times[n / 2], times[3 * n / 4]);
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
