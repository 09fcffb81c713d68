package org.theriac.core.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * Random streams as a function of (seed, names on the way from the root, purpose, step). SHA-256 mixes the names, so that streams with neighbouring
 * names or steps share nothing. About a microsecond for each stream.
 */
final class RandomStreams {
    private final byte[] key;

    private RandomStreams(byte[] key) {
        this.key = key;
    }

    static RandomStreams of(long seed) {
        return new RandomStreams(mixed(new byte[0], seed, "seed"));
    }

    RandomStreams child(String name) {
        return new RandomStreams(mixed(key, -1, name));
    }

    RandomGenerator stream(String purpose, long step) {
        return new Xoshiro256(mixed(key, step, "purpose " + purpose));
    }

    private static byte[] mixed(byte[] key, long number, String word) {
        MessageDigest digest = sha256();
        digest.update(key);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return digest.digest(word.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
