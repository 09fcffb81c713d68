package org.theriac.imaging.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.preparation.Preparation;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.models.ImageEncoderDesign;
import org.theriac.imaging.models.Images;
import org.theriac.learning.encoder.Encoder;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.network.Reading;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.tensor.Tensors;

/**
 * Pictures of one column as pixels.
 *
 * @param column that holds the pictures
 * @param size of every picture after resizing
 * @param pictures how a picture is brought to that size
 * @param mask column that tells where the finding is, where that is known
 */
public record ImageReading(
        String column,
        Images.Size size,
        PicturePreparation pictures,
        PixelScale scale,
        ImageEncoderDesign layers,
        Optional<String> mask)
        implements Reading<float[], Images> {
    static ImageReading of(JsonNode facts, PicturePreparation pictures, ImageEncoderDesign layers) {
        return new ImageReading(
                facts.path("column").asText(),
                new Images.Size(
                        facts.path("channels").asInt(),
                        facts.path("height").asInt(),
                        facts.path("width").asInt()),
                pictures,
                new PixelScale(
                        facts.path("centre").asDouble(), facts.path("spread").asDouble()),
                layers,
                Optional.ofNullable(facts.get("mask")).map(JsonNode::asText));
    }

    ImageReading withScale(PixelScale other) {
        return new ImageReading(column, size, pictures, other, layers, mask);
    }

    /** The column of pictures of a cohort. */
    @SuppressWarnings("unchecked") // the column's type says what its values are
    public static FileColumn<Image> pictures(Cohort rows, String column) {
        return (FileColumn<Image>) rows.typed(column, FileColumn.class);
    }

    static int firstPresent(FileColumn<?> pictures) {
        return IntStream.range(0, pictures.rows())
                .filter(row -> !pictures.missing(row))
                .findFirst()
                .orElseThrow(() -> new UserError("column '" + pictures.name() + "' names no picture in any row."));
    }

    @Override
    public List<String> columns() {
        return List.of(column);
    }

    @Override
    public Preparation preparation() {
        return Preparation.NONE;
    }

    @Override
    public ObjectNode facts() {
        ObjectNode facts = JsonNodeFactory.instance
                .objectNode()
                .put("column", column)
                .put("channels", size.channels())
                .put("height", size.height())
                .put("width", size.width())
                .put("centre", scale.centre())
                .put("spread", scale.spread());
        mask.ifPresent(known -> facts.put("mask", known));
        return facts;
    }

    @Override
    public Encoder<Images, Features.Vector> encoder(Initialiser init) {
        return layers.encoder(init, size);
    }

    /** Pixels of all chosen rows, one after the other, each channels × height × width. */
    @Override
    public float[] decode(Cohort rows, int[] chosen, Optional<IntFunction<RandomGenerator>> variation) {
        FileColumn<Image> stored = pictures(rows, column);
        int each = size.channels() * size.height() * size.width();
        float[] pixels = new float[chosen.length * each];
        for (int i = 0; i < chosen.length; i++) {
            int row = chosen[i];
            if (stored.missing(row)) {
                throw new UserError("column '" + column + "' names no picture in row " + (row + 1)
                        + "; a network of pictures needs one in every row. Leave such rows out of the table.");
            }
            float[] one = pictures.prepare(stored.get(row), size, variation.map(random -> random.apply(row)));
            scale.apply(one);
            System.arraycopy(one, 0, pixels, i * each, each);
        }
        return pixels;
    }

    @Override
    public Images tensors(float[] pixels, ScalarType precision) {
        int each = size.channels() * size.height() * size.width();
        return new Images(
                Tensors.of(pixels, precision, pixels.length / each, size.channels(), size.height(), size.width()));
    }
}
