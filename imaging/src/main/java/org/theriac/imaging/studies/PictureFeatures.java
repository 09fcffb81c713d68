package org.theriac.imaging.studies;

import java.util.List;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.PartEntry;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;
import org.theriac.imaging.models.CnnSettings;
import org.theriac.imaging.models.ImageEncoderDesign;

/** What turns pictures into vectors, so that sets of them can be compared. Figures compare only within one choice. */
public sealed interface PictureFeatures {
    /**
     * An encoder that learned the pictures' task on the training rows. No network trained on photographs is shipped, and none would know radiographs.
     *
     * @param label column with the class of each picture
     * @param layers of the encoder; the pooled vector is the feature
     */
    @Meaning("The vectors of an encoder that learns to tell classes apart, on the training rows.")
    record Task(
            @Required @Meaning("Column with the class of each picture.")
            String label,

            @Meaning("The layers.") PartChoice<ImageEncoderDesign> layers,

            @Meaning("Passes over the training rows.") @Range(min = 1, max = 10_000)
            int epochs,

            @Meaning("Pictures in a step.") @Range(min = 2, max = 65536)
            int batchSize,

            @Meaning("Step size.") @Range(min = 1e-9, max = 1)
            double learningRate)
            implements PictureFeatures {
        /** A small network whose 32 features leave a covariance of a few hundred pictures regular. */
        public static final Task DEFAULTS = new Task(
                "",
                new PartEntry<CnnSettings, ImageEncoderDesign>(
                                ImageEncoderDesign.class,
                                "cnn",
                                "",
                                new CnnSettings(
                                        List.of(16, 32, 32),
                                        CnnSettings.Padding.SAME,
                                        true,
                                        CnnSettings.Pool.AVERAGE,
                                        128,
                                        0.3),
                                cnn -> cnn)
                        .choice(),
                8,
                32,
                1e-3);
    }

    /**
     * The picture itself, made small: for sets without classes.
     *
     * @param side of the small picture
     */
    @Meaning("The picture itself, reduced to means over a grid: for sets without classes.")
    record Pixels(
            @Meaning("Fields of the grid along each side.") @Range(min = 2, max = 32)
            int side) implements PictureFeatures {
        public static final Pixels DEFAULTS = new Pixels(6);
    }
}
