package org.theriac.imaging.studies;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.theriac.biostatistics.samples.Memorisation;
import org.theriac.core.report.Numbers;
import org.theriac.core.run.Run;

/** Turns pictures into vectors and compares these. */
final class Judging {
    private final GenerationSettings settings;
    private final GenerationKind.Plan plan;
    private final GenerationKind.Pictures pictures;
    private final Run run;

    Judging(GenerationSettings settings, GenerationKind.Plan plan, GenerationKind.Pictures pictures, Run run) {
        this.settings = settings;
        this.plan = plan;
        this.pictures = pictures;
        this.run = run;
    }

    /**
     * The pictures' features.
     *
     * @param description what they are, in words
     * @param label what their encoder has learned to tell apart; empty without one
     * @param accuracy how often it is right on held-out pictures
     */
    private record Vectors(
            String description,
            String label,
            double accuracy,
            double[][] train,
            double[][] heldOut,
            double[][] generated) {
        int width() {
            return train[0].length;
        }
    }

    Judgement judgement() {
        Vectors vectors = settings.features() instanceof PictureFeatures.Task task
                ? learned(task)
                : reduced((PictureFeatures.Pixels) settings.features());
        run.checkStop();
        GenerationSettings.Protocol protocol = settings.protocol();
        double[][] floor = chosen(vectors.train(), settings.samples(), run.random("floor", 0));
        return new Judgement(
                vectors.description(),
                vectors.width(),
                Judgement.Comparison.of(vectors.generated(), vectors.heldOut(), protocol, run.random("subsets", 0)),
                Judgement.Comparison.of(floor, vectors.heldOut(), protocol, run.random("subsets", 1)),
                Memorisation.of(
                        pictures.generated().vectors(),
                        pictures.heldOut().vectors(),
                        pictures.train().vectors()),
                Memorisation.of(vectors.generated(), vectors.heldOut(), vectors.train()),
                settings.classes().map(label -> utility(label, vectors)));
    }

    private Vectors reduced(PictureFeatures.Pixels pixels) {
        return new Vectors(
                "means over a grid of %d × %d fields of each picture".formatted(pixels.side(), pixels.side()),
                "",
                Double.NaN,
                pictures.train().thumbnails(pixels.side()),
                pictures.heldOut().thumbnails(pixels.side()),
                pictures.generated().thumbnails(pixels.side()));
    }

    private Vectors learned(PictureFeatures.Task task) {
        try (TaskEncoder encoder = onReal(task, run.child("features"))) {
            double[][] train = encoder.features(pictures.train());
            double accuracy = encoder.accuracy(pictures.heldOut(), heldOutCodes(task.label()));
            return new Vectors(
                    "the %d pooled features of a small encoder (%s) that learned to tell '%s' apart on the training rows, in %d epochs from seeded random weights; on the held-out rows it is right on %s"
                            .formatted(
                                    train[0].length,
                                    task.layers().entry().id(),
                                    task.label(),
                                    task.epochs(),
                                    Numbers.percent(accuracy)),
                    task.label(),
                    accuracy,
                    train,
                    encoder.features(pictures.heldOut()),
                    encoder.features(pictures.generated()));
        }
    }

    private int[] heldOutCodes(String label) {
        return GenerationKind.codes(plan.test(), label);
    }

    private TaskEncoder onReal(PictureFeatures.Task task, Run own) {
        int[] codes = GenerationKind.codes(plan.train(), task.label());
        return TaskEncoder.of(task, pictures.train(), codes, levels(task.label()), own);
    }

    private List<String> levels(String label) {
        return plan.cohort().categories(label).levels();
    }

    /** A network that learned from generated pictures alone, tried on real ones beside one that learned from real ones. */
    private Judgement.Utility utility(String label, Vectors vectors) {
        PictureFeatures.Task given =
                settings.features() instanceof PictureFeatures.Task task ? task : PictureFeatures.Task.DEFAULTS;
        PictureFeatures.Task network = new PictureFeatures.Task(
                label, given.layers(), given.epochs(), given.batchSize(), given.learningRate());
        Run own = run.child("utility");
        int[] truth = heldOutCodes(label);
        try (TaskEncoder generated = TaskEncoder.of(
                network, pictures.generated(), pictures.codes(), levels(label), own.child("generated"))) {
            return new Judgement.Utility(
                    generated.accuracy(pictures.heldOut(), truth),
                    vectors.label().equals(label) ? vectors.accuracy() : realAccuracy(network, truth, own),
                    commonest(truth, levels(label).size()));
        }
    }

    private double realAccuracy(PictureFeatures.Task network, int[] truth, Run own) {
        try (TaskEncoder real = onReal(network, own.child("real"))) {
            return real.accuracy(pictures.heldOut(), truth);
        }
    }

    private static double commonest(int[] codes, int classes) {
        int[] counts = new int[classes];
        Arrays.stream(codes).forEach(code -> counts[code]++);
        return Arrays.stream(counts).max().orElse(0) / (double) codes.length;
    }

    /** So many of the vectors, drawn without replacement; all of them if there are fewer. */
    private static double[][] chosen(double[][] vectors, int count, RandomGenerator random) {
        double[][] shuffled = vectors.clone();
        for (int i = 0; i < shuffled.length; i++) {
            int j = i + random.nextInt(shuffled.length - i);
            double[] moved = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = moved;
        }
        return Arrays.copyOf(shuffled, Math.min(count, shuffled.length));
    }
}
