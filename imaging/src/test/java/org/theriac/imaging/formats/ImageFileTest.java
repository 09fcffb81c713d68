package org.theriac.imaging.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.StoredFile;

class ImageFileTest {
    private static final ImageFile READER = new ImageFile();

    private static StoredFile file(byte[] bytes) {
        return new StoredFile("scan.png", bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] written(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static Image decoded(BufferedImage picture, String format) throws IOException {
        return READER.decode(file(written(picture, format)));
    }

    @Test
    void greyOfEightAndOfSixteenBitsKeepsItsSamples() throws IOException {
        BufferedImage eight = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_GRAY);
        eight.getRaster().setSample(4, 2, 0, 200);
        Image image = decoded(eight, "png");
        assertThat(image.channels()).isEqualTo(1);
        assertThat(image.bits()).isEqualTo(8);
        assertThat(image.width()).isEqualTo(5);
        assertThat(image.sample(2, 4, 0)).isEqualTo(200);

        BufferedImage sixteen = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        sixteen.getRaster().setSample(1, 2, 0, 60_000);
        Image deep = decoded(sixteen, "png");
        assertThat(deep.bits()).isEqualTo(16);
        assertThat(deep.sample(2, 1, 0)).isEqualTo(60_000);
        assertThat(deep.planes()[2 * 4 + 1]).isEqualTo(60_000f / 65_535);
    }

    @Test
    void colourHasItsChannelsInTheOrderRedGreenBlue() throws IOException {
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(1, 0, 0x102030);
        Image image = decoded(picture, "png");
        assertThat(new int[] {image.sample(0, 1, 0), image.sample(0, 1, 1), image.sample(0, 1, 2)})
                .containsExactly(0x10, 0x20, 0x30);
        assertThat(image.planes()[2 * 4 + 1]).isCloseTo(0x30 / 255f, within(1e-6f));
    }

    @Test
    void aPaletteOfGreysIsAGreyPicture() throws IOException {
        byte[] greys = {0, 100, (byte) 255};
        BufferedImage picture = new BufferedImage(
                3, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 3, greys, greys, greys));
        picture.getRaster().setSample(1, 0, 0, 1);
        picture.getRaster().setSample(2, 0, 0, 2);
        Image image = decoded(picture, "png");
        assertThat(image.channels()).isEqualTo(1);
        assertThat(new int[] {image.sample(0, 0, 0), image.sample(0, 1, 0), image.sample(0, 2, 0)})
                .containsExactly(0, 100, 255);
    }

    @Test
    void jpegIsRead() throws IOException {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            picture.getRaster().setSample(i % 16, i / 16, 0, 120);
        }
        assertThat(decoded(picture, "jpg").sample(8, 8, 0)).isBetween(118, 122);
    }

    @Test
    void opaqueAlphaIsDroppedAndTransparencyIsRefused() throws IOException {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0xff0000ff);
        picture.setRGB(1, 0, 0xff00ff00);
        assertThat(decoded(picture, "png").sample(0, 0, 2)).isEqualTo(255);
        picture.setRGB(1, 0, 0x8000ff00);
        assertThatThrownBy(() -> decoded(picture, "png"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("scan.png has transparent pixels");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        byte[] whole = written(new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY), "png");
        assertThatThrownBy(() -> READER.decode(file(Arrays.copyOf(whole, 40))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("scan.png is damaged");
        assertThatThrownBy(() -> READER.decode(file("not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is neither PNG nor JPEG");
    }

    @Test
    void aHeaderThatClaimsAGiganticPictureIsRefusedBeforeMemoryIsReserved() {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(2_000_000_000).putInt(2_000_000_000);
        header.put(new byte[] {8, 0, 0, 0, 0});
        CRC32 sum = new CRC32();
        sum.update(header.array());
        png.putInt(13).put(header.array()).putInt((int) sum.getValue());
        png.putInt(0).put(new byte[] {'I', 'E', 'N', 'D'}).putInt(0xae426082);
        assertThatThrownBy(() -> READER.decode(file(png.array())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("more than a picture may have");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Image example = READER.example(3);
        Image back = READER.decode(file(Png.write(example)));
        assertThat(back.samples()).isEqualTo(example.samples());
        assertThat(READER.example(4).samples()).isNotEqualTo(example.samples());
    }
}
