package org.theriac.core.run;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The generator xoshiro256++ of Blackman and Vigna ("Scrambled linear pseudorandom number generators", ACM Transactions on Mathematical Software 47,
 * 2021): period 2²⁵⁶ − 1. Not safe for use by several threads.
 */
final class Xoshiro256 implements RandomGenerator {
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** @param state 32 bytes, not all zero */
    Xoshiro256(byte[] state) {
        ByteBuffer words = ByteBuffer.wrap(state);
        s0 = words.getLong();
        s1 = words.getLong();
        s2 = words.getLong();
        s3 = words.getLong();
        if ((s0 | s1 | s2 | s3) == 0) {
            throw new IllegalArgumentException("a generator cannot start from zero");
        }
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }
}
