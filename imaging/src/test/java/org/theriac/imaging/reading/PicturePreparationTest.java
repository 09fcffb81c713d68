package org.theriac.imaging.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theriac.imaging.augmentation.Augmentation;
import org.theriac.imaging.augmentation.ChestPreprocessing;
import org.theriac.imaging.augmentation.Resizing;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.formats.ImageFile;
import org.theriac.imaging.models.Images;
import org.theriac.learning.tensor.Streams;

class PicturePreparationTest {
    private static final Image PICTURE = new ImageFile().example(3);
    private static final Images.Size SIZE = new Images.Size(3, 40, 52);

    private static PicturePreparation preparation(Optional<ChestPreprocessing> chest) {
        return new PicturePreparation(Resizing.BILINEAR, chest, Optional.of(Augmentation.DEFAULTS));
    }

    @Test
    void everyPictureGetsTheSizeOfTheNetwork() {
        assertThat(preparation(Optional.empty()).prepare(PICTURE, SIZE, Optional.empty()))
                .hasSize(3 * 40 * 52);
        ChestPreprocessing chest = ChestPreprocessing.DEFAULTS;
        Images.Size square = new Images.Size(3, chest.side(), chest.side());
        float[] prepared = preparation(Optional.of(chest)).prepare(PICTURE, square, Optional.empty());
        assertThat(prepared).hasSize(3 * chest.side() * chest.side());
        assertThat(prepared[0]).isEqualTo((float) chest.cover());
    }

    @Test
    void onlyTrainingChangesPicturesAndEachEpochInItsOwnWay() {
        PicturePreparation preparation = preparation(Optional.empty());
        Streams streams = Streams.seeded(1);
        float[] plain = preparation.prepare(PICTURE, SIZE, Optional.empty());
        float[] first = preparation.prepare(PICTURE, SIZE, Optional.of(streams.at("variation", 1)));
        assertThat(preparation.prepare(PICTURE, SIZE, Optional.empty())).isEqualTo(plain);
        assertThat(first).isNotEqualTo(plain);
        assertThat(preparation.prepare(PICTURE, SIZE, Optional.of(streams.at("variation", 1))))
                .isEqualTo(first);
        assertThat(preparation.prepare(PICTURE, SIZE, Optional.of(streams.at("variation", 2))))
                .isNotEqualTo(first);
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        ImageDesign d = ImageDesign.DEFAULTS;
        assertThatThrownBy(() -> new ImageDesign(
                        d.layers(),
                        d.column(),
                        Optional.of(64),
                        d.width(),
                        d.resizing(),
                        Optional.of(ChestPreprocessing.DEFAULTS),
                        d.augmentation(),
                        d.channels(),
                        d.standardise(),
                        d.mask()))
                .hasMessageContaining("chest.side");
    }
}
