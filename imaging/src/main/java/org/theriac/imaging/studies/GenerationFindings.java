package org.theriac.imaging.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.theriac.biostatistics.samples.Memorisation;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.Safetensors;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Pictures;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.imaging.models.GeneratorFacts;
import org.theriac.learning.adversarial.AdversarialHistory;
import org.theriac.learning.adversarial.AdversarialHistory.Round;

/** Tells what a generation study found. */
final class GenerationFindings {
    private static final int COLUMNS = 8;
    private static final int PAIRS = 12;

    private final GenerationSettings settings;
    private final GenerationKind.Plan plan;
    private final String method;
    private final GenerationKind.Pictures pictures;
    private final ModelState generator;
    private final Judgement judgement;
    private final Run run;

    GenerationFindings(
            GenerationSettings settings,
            GenerationKind.Plan plan,
            String method,
            GenerationKind.Pictures pictures,
            ModelState generator,
            Judgement judgement,
            Run run) {
        this.settings = settings;
        this.plan = plan;
        this.method = method;
        this.pictures = pictures;
        this.generator = generator;
        this.judgement = judgement;
        this.run = run;
    }

    Findings findings() {
        if (copies().length > 0) {
            run.notice(
                    "copies",
                    "Generated pictures are copies of training pictures, or nearly; they are kept out of this report.",
                    copies().length);
        }
        ScoreTable scores = new ScoreTable(method, judgement, settings.protocol());
        List<Notice> notices = run.notices();
        return new Findings(
                scores.headline(),
                List.of(
                        question(),
                        generated(),
                        new Section("results", "How real they look", scores.blocks()),
                        memorisation(),
                        training(),
                        notices(notices),
                        real(),
                        nearest()),
                GenerationResults.json(settings, plan, judgement, history(), notices),
                List.of(),
                Map.of(
                        weightsFile(),
                        Safetensors.write(generator.arrays()),
                        "samples.png",
                        pictures.generated().sheet(shown(), COLUMNS)));
    }

    /** A generator that repeats pictures holds them. */
    private String weightsFile() {
        return copies().length == 0 ? "generator.safetensors" : "generator-contains-patient-data.safetensors";
    }

    private int[] copies() {
        return judgement.inPixels().copies();
    }

    private AdversarialHistory history() {
        return GeneratorFacts.history(generator.facts());
    }

    private Section question() {
        String size = plan.size().height() + " × " + plan.size().width();
        return new Section(
                "question",
                "What was asked",
                List.of(
                        Paragraph.text("Learn from "
                                + Numbers.count(pictures.train().count()) + " pictures ("
                                + plan.cohort().definition(settings.input()).label() + "; " + size
                                + " pixels) to make new ones. " + method
                                + (settings.classes().isPresent()
                                        ? " was shown their classes ("
                                                + plan.cohort()
                                                        .definition(settings.classes()
                                                                .get())
                                                        .label()
                                                + ") and no held-out picture. "
                                        : " was shown no label and no held-out picture. ")
                                + Numbers.count(settings.samples())
                                + " pictures that it makes are compared with "
                                + Numbers.count(pictures.heldOut().count())
                                + " held-out ones, and with those that it learned from."),
                        Paragraph.note(
                                "Pictures are compared by " + judgement.features()
                                        + ". Figures compare only within one encoder and one size of sample, not with published FID or KID."),
                        Paragraph.note((settings.classes().isPresent()
                                        ? ""
                                        : "Pictures are made without regard to a class, so what a classifier trained on them is worth on real ones is not"
                                                + " measured; classes: COLUMN asks for that. ")
                                + "The generator's weights stand in " + weightsFile() + ".")));
    }

    /** The first generated pictures, without copies. */
    private int[] shown() {
        Set<Integer> copied = Arrays.stream(copies()).boxed().collect(Collectors.toSet());
        return IntStream.range(0, pictures.generated().count())
                .filter(i -> !copied.contains(i))
                .limit(settings.protocol().shown())
                .toArray();
    }

    private Section generated() {
        int[] shown = shown();
        List<Block> blocks = new ArrayList<>();
        if (copies().length > 0) {
            blocks.add(Paragraph.warning(Numbers.count(copies().length) + " of "
                    + Numbers.count(pictures.generated().count())
                    + " generated pictures lie so near to a training picture that they must count as its copies. They may show persons and are kept out"
                    + " of this report; give neither them nor the generator away."));
        }
        blocks.add(grid(
                "generated",
                "Generated pictures",
                "The first " + shown.length + " that were made, none chosen by eye"
                        + (copies().length > 0 ? "; copies of training pictures left out." : "."),
                pictures.generated(),
                shown,
                this::generatedLabel));
        return new Section("generated", "What it makes", blocks);
    }

    private String generatedLabel(int row) {
        String number = "generated " + (row + 1);
        return plan.classes().isEmpty()
                ? number
                : number + ", " + plan.classes().get(pictures.codes()[row]);
    }

    private static Pictures grid(
            String id, String title, String caption, PictureSet set, int[] rows, IntFunction<String> label) {
        return new Pictures(
                id,
                title,
                caption,
                COLUMNS,
                Arrays.stream(rows)
                        .mapToObj(row -> new Pictures.Picture(set.png(row), label.apply(row)))
                        .toList());
    }

    private Section memorisation() {
        Memorisation pixels = judgement.inPixels();
        Table table = new Table(
                "Distances to the nearest training picture",
                List.of(
                        Column.text(""),
                        Column.number("generated: median"),
                        Column.number("held out: median"),
                        Column.number("generated is nearer")),
                List.of(row("from pixel to pixel", pixels), row("between features", judgement.inFeatures())),
                List.of(
                        "Generated is nearer: probability that a generated picture lies nearer to the training set than a held-out one; 0.5 for a sound generator,"
                                + " near 1 for one that repeats what it learned from. Below 0.5 it misses the real pictures; smooth pictures lie near to everything.",
                        "Distances are roots of mean squared differences."));
        String verdict = copies().length == 0
                ? "No generated picture counts as a copy of a training picture."
                : Numbers.count(copies().length) + " generated pictures count as copies of training pictures.";
        return new Section(
                "memorisation",
                "Does it repeat what it learned from?",
                List.of(
                        Paragraph.text(verdict
                                + " A copy lies at most a third as far from a training picture as held-out ones usually do (here "
                                + Numbers.measure(pixels.threshold()) + " of the grey scale); by this rule "
                                + countedHeldOut(pixels) + " of "
                                + Numbers.count(pictures.heldOut().count())
                                + " held-out pictures would be copies."),
                        table,
                        distances(pixels)));
    }

    private static String countedHeldOut(Memorisation pixels) {
        return pixels.heldOutCopies() == 0 ? "none" : SmallCells.count(pixels.heldOutCopies());
    }

    private static Row row(String name, Memorisation memorisation) {
        return Row.of(
                name,
                Numbers.measure(quantile(memorisation.generated().distance(), 0.5)),
                Numbers.measure(quantile(memorisation.heldOut().distance(), 0.5)),
                Numbers.measure(memorisation.closer()));
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private Figure distances(Memorisation pixels) {
        return new Figure(
                "distances",
                "Distances to the nearest training picture",
                "Share of pictures whose nearest training picture lies within a distance (pixel to pixel). Where the generated line rises before that of the"
                        + " held-out pictures, generated pictures lie nearer to the training set than new real ones do.",
                "Two rising lines; a generator that copies has a line that rises early.",
                new LinesOverTime(
                                "distance",
                                "share within",
                                true,
                                Optional.empty(),
                                List.of(
                                        cumulative(
                                                "generated", pixels.generated().distance()),
                                        cumulative("held out", pixels.heldOut().distance())))
                        .specification());
    }

    /** Percentiles, so that no single picture's distance is drawn. */
    private static LinesOverTime.Line cumulative(String name, double[] distances) {
        double[] share = IntStream.rangeClosed(1, 49).mapToDouble(i -> i / 50.0).toArray();
        double[] distance =
                Arrays.stream(share).map(s -> quantile(distances, s)).toArray();
        return line(name, distance, share);
    }

    private static LinesOverTime.Line line(String name, double[] x, double[] y) {
        double[] none = new double[x.length];
        Arrays.fill(none, Double.NaN);
        return new LinesOverTime.Line(name, x, y, none, none);
    }

    private Section training() {
        List<Round> rounds = history().rounds();
        double[] step = rounds.stream().mapToDouble(Round::criticSteps).toArray();
        return new Section(
                "training",
                "How it learned",
                List.of(new Figure(
                        "losses",
                        "Losses in training",
                        "The critic's estimate of the distance between real and generated pictures, D(real) − D(fake), and the penalty on its slope"
                                + " before its weight, mean over the critic's steps of a round. The distance should fall while the penalty stays small.",
                        "Two lines over the steps of the critic.",
                        new LinesOverTime(
                                        "steps of the critic",
                                        "loss",
                                        true,
                                        Optional.of(0.0),
                                        List.of(
                                                line(
                                                        "distance",
                                                        step,
                                                        rounds.stream()
                                                                .mapToDouble(Round::distance)
                                                                .toArray()),
                                                line(
                                                        "penalty",
                                                        step,
                                                        rounds.stream()
                                                                .mapToDouble(Round::penalty)
                                                                .toArray())))
                                .specification())));
    }

    private static Section notices(List<Notice> notices) {
        List<Block> blocks = notices.isEmpty()
                ? List.of(Paragraph.text("Nothing was repaired and nothing needs a warning."))
                : List.of(new Table(
                        "",
                        List.of(Column.text("Where"), Column.text("What"), Column.number("Count")),
                        notices.stream()
                                .map(notice ->
                                        Row.of(notice.where(), notice.sentence(), SmallCells.count(notice.count())))
                                .toList(),
                        List.of()));
        return new Section("notices", "Notices", blocks);
    }

    private Section real() {
        int shown = Math.min(settings.protocol().shown(), pictures.heldOut().count());
        return new Section(
                        "real",
                        "Real pictures",
                        List.of(grid(
                                "held-out",
                                "Held-out pictures",
                                "The first " + shown + " of them, to be seen beside the generated ones.",
                                pictures.heldOut(),
                                IntStream.range(0, shown).toArray(),
                                row -> "real " + (row + 1))))
                .ofIndividuals();
    }

    /** The generated pictures that lie nearest to a training picture, each beside that; copies are always among them. */
    private Section nearest() {
        Memorisation pixels = judgement.inPixels();
        double[] distance = pixels.generated().distance();
        List<Pictures.Picture> pairs = new ArrayList<>();
        IntStream.range(0, distance.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance[i]))
                .limit(Math.max(PAIRS, copies().length))
                .forEach(i -> {
                    int neighbour = pixels.generated().index()[i];
                    String copy = distance[i] <= pixels.threshold() ? "copy, " : "";
                    pairs.add(new Pictures.Picture(pictures.generated().png(i), generatedLabel(i)));
                    pairs.add(new Pictures.Picture(
                            pictures.train().png(neighbour), copy + "distance " + Numbers.measure(distance[i])));
                });
        return new Section(
                        "nearest",
                        "Nearest training pictures",
                        List.of(new Pictures(
                                "neighbours",
                                "Generated pictures beside the training pictures nearest to them",
                                "In pairs, the nearest pair first: left generated, right the real training picture.",
                                COLUMNS,
                                pairs)))
                .ofIndividuals();
    }
}
