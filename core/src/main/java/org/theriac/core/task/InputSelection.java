package org.theriac.core.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.study.Meaning;

/**
 * Which columns of a cohort are inputs, and why the others are not.
 *
 * @param known columns known at these moments may be inputs
 * @param source columns of these origins may be inputs
 * @param only if not empty: these columns and no others
 * @param except never these columns
 */
@Meaning("Which columns may be inputs: all that the data dictionary allows, unless they are named.")
public record InputSelection(
        @Meaning("Moments at which an input may be known: before or at the prediction.")
        List<Definition.Known> known,

        @Meaning(
                "Origins that an input may have: measured, judged (a physician's estimate), model (another model's output).")
        List<Definition.Source> source,

        @Meaning("Only these columns; empty: all that are allowed.")
        List<String> only,

        @Meaning("Never these columns.") List<String> except) {

    public static final InputSelection DEFAULTS = new InputSelection(
            List.of(Definition.Known.BEFORE, Definition.Known.AT),
            List.of(Definition.Source.values()),
            List.of(),
            List.of());

    public InputSelection {
        known = List.copyOf(known);
        source = List.copyOf(source);
        only = List.copyOf(only);
        except = List.copyOf(except);
    }

    /** A column that is not an input, with the reason in a few words. */
    public record Exclusion(String column, String reason) {}

    /** The chosen inputs in the table's order, and the columns that were left out. */
    public record Chosen(List<String> inputs, List<Exclusion> exclusions) {}

    /**
     * Applies the selection.
     *
     * @param roles columns that have another role (outcome, subject, part)
     * @throws UserError if a named column does not exist, is known only after the prediction, or nothing is left
     */
    public Chosen choose(Cohort cohort, List<String> roles) {
        refuseUnknown(cohort, only, "only");
        refuseUnknown(cohort, except, "except");
        List<String> inputs = new ArrayList<>();
        List<Exclusion> exclusions = new ArrayList<>();
        for (String name : cohort.names()) {
            String reason = reasonAgainst(cohort, name, roles);
            if (reason.isEmpty()) {
                inputs.add(name);
            } else {
                exclusions.add(new Exclusion(name, reason));
            }
        }
        for (String name : only) {
            if (!inputs.contains(name)) {
                throw new UserError("task.inputs.only names column '" + name + "', which cannot be an input: "
                        + reasonAgainst(cohort, name, roles) + ". Take it out of the list" + remedy(cohort, name)
                        + ".");
            }
        }
        return new Chosen(List.copyOf(inputs), List.copyOf(exclusions));
    }

    private String remedy(Cohort cohort, String name) {
        Definition definition = cohort.definition(name);
        return known.contains(definition.known()) && !source.contains(definition.source())
                ? ", or add '" + word(definition.source()) + "' to task.inputs.source"
                : "";
    }

    private String reasonAgainst(Cohort cohort, String name, List<String> roles) {
        Definition definition = cohort.definition(name);
        Column<?> column = cohort.column(name);
        if (roles.contains(name)) {
            return "it is the outcome or a key";
        }
        if (!known.contains(definition.known())) {
            return "known " + word(definition.known())
                    + (definition.known() == Definition.Known.AT ? " the prediction" : " the moment of prediction");
        }
        if (!source.contains(definition.source())) {
            return definition.source() == Definition.Source.MODEL
                    ? "another model's output"
                    : "a person's judgement of the prognosis";
        }
        if (except.contains(name)) {
            return "left out by the study (except)";
        }
        if (!only.isEmpty() && !only.contains(name)) {
            return "not named by the study (only)";
        }
        if (column instanceof TextColumn) {
            return "text: identifiers and notes are not inputs";
        }
        if (column.missingCount() == cohort.rows()) {
            return "no value in any row";
        }
        return "";
    }

    private static void refuseUnknown(Cohort cohort, List<String> names, String key) {
        for (String name : names) {
            if (!cohort.has(name)) {
                throw new UserError("task.inputs." + key + " names column '" + name
                        + "', which the table does not have; its columns are: " + String.join(", ", cohort.names())
                        + ".");
            }
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a column of this origin is a warning in itself: decision support built on other predictions. */
    public static boolean isPrediction(Definition definition) {
        return Arrays.asList(Definition.Source.JUDGED, Definition.Source.MODEL).contains(definition.source());
    }
}
