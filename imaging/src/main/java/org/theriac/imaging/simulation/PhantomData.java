package org.theriac.imaging.simulation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.Definition.Known;
import org.theriac.core.cohort.Definition.Source;
import org.theriac.core.table.DatasetEntry;
import org.theriac.imaging.formats.NpzWriter;
import org.theriac.learning.tensor.Streams;

/** Data sets of {@linkplain ChestPhantom simulated X-rays}: made anew whenever they are opened, always the same. */
public final class PhantomData {
    private static final String LICENCE = "made by Theriac, Apache-2.0";
    private static final String CITATION = "Simulated with planted truth";
    private static final int SIDE = 64;
    private static final long SEED = 20_261_122;

    private PhantomData() {}

    /** All data sets of this class. */
    public static List<DatasetEntry> entries() {
        return List.of(
                new DatasetEntry(
                        "chest_phantom",
                        "Simulated chest X-rays: 1,200 pictures of 64 × 64 pixels, with masks of the lesions",
                        LICENCE,
                        CITATION,
                        "chest_phantom.npz",
                        () -> lesions(1200),
                        "",
                        PhantomData::lesionColumns),
                new DatasetEntry(
                        "chest_phantom_survival",
                        "Simulated survival of 1,500 patients whose hazard grows with the lesions on their X-rays",
                        LICENCE,
                        CITATION,
                        "chest_phantom_survival.npz",
                        () -> survival(1500),
                        "",
                        PhantomData::survivalColumns));
    }

    private static InputStream lesions(int n) {
        ChestPhantom phantom = phantom(0.5, 4);
        Stack images = new Stack(n);
        Stack masks = new Stack(n);
        double[] diseased = new double[n];
        for (int row = 0; row < n; row++) {
            ChestPhantom.Xray xray = phantom.xray(SEED, row);
            images.add(xray.pixels());
            masks.add(xray.lesion());
            diseased[row] = xray.diseased() ? 1 : 0;
        }
        return new ByteArrayInputStream(images.into(masks.into(new NpzWriter(), "masks"), "images")
                .numbers("diseased", diseased)
                .write());
    }

    /**
     * The log-risk is proportional to the area of the lesions, centred; times are exponential, censoring is uniform over the study.
     */
    private static InputStream survival(int n) {
        ChestPhantom phantom = phantom(0.85, 6);
        Streams streams = Streams.seeded(SEED);
        Stack images = new Stack(n);
        double[] logRisk = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        for (int row = 0; row < n; row++) {
            ChestPhantom.Xray xray = phantom.xray(SEED + 1, row);
            images.add(xray.pixels());
            logRisk[row] = RISK_OF_AREA * (area(xray) - MEAN_AREA);
            RandomGenerator random = streams.at("survival", row);
            double death = -Math.log(1 - random.nextDouble()) * MEAN_SURVIVAL * Math.exp(-logRisk[row]);
            double end = FOLLOW_UP * random.nextDouble();
            time[row] = Math.min(death, end);
            event[row] = death <= end ? 1 : 0;
        }
        return new ByteArrayInputStream(images.into(new NpzWriter(), "images")
                .numbers("log_risk", logRisk)
                .numbers("time", time)
                .numbers("event", event)
                .write());
    }

    /** Log-risk of a picture that is all lesion. */
    private static final double RISK_OF_AREA = 60;

    private static final double MEAN_AREA = 0.03;
    private static final double MEAN_SURVIVAL = 24;
    private static final double FOLLOW_UP = 96;

    private static double area(ChestPhantom.Xray xray) {
        int places = 0;
        for (boolean lesion : xray.lesion()) {
            places += lesion ? 1 : 0;
        }
        return places / (double) xray.lesion().length;
    }

    private static ChestPhantom phantom(double prevalence, int mostBlobs) {
        ChestPhantom d = ChestPhantom.DEFAULTS;
        return new ChestPhantom(SIDE, prevalence, mostBlobs, d.contrast(), d.noise(), ChestPhantom.Marker.NONE);
    }

    private static List<Definition> lesionColumns() {
        return List.of(
                column("images", "Simulated frontal chest X-ray", Known.AT),
                new Definition(
                        "masks",
                        "Places of the lesions",
                        Optional.empty(),
                        Optional.empty(),
                        Known.AFTER,
                        Source.MEASURED,
                        List.of(),
                        Optional.of("The planted truth.")),
                new Definition(
                        "diseased",
                        "Lesions",
                        Optional.empty(),
                        Optional.of(Definition.Type.CATEGORY),
                        Known.AFTER,
                        Source.MEASURED,
                        List.of("absent", "present"),
                        Optional.empty()));
    }

    private static List<Definition> survivalColumns() {
        return List.of(
                column("images", "Simulated frontal chest X-ray", Known.AT),
                new Definition(
                        "log_risk",
                        "Planted log-risk",
                        Optional.empty(),
                        Optional.empty(),
                        Known.AT,
                        Source.MODEL,
                        List.of(),
                        Optional.of("What the times were drawn with: an input only for the oracle.")),
                column("time", "Time to death or end of follow-up", Known.AFTER),
                column("event", "Death", Known.AFTER));
    }

    private static Definition column(String name, String label, Known known) {
        return new Definition(
                name, label, Optional.empty(), Optional.empty(), known, Source.MEASURED, List.of(), Optional.empty());
    }

    /** Pictures one after the other, as bytes. */
    private static final class Stack {
        private final byte[] bytes;
        private final int pictures;
        private int at;

        Stack(int pictures) {
            this.pictures = pictures;
            bytes = new byte[pictures * SIDE * SIDE];
        }

        void add(float[] pixels) {
            for (float pixel : pixels) {
                bytes[at++] = (byte) Math.round(255 * pixel);
            }
        }

        void add(boolean[] mask) {
            for (boolean place : mask) {
                bytes[at++] = (byte) (place ? 255 : 0);
            }
        }

        NpzWriter into(NpzWriter archive, String name) {
            return archive.pixels(name, bytes, pictures, SIDE, SIDE);
        }
    }
}
