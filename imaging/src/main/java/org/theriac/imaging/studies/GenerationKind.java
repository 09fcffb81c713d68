package org.theriac.imaging.studies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.PublishedSystem;
import org.theriac.core.kind.StudyKind;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.ModelStateCodec;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.models.GenerativeMethod;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.models.PictureSampler;
import org.theriac.imaging.models.TrainingPictures;
import org.theriac.imaging.systems.wgan.WganGp;
import org.theriac.learning.tensor.Native;

/** The kind 'generation': fits a generator to training pictures, without outcome, and judges its pictures beside real ones that it has not seen. */
public final class GenerationKind implements StudyKind<GenerationSettings> {
    /** The kind's line in the catalogue. */
    public static final KindEntry<GenerationSettings> ENTRY = new KindEntry<>(
            "generation",
            "Fits a generator of pictures and compares what it makes with real pictures that it has not seen.",
            true,
            GenerationSettings.DEFAULTS,
            catalogue -> new GenerationKind(),
            List.of(new PublishedSystem(
                    WganGp.ENTRY.id(),
                    "WGAN-GP",
                    WganGp.ENTRY.purpose(),
                    "Gulrajani I et al., Improved training of Wasserstein GANs, NeurIPS 2017 (arXiv 1704.00028)")),
            Optional.empty());

    /** The table's pictures, parted. */
    record Plan(Cohort cohort, HeldOut rows, Images.Size size, List<String> classes) {
        Cohort train() {
            return cohort.take(rows.train());
        }

        Cohort test() {
            return cohort.take(rows.test());
        }
    }

    /**
     * Pictures in their three roles.
     *
     * @param codes class of each generated one; all 0 without classes
     */
    record Pictures(PictureSet train, PictureSet heldOut, PictureSet generated, int[] codes) {}

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
        int[] learned =
                settings.classes().map(label -> codes(plan.train(), label)).orElseGet(() -> new int[0]);
        TrainingPictures shown = new TrainingPictures(
                plan.size(), train.pixels(), learned, plan.classes().size());
        ModelState generator = fit.once("generator", new ModelStateCodec(), () -> method.fit(shown, fit));
        int[] codes = asOften(learned, settings.samples(), run.random("sample classes", 0));
        PictureSet generated;
        try (PictureSampler sampler = method.restore(generator)) {
            generated = PictureSet.quantised(plan.size(), sampler.sample(codes, run.random("samples", 0)));
        }
        Pictures pictures = new Pictures(train, heldOut, generated, codes);
        Judgement judgement = new Judging(settings, plan, pictures, run).judgement();
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
            classes(cohort, "features.task.label", task.label());
        }
        List<String> classes = settings.classes()
                .map(label -> classes(cohort, "classes", label))
                .orElseGet(List::of);
        HeldOut rows = HeldOut.of(cohort, settings.protocol(), run);
        Image first = PictureSet.column(cohort, input).get(rows.train()[0]);
        return new Plan(cohort, rows, PictureSet.size(first), classes);
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

    private static List<String> classes(Cohort cohort, String key, String label) {
        if (!cohort.has(label) || !(cohort.column(label) instanceof CategoryColumn column)) {
            throw new UserError(
                    key + " names '" + label + "', which is no column of categories; the table's columns are: "
                            + String.join(", ", cohort.names()) + ".");
        }
        if (IntStream.range(0, column.rows()).anyMatch(column::missing)) {
            throw new UserError(key + ": column '" + label
                    + "' has no value in some rows, but every picture's class is needed. Leave such rows out.");
        }
        if (IntStream.range(0, column.rows()).map(column::code).distinct().count() < 2) {
            throw new UserError(key + ": all rows are of one class of '" + label
                    + "'; nothing is to be told apart. For features, choose {pixels: {}}.");
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

    /** Classes drawn as often as they stand among the training pictures; all 0 without classes. */
    private static int[] asOften(int[] learned, int count, RandomGenerator random) {
        return learned.length == 0
                ? new int[count]
                : random.ints(count, 0, learned.length).map(row -> learned[row]).toArray();
    }

    static int[] codes(Cohort rows, String label) {
        CategoryColumn column = rows.categories(label);
        return IntStream.range(0, rows.rows()).map(column::code).toArray();
    }
}
