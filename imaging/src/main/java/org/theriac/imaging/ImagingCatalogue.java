package org.theriac.imaging;

import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.PartEntry;
import org.theriac.imaging.explanation.ExplanationExhibit;
import org.theriac.imaging.formats.ImageFile;
import org.theriac.imaging.formats.NpzTable;
import org.theriac.imaging.models.AttentionCondenserSettings;
import org.theriac.imaging.models.CnnSettings;
import org.theriac.imaging.models.ImageEncoderDesign;
import org.theriac.imaging.reading.ImageDesign;
import org.theriac.imaging.simulation.PhantomData;
import org.theriac.imaging.studies.GenerationKind;
import org.theriac.imaging.systems.wgan.WganGp;

/** This module's part of the catalogue. */
public final class ImagingCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY
                .withFiles(new ImageFile())
                .withFormats(new NpzTable())
                .withExhibits(new ExplanationExhibit())
                .withDatasets(PhantomData.entries())
                .withKinds(GenerationKind.ENTRY)
                .withParts(
                        WganGp.ENTRY,
                        ImageDesign.ENTRY,
                        encoder(
                                "cnn",
                                "A few convolutions, each followed by a halving of the size: the textbook's network and its sound form.",
                                CnnSettings.DEFAULTS),
                        encoder(
                                "attention_condenser",
                                "A small network of pointwise and depthwise convolutions with attention on condensed maps, as TB-Net.",
                                AttentionCondenserSettings.DEFAULTS));
    }

    private static <S extends Record & ImageEncoderDesign> PartEntry<S, ImageEncoderDesign> encoder(
            String id, String purpose, S defaults) {
        return new PartEntry<>(ImageEncoderDesign.class, id, purpose, defaults, settings -> settings);
    }
}
