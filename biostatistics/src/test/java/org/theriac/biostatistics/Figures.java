package org.theriac.biostatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Figures as tests compare them with another program's. */
public final class Figures {
    private static final double RELATIVE = 1e-6;

    private Figures() {}

    /** Each number within a millionth of the one expected. */
    public static void close(double[] found, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < found.length; j++) {
            assertThat(found[j]).as("element " + j).isCloseTo(expected[j], within(RELATIVE * Math.abs(expected[j])));
        }
    }
}
