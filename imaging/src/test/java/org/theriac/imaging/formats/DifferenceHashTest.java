package org.theriac.imaging.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.theriac.imaging.simulation.ChestPhantom;

class DifferenceHashTest {
    private static final int SIDE = 68;

    private static Image phantom(int number, int enlargement, float brightness) {
        ChestPhantom.Xray xray = new ChestPhantom(SIDE, 0.5, 4, 0.35, 0.06, ChestPhantom.Marker.NONE).xray(5, number);
        int side = SIDE * enlargement;
        float[] pixels = new float[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = brightness * xray.pixels()[i / side / enlargement * SIDE + i % side / enlargement];
        }
        return Image.ofPlanes(pixels, 1, side, side);
    }

    private static int distance(Image one, Image other) {
        long[] a = DifferenceHash.of(one);
        long[] b = DifferenceHash.of(other);
        int bits = 0;
        for (int i = 0; i < a.length; i++) {
            bits += Long.bitCount(a[i] ^ b[i]);
        }
        return bits;
    }

    @Test
    void aRescaledAndDarkenedCopyKeepsItsFingerprint() {
        for (int number = 0; number < 10; number++) {
            assertThat(distance(phantom(number, 1, 1), phantom(number, 3, 1))).isZero();
            assertThat(distance(phantom(number, 1, 1), phantom(number, 2, 0.9f)))
                    .isLessThanOrEqualTo(8);
        }
    }

    @Test
    void anotherPatientHasAnotherFingerprint() {
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < 30; draw++) {
            int one = random.nextInt(1000);
            assertThat(distance(phantom(one, 1, 1), phantom(one + 1, 1, 1))).isGreaterThan(20);
        }
    }
}
