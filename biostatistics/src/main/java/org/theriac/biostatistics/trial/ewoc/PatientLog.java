package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.theriac.biostatistics.trial.design.Conduct;
import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.ewoc.LoggedPatient.Answer;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.run.Run;
import org.theriac.core.study.Words;

/**
 * Reads the log of a real trial: columns {@code dose_x, dose_y} in the drugs' units, {@code dlt} and {@code response} (0, 1 or pending), {@code stage}
 * (1 or 2); rows in the order of treatment. All problems are told at once.
 */
final class PatientLog {
    private static final List<String> COLUMNS = List.of("dose_x", "dose_y", "dlt", "response", "stage");

    /** Doses are read as decimals: this share of the range is rounding, not a deviation. */
    private static final double SLACK = 1e-6;

    private final EwocTwoDrugs design;
    private final Conduct conduct;
    private final Cohort log;
    private final Run run;
    private final List<String> problems = new ArrayList<>();
    private final List<LoggedPatient> patients = new ArrayList<>();

    private PatientLog(EwocTwoDrugs design, Conduct conduct, Cohort log, Run run) {
        this.design = design;
        this.conduct = conduct;
        this.log = log;
        this.run = run;
    }

    /** @throws UserError with a line for each problem */
    static List<LoggedPatient> read(EwocTwoDrugs design, Conduct conduct, Cohort log, Run run) {
        PatientLog reading = new PatientLog(design, conduct, log, run);
        reading.readAll();
        if (!reading.problems.isEmpty()) {
            throw new UserError(String.join("\n", reading.problems));
        }
        return List.copyOf(reading.patients);
    }

    private void readAll() {
        for (String column : COLUMNS) {
            if (!log.has(column)) {
                throw new UserError("the log of patients has no column '" + column + "'"
                        + Words.meant(column, unknownColumns()) + "; it needs " + String.join(", ", COLUMNS)
                        + ", and has " + String.join(", ", log.names()) + ".");
            }
        }
        NumberColumn x = doses("dose_x", design.drugX());
        NumberColumn y = doses("dose_y", design.drugY());
        Map<String, Integer> seen = new HashMap<>();
        for (int row = 0; row < log.rows(); row++) {
            Integer earlier = seen.putIfAbsent(log.subject(row), row);
            if (earlier != null) {
                problem(
                        row,
                        "the patient stands in the log a second time; the first is " + log.place(earlier)
                                + ". Each patient has one row.");
            }
            int problemsBefore = problems.size();
            double doseX = dose(x, row, design.drugX());
            double doseY = dose(y, row, design.drugY());
            boolean dosesExist = problems.size() == problemsBefore;
            int stage = stage(row);
            Combination given = new Combination(doseX, doseY);
            patients.add(new LoggedPatient(log.place(row), given, answer("dlt", row), answer("response", row), stage));
            checkStage(row, stage);
            if (dosesExist && stage == 1 && row < design.stageOne().patients()) {
                checkRise(row, true);
                checkRise(row, false);
            }
        }
        int most = design.stageOne().patients() + design.stageTwo().patients();
        if (log.rows() > most) {
            problem(
                    most,
                    "found patient " + (most + 1) + "; allowed: " + most + " patients, "
                            + design.stageOne().patients() + " in stage one and "
                            + design.stageTwo().patients() + " in stage two.");
        }
    }

    /** Columns of the table that no name of the log stands for: one of them may be a misspelt one. */
    private List<String> unknownColumns() {
        return log.names().stream().filter(name -> !COLUMNS.contains(name)).toList();
    }

    private void problem(int row, String sentence) {
        problems.add(log.place(row) + ": " + sentence);
    }

    private NumberColumn doses(String name, Drug drug) {
        Column<?> column = log.column(name);
        if (column instanceof NumberColumn numbers) {
            return numbers;
        }
        throw new UserError("the column '" + name + "' of the log holds words, such as '" + firstWord(column)
                + "'; allowed: the doses of " + drug.name() + " as numbers, all in " + drug.unit()
                + " and without the unit.");
    }

    private static String firstWord(Column<?> column) {
        for (int row = 0; row < column.rows(); row++) {
            if (!column.missing(row)) {
                return String.valueOf(column.get(row));
            }
        }
        return "";
    }

    /** Standardised; within the range to the last bit. */
    private double dose(NumberColumn column, int row, Drug drug) {
        String allowed = "; allowed: " + text(drug.minimum()) + " to " + text(drug.maximum()) + " " + drug.unit()
                + " of " + drug.name();
        if (column.missing(row)) {
            problem(row, column.name() + ": the dose is missing" + allowed + ".");
            return 0;
        }
        double standardised = drug.standardised(column.value(row));
        if (standardised < -SLACK || standardised > 1 + SLACK) {
            problem(
                    row,
                    column.name() + ": found " + text(column.value(row)) + allowed
                            + ". Check that all doses are in this unit.");
        }
        return Math.max(0, Math.min(1, standardised));
    }

    private Answer answer(String name, int row) {
        if (log.column(name).missing(row)) {
            run.notice(
                    "missing-outcome", "Outcomes that the log leaves empty (column " + name + ") count as pending.", 1);
            return Answer.PENDING;
        }
        String word = log.key(row, name).strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "0", "0.0" -> Answer.NO;
            case "1", "1.0" -> Answer.YES;
            case "pending" -> Answer.PENDING;
            default -> {
                problem(row, name + ": found '" + word + "'; allowed: 0, 1 or pending.");
                yield Answer.PENDING;
            }
        };
    }

    private int stage(int row) {
        String word =
                log.column("stage").missing(row) ? "" : log.key(row, "stage").strip();
        return switch (word) {
            case "1", "1.0" -> 1;
            case "2", "2.0" -> 2;
            default -> {
                problem(row, "stage: found " + (word.isEmpty() ? "nothing" : "'" + word + "'") + "; allowed: 1 or 2.");
                yield expectedStage(row);
            }
        };
    }

    private int expectedStage(int row) {
        return row < design.stageOne().patients() ? 1 : 2;
    }

    private void checkStage(int row, int stage) {
        if (stage != expectedStage(row)
                && row < design.stageOne().patients() + design.stageTwo().patients()) {
            problem(
                    row,
                    "stage: found " + stage + " for patient " + (row + 1) + "; allowed: the first "
                            + design.stageOne().patients()
                            + " patients are stage 1, the others stage 2, in the order of treatment.");
        }
    }

    /** A dose of stage one may not lie above its track's last one by more than the largest step. */
    private void checkRise(int row, boolean ofX) {
        Drug drug = ofX ? design.drugX() : design.drugY();
        double given = dose(row, ofX);
        double before = row < 2 ? 0 : dose(row - 2, ofX);
        double most = row < 2 ? 0 : before + design.stageOne().largestStep();
        if (given <= most + SLACK) {
            return;
        }
        String sentence = "patient " + (row + 1) + " received " + text(drug.dose(given)) + " " + drug.unit() + " of "
                + drug.name() + ", the design allowed at most " + text(drug.dose(Math.min(1, most)))
                + (row < 2
                        ? ": the first cohort receives the least doses."
                        : ": patient " + (row - 1) + " on the same track received " + text(drug.dose(before))
                                + ", and a dose may rise by "
                                + text(design.stageOne().largestStep() * (drug.maximum() - drug.minimum())) + ".");
        if (conduct.acceptDeviations()) {
            run.notice("dose-deviation", log.place(row) + ": " + sentence, 1);
        } else {
            problem(row, sentence + " Correct the log, or write conduct: {accept_deviations: true} if it happened so.");
        }
    }

    private double dose(int row, boolean ofX) {
        Combination given = patients.get(row).given();
        return ofX ? given.x() : given.y();
    }

    /** As people write doses: up to two decimals. */
    static String text(double dose) {
        return java.math.BigDecimal.valueOf(dose)
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
