package org.theriac.imaging.formats;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.StoredFile;

/** Pictures in PNG (1 to 16 bits, grey, colour or palette) and JPEG (8 bits). */
public final class ImageFile implements FileType<Image> {
    private static final long MOST_BYTES = 512L << 20;
    private static final long MOST_PIXELS = 200_000_000;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    @Override
    public String id() {
        return "image";
    }

    @Override
    public String purpose() {
        return "Pictures in PNG (up to 16 bits) and JPEG.";
    }

    @Override
    public Class<Image> type() {
        return Image.class;
    }

    @Override
    public Image decode(StoredFile file) throws IOException {
        byte[] bytes = file.bytes(
                MOST_BYTES,
                size -> new UserError(file.name() + " has " + (size >> 20) + " MiB, more than a picture may have."));
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                throw new UserError(file.name() + " is neither PNG nor JPEG. Convert it, or correct the file's name.");
            }
            try {
                reader.setInput(in, true, true);
                requireSize(file, reader.getWidth(0), reader.getHeight(0));
                return image(file, reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // the JDK's readers tell of damaged files by all of these
            throw new UserError(
                    file.name() + " is damaged: it cannot be decoded (" + e.getMessage() + "). Copy it again.", e);
        }
    }

    private static void requireSize(StoredFile file, long width, long height) {
        if (width * height > MOST_PIXELS) {
            throw new UserError(file.name() + " says that it has " + width + " × " + height
                    + " pixels, more than a picture may have (" + MOST_PIXELS + ").");
        }
    }

    private static Image image(StoredFile file, BufferedImage decoded) {
        if (decoded.getColorModel() instanceof IndexColorModel) {
            return ofPalette(file, decoded);
        }
        Raster raster = decoded.getRaster();
        int bands = raster.getNumBands();
        int bits = raster.getSampleModel().getSampleSize(0);
        boolean alpha = decoded.getColorModel().hasAlpha();
        int colours = alpha ? bands - 1 : bands;
        if (colours != 1 && colours != 3 || bits > 16) {
            throw new UserError(file.name() + " has " + bands + " channels of " + bits
                    + " bits; grey and red-green-blue of up to 16 bits are read.");
        }
        if (alpha) {
            requireOpaque(file, raster, bands, bits);
        }
        int width = raster.getWidth();
        int height = raster.getHeight();
        short[] samples = new short[width * height * colours];
        int[] line = new int[width * bands];
        int at = 0;
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < colours; c++) {
                    samples[at++] = (short) line[x * bands + c];
                }
            }
        }
        return new Image(width, height, colours, bits, samples);
    }

    private static void requireOpaque(StoredFile file, Raster raster, int bands, int bits) {
        int[] alpha = raster.getSamples(
                raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), bands - 1, (int[]) null);
        for (int value : alpha) {
            if (value != (1 << bits) - 1) {
                throw new UserError(file.name()
                        + " has transparent pixels, whose colour is not told. Flatten it onto a background.");
            }
        }
    }

    /** A palette of greys is a grey picture. */
    private static Image ofPalette(StoredFile file, BufferedImage decoded) {
        int width = decoded.getWidth();
        int height = decoded.getHeight();
        int[] colours = decoded.getRGB(0, 0, width, height, null, 0, width);
        boolean grey = true;
        for (int colour : colours) {
            if (colour >>> 24 != 0xff) {
                throw new UserError(file.name()
                        + " has transparent pixels, whose colour is not told. Flatten it onto a background.");
            }
            grey &= (colour >> 16 & 0xff) == (colour >> 8 & 0xff) && (colour >> 8 & 0xff) == (colour & 0xff);
        }
        int channels = grey ? 1 : 3;
        short[] samples = new short[colours.length * channels];
        for (int pixel = 0; pixel < colours.length; pixel++) {
            for (int c = 0; c < channels; c++) {
                samples[pixel * channels + c] = (short) (colours[pixel] >> 16 - 8 * c & 0xff);
            }
        }
        return new Image(width, height, channels, 8, samples);
    }

    @Override
    public long memory(Image value) {
        return 64 + 2L * value.samples().length;
    }

    /** Waves of a direction and length that the number chooses. */
    @Override
    public Image example(int number) {
        int side = 64;
        float[] pixels = new float[side * side];
        double angle = 0.7 * number;
        double length = 6 + 5 * number;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double along = x * Math.cos(angle) + y * Math.sin(angle);
                pixels[y * side + x] = (float) (0.5 + 0.4 * Math.sin(2 * Math.PI * along / length));
            }
        }
        return Image.ofPlanes(pixels, 1, side, side);
    }

    @Override
    public long[] fingerprint(Image value) {
        return DifferenceHash.of(value);
    }
}
