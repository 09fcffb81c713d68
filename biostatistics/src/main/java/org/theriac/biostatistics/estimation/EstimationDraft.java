package org.theriac.biostatistics.estimation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Definition;
import org.theriac.core.kind.StudyDraft;
import org.theriac.core.study.Words;
import org.theriac.core.table.Description.ColumnSummary;
import org.theriac.core.table.Draft;

/** Drafts what a paper on times to an event reports: who the patients are, curves and their test by group, a Cox model. */
public final class EstimationDraft implements StudyDraft {
    private static final int MOST_TERMS = 10;
    private static final int MOST_GROUPS = 5;
    private static final int LEAST_TAKEN_AS_NUMBER = 6;
    private static final double MOST_MISSING = 0.2;
    private static final Pattern TREATMENT = Pattern.compile(
            "(.*[ _.])?(arm|treat|treatment|trt|rx|drug|group|randomi[sz]ed|allocation)([ _.].*)?",
            Pattern.CASE_INSENSITIVE);

    @Override
    public List<String> lines(Draft draft) {
        if (draft.category().isPresent()) {
            throw new UserError("an estimation study is of times to an event, not of a class ("
                    + draft.category().get()
                    + "). Name the columns with --time COLUMN --event COLUMN, or leave --kind out.");
        }
        List<ColumnSummary> columns = draft.characteristics().stream()
                .filter(column ->
                        column.missing() <= MOST_MISSING * draft.description().rows())
                .filter(EstimationDraft::usable)
                .limit(MOST_TERMS)
                .toList();
        List<String> lines = new ArrayList<>(List.of("outcome:", "  " + draft.outcome(), "analyses:"));
        String by = grouping(columns).map(Words::quoted).orElse("");
        if (!columns.isEmpty()) {
            lines.add(
                    "  - characteristics: {columns: [" + listed(columns.stream().map(ColumnSummary::name)) + "]}");
        }
        lines.add("  - kaplan_meier: {by: [" + by + "]}");
        if (!by.isEmpty()) {
            lines.add("  - log_rank: {by: [" + by + "]}");
        }
        if (!columns.isEmpty()) {
            lines.add("  - cox: {terms: [" + listed(columns.stream().map(EstimationDraft::term))
                    + "]}   # the first columns: choose by what the study asks");
        }
        return lines;
    }

    private static String listed(Stream<String> names) {
        return names.map(Words::quoted).collect(Collectors.joining(", "));
    }

    /** A column of one value tells nothing, one of many categories has a coefficient for each; a backtick ends a name in a term. */
    private static boolean usable(ColumnSummary column) {
        boolean category = column.type() == Definition.Type.CATEGORY;
        return column.distinct() > 1
                && (!category || column.distinct() < LEAST_TAKEN_AS_NUMBER)
                && column.name().indexOf('`') < 0;
    }

    /** Few different numbers are most often codes. */
    private static String term(ColumnSummary column) {
        boolean codes = column.type() == Definition.Type.NUMBER
                && column.distinct() > 2
                && column.distinct() < LEAST_TAKEN_AS_NUMBER;
        return (codes ? Term.category(column.name()) : Term.column(column.name())).text();
    }

    /** What was given to the patients, if a name says so; or else the first column that makes groups. */
    private static Optional<String> grouping(List<ColumnSummary> columns) {
        return columns.stream()
                .filter(column -> column.distinct() <= MOST_GROUPS)
                .min(Comparator.comparing(
                        column -> !TREATMENT.matcher(column.name()).matches()))
                .map(ColumnSummary::name);
    }
}
