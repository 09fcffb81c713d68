package org.theriac.core.study;

import java.util.List;
import java.util.Optional;

/**
 * How the report is written, and what it shows beyond the scores.
 *
 * @param title its heading
 * @param language of headings, sentences, tables and charts
 * @param individuals whether a second file with single persons' rows, curves and pictures is written
 * @param subjects whom that file shows; empty: some, drawn at random
 * @param mostIndividuals how many are drawn
 * @param subgroups columns by which the scores are parted; empty: age, sex and race where columns are recognised; {@value #NONE} alone: none
 * @param importance how much each input matters, and which way it works
 */
@Meaning("How the report is written, and what it shows beyond the scores.")
public record ReportSettings(
        @Meaning("Heading of the report; the study's name unless given.")
        Optional<String> title,

        @Meaning("Language of headings, sentences, tables and charts: English or Chinese.")
        Language language,

        @Meaning(
                "Whether a second file is written that shows single persons: their rows, curves and pictures. It must not leave the hospital.")
        boolean individuals,

        @Meaning("Subjects whom that file shows; empty: some of the test rows, drawn at random.")
        List<String> subjects,

        @Meaning("How many test rows are drawn for that file.") @Range(min = 1, max = 10_000)
        int mostIndividuals,

        @Meaning(
                "Columns by which the scores are parted into subgroups; empty: age, sex and race where columns are recognised by name; [none]: none.")
        List<String> subgroups,

        @Meaning("How much each input matters, and which way it works.")
        Importance importance) {

    /** The word that asks for no subgroups. */
    public static final String NONE = "none";

    public static final ReportSettings DEFAULTS =
            new ReportSettings(Optional.empty(), Language.EN, false, List.of(), 12, List.of(), Importance.DEFAULTS);

    public ReportSettings {
        subjects = List.copyOf(subjects);
        subgroups = List.copyOf(subgroups);
    }

    /** Languages in which a report can be written. */
    public enum Language {
        EN,
        ZH
    }

    /**
     * Permutation importance and effect curves.
     *
     * @param repeats permutations of each input; 0: no importance
     * @param rows test rows of each fold, and rows for effect curves, at most
     * @param curves inputs whose effect is drawn; 0: none
     */
    @Meaning("How much each input matters, and which way it works.")
    public record Importance(
            @Meaning("Permutations of each input; 0: importance is not asked for.") @Range(min = 0, max = 1000)
            int repeats,

            @Meaning("Rows that take part, at most: test rows of each fold, and rows of the cohort for effect curves.")
            @Range(min = 20, max = 1_000_000)
            int rows,

            @Meaning("Inputs whose effect is drawn as a curve; 0: none.") @Range(min = 0, max = 1000)
            int curves) {
        public static final Importance DEFAULTS = new Importance(5, 500, 6);
    }
}
