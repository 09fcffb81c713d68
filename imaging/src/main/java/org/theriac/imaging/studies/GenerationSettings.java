package org.theriac.imaging.studies;

import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;
import org.theriac.imaging.models.GenerativeMethod;
import org.theriac.imaging.systems.wgan.WganGp;

/** Settings of a generation study. */
@Meaning("Fits a generator of pictures and compares what it makes with real pictures that it has not seen.")
public record GenerationSettings(
        @Required @Meaning("Column of the pictures to learn from.")
        String input,

        @Meaning(
                "Column with the class of each picture, to make pictures of a class; without it the generator is shown none.")
        Optional<String> classes,

        @Meaning("How the generator learns.") PartChoice<GenerativeMethod> method,

        @Required @Meaning("What turns pictures into the vectors that are compared.")
        PictureFeatures features,

        @Meaning("Pictures to make and to judge.") @Range(min = 50, max = 10_000)
        int samples,

        @Meaning("How they are judged.") Protocol protocol) {

    public static final GenerationSettings DEFAULTS = new GenerationSettings(
            "", Optional.empty(), WganGp.ENTRY.choice(), PictureFeatures.Pixels.DEFAULTS, 1000, Protocol.DEFAULTS);

    /**
     * How generated pictures are judged.
     *
     * @param test rows that the table itself marks as held out
     * @param holdout share of the subjects that is held out otherwise
     * @param by the key that is never split
     * @param neighbours k of precision and recall
     * @param subsets halves that the kernel distance is averaged over
     * @param level of its interval
     * @param shown pictures in each grid of the report
     */
    @Meaning("How generated pictures are judged.")
    public record Protocol(
            @Meaning("Rows that the table itself marks as held out, instead of a share.")
            Optional<Marked> test,

            @Meaning("Share of the subjects held out.") @Range(min = 0.05, max = 0.8)
            double holdout,

            @Meaning("The key that is never split: 'subject', or a column such as a site.")
            String by,

            @Meaning("Neighbours that the balls of precision and recall reach to.") @Range(min = 1, max = 50)
            int neighbours,

            @Meaning("Random halves that the kernel distance is averaged over.") @Range(min = 10, max = 10_000)
            int subsets,

            @Meaning("Level of its interval.") @Range(min = 0.5, max = 0.999)
            double level,

            @Meaning("Pictures in each grid of the report.") @Range(min = 1, max = 200)
            int shown) {
        public static final Protocol DEFAULTS = new Protocol(Optional.empty(), 0.2, Cohort.SUBJECT, 3, 200, 0.95, 32);
    }

    /**
     * Rows that a column marks.
     *
     * @param column such as {@code part}
     * @param value that marks the rows held out
     */
    @Meaning("Rows that a column of the table marks as held out.")
    public record Marked(
            @Meaning("Column that marks the rows.") String column,
            @Meaning("Value that marks the rows held out.") String value) {
        public static final Marked DEFAULTS = new Marked("part", "test");
    }
}
