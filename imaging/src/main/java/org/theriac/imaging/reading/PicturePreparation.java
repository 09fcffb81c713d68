package org.theriac.imaging.reading;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.theriac.imaging.augmentation.Augmentation;
import org.theriac.imaging.augmentation.ChestPreprocessing;
import org.theriac.imaging.augmentation.Resizing;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.models.Images;

/**
 * From a decoded picture to pixels of one size, the same for training and for prediction but for the random changes.
 *
 * @param chest steps for frontal chest X-rays, instead of plain resizing
 * @param augmentation random changes of training pictures
 */
public record PicturePreparation(
        Resizing resizing, Optional<ChestPreprocessing> chest, Optional<Augmentation> augmentation) {
    /**
     * Pixels from 0 to 1, channels × height × width.
     *
     * @param random of this picture in this epoch; empty in prediction
     */
    float[] prepare(Image image, Images.Size size, Optional<RandomGenerator> random) {
        float[] pixels = chest.isPresent() ? chest(image, size, chest.get()) : resized(image, size);
        if (random.isPresent() && augmentation.isPresent()) {
            return augmentation.get().augment(pixels, size.height(), size.width(), random.get());
        }
        return pixels;
    }

    private float[] resized(Image image, Images.Size size) {
        float[] planes = Colours.convert(image, size.channels());
        return resizing.resize(planes, image.height(), image.width(), size.height(), size.width());
    }

    private static float[] chest(Image image, Images.Size size, ChestPreprocessing steps) {
        float[] grey = steps.apply(Colours.convert(image, 1), image.height(), image.width());
        float[] channels = Arrays.copyOf(grey, size.channels() * grey.length);
        for (int channel = 1; channel < size.channels(); channel++) {
            System.arraycopy(grey, 0, channels, channel * grey.length, grey.length);
        }
        return channels;
    }
}
