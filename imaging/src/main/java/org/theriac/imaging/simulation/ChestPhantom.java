package org.theriac.imaging.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.tensor.Streams;

/**
 * Made-up frontal chest X-rays with planted truth: a bright body, two dark ellipses for lungs, ribs, noise; a diseased one has bright Gaussian blobs in the
 * upper thirds of its lungs. A classifier that is right must find them, and an explanation must point at them. A letter in the upper corner, as machines
 * burn it in, plants a shortcut: where it stands on diseased images only, a network may read the letter instead of the lungs.
 *
 * @param side height and width in pixels
 * @param mostBlobs a diseased image has from 1 to so many
 * @param contrast brightness at the middle of a blob; lungs are at about 0.3, the body at 0.7
 * @param noise standard deviation of each pixel
 */
@Meaning("Simulated chest X-rays: lungs, ribs, noise, and blobs in the upper thirds where there is disease.")
public record ChestPhantom(
        @Meaning("Height and width in pixels.") @Range(min = 32, max = 1024)
        int side,

        @Meaning("Probability of disease.") @Range(min = 0, max = 1)
        double prevalence,

        @Meaning("Most blobs of a diseased image.") @Range(min = 1, max = 10)
        int mostBlobs,

        @Meaning("Brightness that the middle of a blob adds; the lungs have about 0.3.") @Range(min = 0, max = 1)
        double contrast,

        @Meaning("Standard deviation of the noise of a pixel.") @Range(min = 0, max = 1)
        double noise,

        @Meaning("On which images a letter stands in the upper left corner.")
        Marker marker) {
    /** Where the letter stands. */
    public enum Marker {
        NONE,
        /** A shortcut: the letter tells the answer. */
        ON_DISEASED,
        /** The shortcut turned round: what a network that reads the letter gets wrong. */
        ON_HEALTHY
    }

    /** 128 × 128, as common as not, one to four blobs. */
    public static final ChestPhantom DEFAULTS = new ChestPhantom(128, 0.5, 4, 0.35, 0.06, Marker.NONE);

    /**
     * One image.
     *
     * @param pixels side × side in row-major order, from 0 to 1
     * @param lesion the same places: whether a blob adds at least half of its brightness there
     */
    public record Xray(int side, float[] pixels, boolean[] lesion, boolean diseased) {
        /** The lesion and everything within so many pixels of it, along each axis. */
        public boolean[] lesionWithin(int pixels) {
            boolean[] wider = new boolean[lesion.length];
            for (int place = 0; place < lesion.length; place++) {
                if (lesion[place]) {
                    int row = place / side;
                    int column = place % side;
                    int left = Math.max(0, column - pixels);
                    int right = Math.min(side - 1, column + pixels);
                    for (int r = Math.max(0, row - pixels); r <= Math.min(side - 1, row + pixels); r++) {
                        Arrays.fill(wider, r * side + left, r * side + right + 1, true);
                    }
                }
            }
            return wider;
        }
    }

    /** A lung: an ellipse, in parts of the side. */
    private record Lung(double row, double column, double tall, double wide) {
        /** Squared distance from the middle, 1 at the border. */
        double at(double r, double c) {
            double dr = (r - row) / tall;
            double dc = (c - column) / wide;
            return dr * dr + dc * dc;
        }
    }

    private static final double BODY = 0.7;
    private static final double LUNG = 0.3;
    private static final double RIB = 0.12;
    private static final int RIBS = 7;

    /** Beyond this exponent a blob is below a thousandth. */
    private static final double FAR = 7;

    /** The letter L on 7 × 5 cells. */
    private static final String[] LETTER = {"#....", "#....", "#....", "#....", "#....", "#....", "#####"};

    /** Image number {@code index}: a function of seed and index. */
    public Xray xray(long seed, long index) {
        RandomGenerator random = Streams.seeded(seed).at("chest phantom", index);
        boolean diseased = random.nextDouble() < prevalence;
        double shift = 0.03 * random.nextGaussian();
        double swell = 1 + 0.06 * random.nextGaussian();
        Lung[] lungs = {
            new Lung(0.5 + shift, 0.3, 0.33 * swell, 0.15 * swell),
            new Lung(0.5 + shift, 0.7, 0.33 * swell, 0.15 * swell)
        };
        double[] image = new double[side * side];
        body(image, lungs, random.nextDouble());
        boolean[] lesion = new boolean[image.length];
        if (diseased) {
            int blobs = 1 + random.nextInt(mostBlobs);
            for (int blob = 0; blob < blobs; blob++) {
                blob(image, lesion, lungs[random.nextInt(2)], random);
            }
        }
        exposure(image, random);
        if (marker == Marker.ON_DISEASED && diseased || marker == Marker.ON_HEALTHY && !diseased) {
            letter(image);
        }
        float[] pixels = new float[image.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.min(1, Math.max(0, image[i]));
        }
        return new Xray(side, pixels, lesion, diseased);
    }

    private void body(double[] image, Lung[] lungs, double phase) {
        for (int place = 0; place < image.length; place++) {
            double r = row(place);
            double c = column(place);
            double edge = Math.min(lungs[0].at(r, c), lungs[1].at(r, c));
            // A border of a few pixels, as of a soft organ.
            double inside = 1 / (1 + Math.exp(12 * (edge - 1)));
            double fromSpine = Math.abs(c - 0.5);
            double wave = Math.cos(2 * Math.PI * (RIBS * (r + 0.6 * fromSpine) + phase));
            double rib = RIB * Math.max(0, wave - 0.5) / 0.5;
            image[place] = BODY + (LUNG - BODY) * inside + rib * inside;
        }
    }

    /** The height of a pixel's middle, from 0 at the top to 1. */
    private double row(int place) {
        int row = place / side;
        return (row + 0.5) / side;
    }

    private double column(int place) {
        return (place % side + 0.5) / side;
    }

    /** A Gaussian of 2.5 to 5 % of the side within the upper third of a lung. */
    private void blob(double[] image, boolean[] lesion, Lung lung, RandomGenerator random) {
        double sd = 0.025 + 0.025 * random.nextDouble();
        double row = lung.row() - lung.tall() * (1.0 / 3 + 0.45 * random.nextDouble());
        double reach = Math.sqrt(Math.max(0, 1 - Math.pow((row - lung.row()) / lung.tall(), 2)));
        double column = lung.column() + 0.6 * reach * lung.wide() * (2 * random.nextDouble() - 1);
        double height = contrast * (0.8 + 0.4 * random.nextDouble());
        for (int place = 0; place < image.length; place++) {
            double dr = row(place) - row;
            double dc = column(place) - column;
            double squares = (dr * dr + dc * dc) / (2 * sd * sd);
            if (squares > FAR) {
                continue;
            }
            double bell = Math.exp(-squares);
            image[place] += height * bell;
            lesion[place] |= bell >= 0.5;
        }
    }

    /** The dose, the gain, and the noise of each pixel. */
    private void exposure(double[] image, RandomGenerator random) {
        double gain = 1 + 0.1 * random.nextGaussian();
        double offset = 0.04 * random.nextGaussian();
        for (int place = 0; place < image.length; place++) {
            image[place] = 0.5 + gain * (image[place] - 0.5) + offset + noise * random.nextGaussian();
        }
    }

    /** White, a tenth of the side high. */
    private void letter(double[] image) {
        int cell = Math.max(1, side / 64);
        int from = Math.max(2, side / 32);
        for (int row = 0; row < LETTER.length * cell; row++) {
            for (int column = 0; column < LETTER[0].length() * cell; column++) {
                if (LETTER[row / cell].charAt(column / cell) == '#') {
                    image[(from + row) * side + from + column] = 1;
                }
            }
        }
    }
}
