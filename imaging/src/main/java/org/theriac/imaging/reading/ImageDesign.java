package org.theriac.imaging.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.PartEntry;
import org.theriac.core.study.Range;
import org.theriac.imaging.augmentation.Augmentation;
import org.theriac.imaging.augmentation.ChestPreprocessing;
import org.theriac.imaging.augmentation.Resizing;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.models.CnnSettings;
import org.theriac.imaging.models.ImageEncoderDesign;
import org.theriac.imaging.models.Images;
import org.theriac.learning.network.EncoderDesign;

/** The encoder of a column of pictures: every picture is brought to one size and one range, then read by the layers that the study chooses. */
@Meaning("A column of pictures, brought to one size and read by layers of choice.")
public record ImageDesign(
        @Meaning("The layers.") PartChoice<ImageEncoderDesign> layers,

        @Meaning("Column of pictures; the only one among the inputs unless given.")
        Optional<String> column,

        @Meaning("Height that pictures are resized to; as the first one is unless given.") @Range(min = 8, max = 4096)
        Optional<Integer> height,

        @Meaning("Width that pictures are resized to; as the first one is unless given.") @Range(min = 8, max = 4096)
        Optional<Integer> width,

        @Meaning("Way of resizing.") Resizing resizing,

        @Meaning("Steps for frontal chest X-rays instead of plain resizing: trim, crop, cover the upper corners.")
        Optional<ChestPreprocessing> chest,

        @Meaning("Random changes of training pictures; none unless given.")
        Optional<Augmentation> augmentation,

        @Meaning("Whether colours are kept.") Channels channels,

        @Meaning("Whether the mean and the standard deviation of the training pixels are taken out.")
        boolean standardise,

        @Meaning(
                "Column of masks that tell where the finding is, where that is known: explanations are compared with it; training never sees it.")
        Optional<String> mask)
        implements EncoderDesign {

    /** Grey or colour. */
    public enum Channels {
        /** One channel; colours are weighed as the eye does (ITU-R BT.601). */
        GREY,
        /** Three channels; grey pictures have three equal ones. */
        COLOUR
    }

    public static final ImageDesign DEFAULTS = new ImageDesign(
            new PartEntry<>(ImageEncoderDesign.class, "cnn", "", CnnSettings.DEFAULTS, cnn -> cnn).choice(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Resizing.BILINEAR,
            Optional.empty(),
            Optional.empty(),
            Channels.GREY,
            true,
            Optional.empty());

    /** @throws IllegalArgumentException if settings contradict each other */
    public ImageDesign {
        if (chest.isPresent() && (height.isPresent() || width.isPresent())) {
            throw new IllegalArgumentException("height and width follow from chest.side; leave them out.");
        }
        if (chest.isPresent() && mask.isPresent()) {
            throw new IllegalArgumentException(
                    "masks are not cropped as chest crops the pictures; leave one of them out.");
        }
    }

    /** The part's line in the catalogue. */
    public static final PartEntry<ImageDesign, EncoderDesign> ENTRY = new PartEntry<>(
            EncoderDesign.class,
            "image",
            "A column of pictures, brought to one size and read by layers of choice.",
            DEFAULTS,
            design -> design);

    @Override
    public ImageReading fit(List<String> inputs, Cohort train) {
        String read = column(inputs, train);
        FileColumn<Image> pictures = ImageReading.pictures(train, read);
        Image first = pictures.get(ImageReading.firstPresent(pictures));
        Optional<Integer> side = chest.map(ChestPreprocessing::side);
        Images.Size size = new Images.Size(
                channels == Channels.GREY ? 1 : 3,
                side.or(() -> height).orElse(first.height()),
                side.or(() -> width).orElse(first.width()));
        ImageReading plain = new ImageReading(read, size, pictures(), PixelScale.NONE, layers.create(), mask);
        return standardise ? plain.withScale(PixelScale.fit(plain, train)) : plain;
    }

    private PicturePreparation pictures() {
        return new PicturePreparation(resizing, chest, augmentation);
    }

    private String column(List<String> inputs, Cohort train) {
        List<String> pictures = inputs.stream()
                .filter(name -> train.column(name).type() == Image.class)
                .toList();
        if (column.isPresent()) {
            if (!pictures.contains(column.get())) {
                throw new UserError("encoder.image.column names '" + column.get()
                        + "', which is no input with pictures; those are: " + listed(pictures) + ".");
            }
            return column.get();
        }
        if (pictures.size() != 1) {
            throw new UserError("the encoder image reads one column of pictures; among the inputs there are "
                    + pictures.size() + ": " + listed(pictures)
                    + (pictures.isEmpty()
                            ? ". Say which column names files: data: {…: {files: {COLUMN: {as: image}}}}."
                            : ". Write column: which of them."));
        }
        return pictures.get(0);
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    @Override
    public ImageReading restore(Preparation preparation, JsonNode facts) {
        return ImageReading.of(facts, pictures(), layers.create());
    }
}
