package org.theriac.imaging.studies;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.samples.Memorisation;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.StudyKind;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.ModelStateCodec;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.run.Run;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.models.GenerativeMethod;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.models.PictureSampler;
import org.theriac.learning.tensor.Native;

/** The kind 'generation': fits a generator to training pictures, without outcome, and judges its pictures beside real ones that it has not seen. */
public final class GenerationKind implements StudyKind<GenerationSettings> {
    /** The kind's line in the catalogue. */
    public static final KindEntry<GenerationSettings> ENTRY = new KindEntry<>(
            "generation",
            "Fits a generator of pictures and compares what it makes with real pictures that it has not seen.",
            GenerationSettings.DEFAULTS,
            catalogue -> new GenerationKind());

    /** The table's pictures, parted. */
    record Plan(Cohort cohort, HeldOut rows, Images.Size size) {
        Cohort train() {
            return cohort.take(rows.train());
        }

        Cohort test() {
            return cohort.take(rows.test());
        }
    }

    /** Pictures in their three roles. */
    record Pictures(PictureSet train, PictureSet heldOut, PictureSet generated) {}

    @Override
    public void check(GenerationSettings settings, Map<String, Cohort> data, Run run) {
        plan(settings, data, run);
    }

    @Override
    public Findings run(GenerationSettings settings, Map<String, Cohort> data, Run run) {
        Native.load();
        // a resumed run, which trains no more, then computes with as many threads as an unbroken one
        Native.threads(1);
        Plan plan = plan(settings, data, run);
        tellOfEqualFiles(plan, settings.input(), run);
        PictureSet train = PictureSet.read(plan.train(), settings.input(), plan.size());
        PictureSet heldOut = PictureSet.read(plan.test(), settings.input(), plan.size());
        GenerativeMethod method = settings.method().create();
        Run fit = run.child(settings.method().entry().id());
        ModelState generator =
                fit.once("generator", new ModelStateCodec(), () -> method.fit(train.pixels(), plan.size(), fit));
        Pictures pictures = new Pictures(train, heldOut, generated(method, generator, settings, plan.size(), run));
        Judgement judgement = judged(settings, plan, pictures, run);
        if (judgement.generated().frechet().singular()) {
            run.notice(
                    "singular-covariance",
                    "A set of pictures is no larger than the width of the features (" + judgement.width()
                            + "): its covariance is singular, and the Fréchet distance says little.",
                    1);
        }
        return new GenerationFindings(settings, plan, method.title(), pictures, generator, judgement, run).findings();
    }

    private static Plan plan(GenerationSettings settings, Map<String, Cohort> data, Run run) {
        if (data.size() != 1) {
            throw new UserError("data: names " + data.size() + " tables; a generation study reads one.");
        }
        Cohort read = data.values().iterator().next();
        String input = settings.input();
        if (!read.has(input) || read.column(input).type() != Image.class) {
            List<String> pictures = read.names().stream()
                    .filter(name -> read.column(name).type() == Image.class)
                    .toList();
            throw new UserError("input names '" + input + "', which is no column of pictures; those are: "
                    + (pictures.isEmpty() ? "none" : String.join(", ", pictures)) + ".");
        }
        Cohort cohort = withPictures(read, input, run);
        if (settings.features() instanceof PictureFeatures.Task task) {
            classes(cohort, task.label());
        }
        HeldOut rows = HeldOut.of(cohort, settings.protocol(), run);
        Image first = PictureSet.column(cohort, input).get(rows.train()[0]);
        return new Plan(cohort, rows, PictureSet.size(first));
    }

    private static Cohort withPictures(Cohort read, String input, Run run) {
        FileColumn<Image> column = PictureSet.column(read, input);
        int[] present = IntStream.range(0, read.rows())
                .filter(row -> !column.missing(row))
                .toArray();
        if (present.length < read.rows()) {
            run.notice("picture-missing", "Rows without a picture were left out.", (long) read.rows() - present.length);
            return read.take(present);
        }
        return read;
    }

    private static List<String> classes(Cohort cohort, String label) {
        if (!cohort.has(label) || !(cohort.column(label) instanceof CategoryColumn column)) {
            throw new UserError(
                    "features.task.label names '" + label + "', which is no column of categories; its columns are: "
                            + String.join(", ", cohort.names()) + ".");
        }
        if (IntStream.range(0, column.rows()).map(column::code).distinct().count() < 2) {
            throw new UserError("features.task.label: all rows are of one class of '" + label
                    + "'; an encoder learns nothing from that. Choose features: {pixels: {}}.");
        }
        if (IntStream.range(0, column.rows()).anyMatch(column::missing)) {
            throw new UserError("column '" + label + "' has no value in some rows; the encoder of features.task learns"
                    + " from every picture's class. Leave such rows out, or choose features: {pixels: {}}.");
        }
        return column.levels();
    }

    private static void tellOfEqualFiles(Plan plan, String input, Run run) {
        long equal = plan.rows().equalFiles(plan.cohort(), input);
        if (equal > 0) {
            run.notice(
                    "equal-pictures",
                    "Held-out pictures are, byte for byte, also pictures to learn from; distances between the two parts are too small.",
                    equal);
        }
    }

    private static PictureSet generated(
            GenerativeMethod method, ModelState generator, GenerationSettings settings, Images.Size size, Run run) {
        try (PictureSampler sampler = method.restore(generator)) {
            return PictureSet.quantised(size, sampler.sample(settings.samples(), run.random("samples", 0)));
        }
    }

    private static Judgement judged(GenerationSettings settings, Plan plan, Pictures pictures, Run run) {
        if (settings.features() instanceof PictureFeatures.Pixels pixels) {
            return judged(
                    settings,
                    "means over a grid of " + pixels.side() + " × " + pixels.side() + " fields of each picture",
                    pictures,
                    new Vectors(
                            pictures.train().thumbnails(pixels.side()),
                            pictures.heldOut().thumbnails(pixels.side()),
                            pictures.generated().thumbnails(pixels.side())),
                    run);
        }
        PictureFeatures.Task task = (PictureFeatures.Task) settings.features();
        List<String> classes = classes(plan.cohort(), task.label());
        Run own = run.child("features");
        int[] codes = codes(plan.train(), task.label());
        ModelState state = own.once(
                "encoder", new ModelStateCodec(), () -> TaskEncoder.fit(task, pictures.train(), codes, classes, own));
        try (TaskEncoder encoder = TaskEncoder.restore(task, plan.size(), classes, state)) {
            double accuracy = encoder.accuracy(pictures.heldOut(), codes(plan.test(), task.label()));
            Vectors vectors = new Vectors(
                    encoder.features(pictures.train()),
                    encoder.features(pictures.heldOut()),
                    encoder.features(pictures.generated()));
            return judged(
                    settings,
                    "the %d pooled features of a small encoder (%s) that learned to tell '%s' apart on the training rows, in %d epochs from seeded random weights; on the held-out rows it is right on %s"
                            .formatted(
                                    vectors.width(),
                                    task.layers().entry().id(),
                                    task.label(),
                                    task.epochs(),
                                    Numbers.percent(accuracy)),
                    pictures,
                    vectors,
                    run);
        }
    }

    private static int[] codes(Cohort rows, String label) {
        CategoryColumn column = rows.categories(label);
        return IntStream.range(0, rows.rows()).map(column::code).toArray();
    }

    /** The pictures' features. */
    private record Vectors(double[][] train, double[][] heldOut, double[][] generated) {
        int width() {
            return train[0].length;
        }
    }

    private static Judgement judged(
            GenerationSettings settings, String features, Pictures pictures, Vectors vectors, Run run) {
        run.checkStop();
        GenerationSettings.Protocol protocol = settings.protocol();
        double[][] floor = chosen(vectors.train(), settings.samples(), run.random("floor", 0));
        return new Judgement(
                features,
                vectors.width(),
                Judgement.Comparison.of(vectors.generated(), vectors.heldOut(), protocol, run.random("subsets", 0)),
                Judgement.Comparison.of(floor, vectors.heldOut(), protocol, run.random("subsets", 1)),
                Memorisation.of(
                        pictures.generated().vectors(),
                        pictures.heldOut().vectors(),
                        pictures.train().vectors()),
                Memorisation.of(vectors.generated(), vectors.heldOut(), vectors.train()));
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
