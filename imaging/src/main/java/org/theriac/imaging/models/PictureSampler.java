package org.theriac.imaging.models;

import java.util.random.RandomGenerator;

/** A fitted generator of pictures; holds native memory until closed. */
public interface PictureSampler extends AutoCloseable {
    /**
     * New pictures.
     *
     * @param codes class of each one to be made; of no meaning to a generator that learned without classes
     * @return count × channels × height × width, from 0 to 1
     */
    float[] sample(int[] codes, RandomGenerator random);

    @Override
    void close();
}
