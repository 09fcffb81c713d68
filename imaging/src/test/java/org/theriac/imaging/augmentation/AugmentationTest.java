package org.theriac.imaging.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.learning.tensor.Streams;

class AugmentationTest {
    private static final int HEIGHT = 17;
    private static final int WIDTH = 24;

    private static float[] random(int count) {
        float[] pixels = new float[count];
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < count; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        return pixels;
    }

    private static RandomGenerator numbers(int sample, int epoch) {
        return Streams.seeded(5).at("augmentation " + epoch, sample);
    }

    @Test
    void augmentationIsAFunctionOfSeedSampleAndEpoch() {
        float[] pixels = random(HEIGHT * WIDTH);
        float[] once = Augmentation.DEFAULTS.augment(pixels, HEIGHT, WIDTH, numbers(1, 1));
        assertThat(Augmentation.DEFAULTS.augment(pixels, HEIGHT, WIDTH, numbers(1, 1)))
                .isEqualTo(once);
        assertThat(Augmentation.DEFAULTS.augment(pixels, HEIGHT, WIDTH, numbers(2, 1)))
                .isNotEqualTo(once);
        assertThat(Augmentation.DEFAULTS.augment(pixels, HEIGHT, WIDTH, numbers(1, 2)))
                .isNotEqualTo(once);
        assertThat(pixels).isEqualTo(random(HEIGHT * WIDTH));
    }

    @Test
    void noAugmentationLeavesPixelsAsTheyAre() {
        float[] pixels = random(2 * HEIGHT * WIDTH);
        assertThat(Augmentation.NONE.augment(pixels, HEIGHT, WIDTH, numbers(1, 1)))
                .isEqualTo(pixels);
    }

    @Test
    void aWholeShiftOfAGradientAddsOneNumberAndKeepsItsSlope() {
        float[] ramp = new float[HEIGHT * WIDTH];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % WIDTH;
        }
        Augmentation shift = new Augmentation(0.1, 0, 0, 0, 0, false);
        float[] moved = shift.augment(ramp, HEIGHT, WIDTH, numbers(4, 0));
        int middle = 8 * WIDTH + 12;
        assertThat(moved[middle + 1] - moved[middle]).isCloseTo(1f, within(1e-5f));
        assertThat(Math.abs(moved[middle] - ramp[middle])).isBetween(0.01f, 2.41f);
    }

    @Test
    void contrastStaysWithinAFifthAndKeepsTheMean() {
        Augmentation contrast = new Augmentation(0, 0, 0, 0.2, 0, false);
        float[] pixels = random(HEIGHT * WIDTH);
        double least = 2;
        double most = 0;
        for (int sample = 0; sample < 300; sample++) {
            float[] changed = contrast.augment(pixels, HEIGHT, WIDTH, numbers(sample, 0));
            double factor = (changed[1] - changed[0]) / (pixels[1] - pixels[0]);
            least = Math.min(least, factor);
            most = Math.max(most, factor);
            assertThat(mean(changed)).isCloseTo(mean(pixels), within(1e-5));
        }
        assertThat(least).isBetween(0.8 - 1e-4, 0.82);
        assertThat(most).isBetween(1.18, 1.2 + 1e-4);
    }

    private static double mean(float[] pixels) {
        return IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).sum() / pixels.length;
    }

    @Test
    void onlyAskedForAreImagesMirrored() {
        float[] pixels = random(HEIGHT * WIDTH);
        Augmentation flipping = new Augmentation(0, 0, 0, 0, 0, true);
        long mirrored = IntStream.range(0, 200)
                .filter(sample -> flipping.augment(pixels, HEIGHT, WIDTH, numbers(sample, 0))[0] == pixels[WIDTH - 1])
                .count();
        assertThat(mirrored).isBetween(70L, 130L);
        assertThat(Augmentation.DEFAULTS.flip()).isFalse();
    }

    @Test
    void aQuarterTurnOfASquareExchangesItsAxes() {
        int side = 9;
        float[] pixels = random(side * side);
        // With a largest angle of 180° some sample turns by about 90°; its corners come from the neighbouring corners.
        Augmentation turning = new Augmentation(0, 0, 180, 0, 0, false);
        for (int sample = 0; sample < 50; sample++) {
            float[] turned = turning.augment(pixels, side, side, numbers(sample, 0));
            assertThat(turned[4 * side + 4]).isCloseTo(pixels[4 * side + 4], within(1e-5f));
        }
    }

    @Test
    void planesChangeAlike() {
        float[] plane = random(HEIGHT * WIDTH);
        float[] three = new float[3 * plane.length];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(plane, 0, three, i * plane.length, plane.length);
        }
        float[] changed = Augmentation.DEFAULTS.augment(three, HEIGHT, WIDTH, numbers(9, 9));
        float[] first = Arrays.copyOf(changed, plane.length);
        assertThat(Arrays.copyOfRange(changed, plane.length, 2 * plane.length)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(changed, 2 * plane.length, 3 * plane.length))
                .isEqualTo(first);
    }

    /** Values of Pillow 12 ({@code Image.resize} of mode F, BILINEAR and LANCZOS) on the image (7 r² + 13 c + 5 r c) mod 17 / 16 of 5 × 7. */
    @Test
    void resizingEqualsPillow() {
        float[] pixels = new float[35];
        for (int i = 0; i < 35; i++) {
            int r = i / 7;
            int c = i % 7;
            pixels[i] = (7 * r * r + 13 * c + 5 * r * c) % 17 / 16f;
        }
        resized(Resizing.BILINEAR, pixels, 3, 4, 0.415816, 0.553214, 0.410556, 0.491922, 6.08068);
        resized(Resizing.BILINEAR, pixels, 8, 9, 0.0, 0.541667, 0.118056, 0.25, 36.54731);
        resized(Resizing.LANCZOS3, pixels, 3, 4, 0.414815, 0.594157, 0.381529, 0.480061, 6.08102);
        resized(Resizing.LANCZOS3, pixels, 8, 9, -0.097651, 0.543745, -0.073092, 0.220113, 35.93885);
    }

    private static void resized(Resizing way, float[] pixels, int height, int width, double... expected) {
        float[] out = way.resize(pixels, 5, 7, height, width);
        double sum = mean(out) * out.length;
        double[] found = {out[0], out[1], out[5], out[out.length - 1], sum};
        assertThat(found).containsExactly(expected, within(2e-5));
    }

    @Test
    void resizingKeepsAConstantImageInEveryPlane() {
        float[] pixels = new float[2 * 11 * 13];
        Arrays.fill(pixels, 0, 11 * 13, 0.25f);
        Arrays.fill(pixels, 11 * 13, pixels.length, 0.75f);
        for (Resizing way : Resizing.values()) {
            float[] out = way.resize(pixels, 11, 13, 7, 20);
            assertThat(out).hasSize(280);
            for (int i = 0; i < 280; i++) {
                assertThat(out[i]).isCloseTo(i < 140 ? 0.25f : 0.75f, within(1e-6f));
            }
        }
        assertThatThrownBy(() -> Resizing.BILINEAR.resize(pixels, 5, 7, 3, 3)).hasMessageContaining("5 × 7");
    }

    /** A frame of known width around noise: the cases of the four X-rays that the released code was tried on. */
    @Test
    void uniformBordersAreTrimmedToTheirIndices() {
        assertThat(trimmed(12, 507, 7, 503, 0, 512)).isEqualTo(new Border(12, 507, 7, 503));
        assertThat(trimmed(0, 511, 2, 511, 3 / 255f, 512)).isEqualTo(new Border(0, 511, 2, 511));
        assertThat(trimmed(0, 511, 0, 511, 0, 512)).isEqualTo(new Border(0, 511, 0, 511));
        assertThat(trimmed(4, 30, 3, 28, 1, 32)).isEqualTo(new Border(4, 30, 3, 28));
        // Grey is no border, however uniform.
        assertThat(trimmed(4, 30, 3, 28, 0.5f, 32)).isEqualTo(new Border(0, 31, 0, 31));
    }

    private static Border trimmed(int top, int bottom, int left, int right, float frame, int side) {
        float[] noise = random(side * side);
        for (int i = 0; i < noise.length; i++) {
            int row = i / side;
            int column = i % side;
            boolean inside = row >= top && row <= bottom && column >= left && column <= right;
            noise[i] = inside ? 0.1f + 0.8f * noise[i] : frame;
        }
        return Border.of(noise, side, side, 5 / 255.0, 250 / 255.0).orElseThrow();
    }

    @Test
    void aBlackFrameWithinAWhiteOneGoesWithIt() {
        int side = 20;
        float[] pixels = random(side * side);
        for (int i = 0; i < pixels.length; i++) {
            int margin = Math.min(Math.min(i / side, side - 1 - i / side), Math.min(i % side, side - 1 - i % side));
            pixels[i] = margin < 2 ? 1 : margin < 5 ? 0 : 0.1f + 0.8f * pixels[i];
        }
        assertThat(Border.of(pixels, side, side, 5 / 255.0, 250 / 255.0)).contains(new Border(5, 14, 5, 14));
    }

    @Test
    void aBlankImageIsRefused() {
        assertThat(Border.of(new float[64], 8, 8, 0.02, 0.98)).isEmpty();
        assertThatThrownBy(() -> ChestPreprocessing.DEFAULTS.apply(new float[64], 8, 8))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("blank after border removal");
    }

    @Test
    void theReleasedCropIsRows11To178AndColumns11To212() {
        assertThat(ChestPreprocessing.DEFAULTS.crop()).isEqualTo(new Border(11, 178, 11, 212));
    }

    @Test
    void preparedXraysReachFromZeroToOneAndHideTheirUpperCorners() {
        float[] pixels = random(300 * 260);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.2f + 0.3f * pixels[i];
        }
        float[] prepared = ChestPreprocessing.DEFAULTS.apply(pixels, 300, 260);
        assertThat(prepared).hasSize(224 * 224);
        float cover = (float) ChestPreprocessing.DEFAULTS.cover();
        for (int row = 0; row < 45; row++) {
            assertThat(prepared[row * 224 + 44]).isEqualTo(cover);
            assertThat(prepared[row * 224 + 179]).isEqualTo(cover);
        }
        assertThat(IntStream.range(0, 45).filter(c -> prepared[44 * 224 + 45 + c] == cover))
                .isEmpty();
        double least = IntStream.range(0, prepared.length)
                .mapToDouble(i -> prepared[i])
                .min()
                .orElseThrow();
        double most = IntStream.range(0, prepared.length)
                .mapToDouble(i -> prepared[i])
                .max()
                .orElseThrow();
        assertThat(least).isZero();
        assertThat(most).isEqualTo(1);
    }
}
