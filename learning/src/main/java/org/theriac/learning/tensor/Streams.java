package org.theriac.learning.tensor;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers as a function of (seed, purpose, step), never of history: a resumed training draws what the unbroken one
 * would have drawn. libtorch's default generator is never used, because it is one for the whole process.
 */
@FunctionalInterface
public interface Streams {
    /** A fresh generator: equal arguments give equal numbers. */
    RandomGenerator at(String purpose, long step);

    /** Streams of one seed. */
    static Streams seeded(long seed) {
        return (purpose, step) -> {
            long mixed = mix(seed);
            for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
                mixed = mix(mixed ^ letter);
            }
            return new SplittableRandom(mix(mixed ^ mix(step)));
        };
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every input bit moves half of the output bits. */
    private static long mix(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
