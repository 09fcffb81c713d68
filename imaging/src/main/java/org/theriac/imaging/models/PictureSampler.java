package org.theriac.imaging.models;

import java.util.random.RandomGenerator;

/** A fitted generator of pictures; holds native memory until closed. */
public interface PictureSampler extends AutoCloseable {
    /**
     * New pictures.
     *
     * @return count × channels × height × width, from 0 to 1
     */
    float[] sample(int count, RandomGenerator random);

    @Override
    void close();
}
