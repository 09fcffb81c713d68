package org.theriac.imaging.formats;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.theriac.core.cohort.Stored;

/**
 * A picture within an array of pictures.
 *
 * @param array n × height × width, or with 1 or 3 channels behind
 * @param index along the first dimension
 */
record ArrayImage(NpyArray array, int index) implements Stored<Image> {
    @Override
    public String name() {
        return array.name() + "[" + index + "]";
    }

    @Override
    public Image decode() {
        int[] shape = array.shape();
        int length = array.perRow();
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) array.number(index * length + i);
        }
        return new Image(
                shape[2],
                shape[1],
                shape.length == 4 ? shape[3] : 1,
                array.type().equals("u1") ? 8 : 16,
                samples);
    }

    @Override
    public String digest() {
        int bytes = array.perRow() * (array.type().equals("u1") ? 1 : 2);
        ByteBuffer own = array.data().slice(index * bytes, bytes);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(own);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
