package org.theriac.imaging.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.Stored;
import org.theriac.core.method.ModelState;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Pictures;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;
import org.theriac.core.study.PartEntry;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.formats.ImageFile;
import org.theriac.imaging.models.GenerativeMethod;
import org.theriac.imaging.models.GeneratorFacts;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.models.PictureSampler;
import org.theriac.imaging.models.TrainingPictures;
import org.theriac.imaging.systems.wgan.WganGp;
import org.theriac.imaging.systems.wgan.WganGpSettings;

class GenerationKindTest {
    private static final int SIDE = 8;

    /** A bright bar, vertical or horizontal, at a random place, in noise. */
    private static Image bar(long number) {
        SplittableRandom random = new SplittableRandom(number);
        boolean vertical = number % 2 == 0;
        int place = random.nextInt(SIDE);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            boolean lit = (vertical ? i % SIDE : i / SIDE) == place;
            pixels[i] = (float) (lit ? 0.5 + 0.4 * random.nextDouble() : 0.4 * random.nextDouble());
        }
        return Image.ofPlanes(pixels, 1, SIDE, SIDE);
    }

    private record Kept(Image image, int row) implements Stored<Image> {
        @Override
        public String name() {
            return "picture " + row;
        }

        @Override
        public Image decode() {
            return image;
        }

        @Override
        public String digest() {
            return Integer.toString(Arrays.hashCode(image.samples()));
        }
    }

    private static Cohort cohort(List<Image> pictures) {
        int n = pictures.size();
        List<Optional<Kept>> stored = new ArrayList<>();
        for (int row = 0; row < n; row++) {
            stored.add(Optional.of(new Kept(pictures.get(row), row)));
        }
        return new Cohort(
                List.of(
                        new FileColumn<>("picture", new ImageFile(), stored),
                        new CategoryColumn(
                                "direction",
                                List.of("vertical", "horizontal"),
                                IntStream.range(0, n).map(row -> row % 2).toArray()),
                        new CategoryColumn(
                                "part",
                                List.of("train", "test"),
                                IntStream.range(0, n)
                                        .map(row -> row % 3 == 0 ? 1 : 0)
                                        .toArray())),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    private static Cohort bars(int n) {
        return cohort(IntStream.range(0, n).mapToObj(GenerationKindTest::bar).toList());
    }

    private static GenerationSettings settings(GenerativeMethod method, PictureFeatures features) {
        GenerationSettings.Protocol judged = new GenerationSettings.Protocol(
                Optional.of(GenerationSettings.Marked.DEFAULTS), 0.2, Cohort.SUBJECT, 3, 20, 0.95, 8);
        PartEntry<WganGpSettings, GenerativeMethod> entry =
                new PartEntry<>(GenerativeMethod.class, "method", "", WganGpSettings.DEFAULTS, settings -> method);
        return new GenerationSettings("picture", Optional.empty(), entry.choice(), features, 80, judged);
    }

    private static Findings run(GenerationSettings settings, Cohort cohort) {
        return new GenerationKind().run(settings, Map.of("pictures", cohort), Run.inMemory(1));
    }

    private static Section section(Findings findings, String id) {
        return findings.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Instead of learning: draws new bars, of the class asked for, or repeats what it was shown so many times. */
    private record Drawing(int copies) implements GenerativeMethod {
        @Override
        public String title() {
            return "Drawing";
        }

        @Override
        public ModelState fit(TrainingPictures pictures, Run run) {
            ModelState state = new WganGp(new WganGpSettings(2, 1, 5, 5, 2, 1e-3, 10, 0)).fit(pictures, run);
            var first = state.facts().putArray("first");
            for (int i = 0; i < SIDE * SIDE; i++) {
                first.add(pictures.pixels()[i]);
            }
            return state;
        }

        @Override
        public PictureSampler restore(ModelState state) {
            JsonNode first = state.facts().path("first");
            int classes = GeneratorFacts.classes(state.facts());
            return new PictureSampler() {
                @Override
                public float[] sample(int[] codes, RandomGenerator random) {
                    int count = codes.length;
                    float[] pixels = new float[count * SIDE * SIDE];
                    for (int row = 0; row < count; row++) {
                        float[] one = bar(10_000 + (classes == 0 ? row : 2 * row + codes[row]))
                                .planes();
                        for (int i = 0; i < one.length; i++) {
                            pixels[row * one.length + i] =
                                    row < copies ? (float) first.path(i).asDouble() : one[i];
                        }
                    }
                    return pixels;
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void trainedGeneratorIsJudgedByAnEncoderOfTheTask() {
        PictureFeatures.Task task =
                new PictureFeatures.Task("direction", PictureFeatures.Task.DEFAULTS.layers(), 2, 16, 1e-3);
        GenerationSettings settings = settings(new WganGp(new WganGpSettings(4, 2, 20, 5, 8, 1e-3, 10, 0.5)), task);
        Findings findings = run(settings, bars(180));
        JsonNode json = findings.results();
        assertThat(json.path("cohort").path("rows_training").asInt()).isEqualTo(120);
        assertThat(json.path("cohort").path("rows_held_out").asInt()).isEqualTo(60);
        assertThat(json.path("features").path("width").asInt()).isEqualTo(32);
        assertThat(json.path("generated").path("kid").path("value").asDouble())
                .isGreaterThan(json.path("real").path("kid").path("value").asDouble());
        assertThat(json.path("training").path("distance")).hasSize(4);
        assertThat(findings.files()).containsOnlyKeys("generator.safetensors", "samples.png");
        assertThat(run(settings, bars(180)).results()).isEqualTo(json);
    }

    @Test
    void picturesOfTheSameKindScoreAsRealOnes() {
        Findings findings = run(settings(new Drawing(0), PictureFeatures.Pixels.DEFAULTS), bars(240));
        JsonNode json = findings.results();
        JsonNode kid = json.path("generated").path("kid");
        assertThat(kid.path("lower").asDouble()).isLessThan(0);
        assertThat(kid.path("upper").asDouble()).isGreaterThan(0);
        assertThat(json.path("generated").path("precision").asDouble()).isGreaterThan(0.8);
        assertThat(json.path("memorisation").path("pixels").path("closer").asDouble())
                .isBetween(0.35, 0.65);
        assertThat(json.path("memorisation").path("pixels").path("copies").asInt())
                .isZero();
        // 36 fields of the grid, 80 pictures: regular
        assertThat(json.path("generated").path("fid").path("singular").asBoolean())
                .isFalse();
    }

    /** The made pictures' direction follows their class: a network that learned from them names the direction of real ones. */
    @Test
    void picturesOfAClassTeachWhatRealOnesDo() {
        GenerationSettings plain = settings(
                new Drawing(0),
                new PictureFeatures.Task("direction", PictureFeatures.Task.DEFAULTS.layers(), 6, 16, 3e-3));
        GenerationSettings classes = new GenerationSettings(
                "picture", Optional.of("direction"), plain.method(), plain.features(), 160, plain.protocol());
        Findings findings = run(classes, bars(240));
        JsonNode utility = findings.results().path("utility");
        assertThat(utility.path("commonest").asDouble()).isEqualTo(0.5);
        assertThat(utility.path("real").asDouble()).isGreaterThan(0.85);
        assertThat(utility.path("generated").asDouble()).isGreaterThan(0.85);
        Pictures shown = (Pictures) section(findings, "generated").blocks().get(0);
        assertThat(shown.pictures()).allMatch(picture -> picture.label().endsWith("al"));
        assertThat(run(plain, bars(240)).results().has("utility")).isFalse();
    }

    @Test
    void twentyCopiesAreListedAndKeptOutOfTheReport() {
        Findings findings = run(settings(new Drawing(20), PictureFeatures.Pixels.DEFAULTS), bars(240));
        assertThat(findings.results()
                        .path("memorisation")
                        .path("pixels")
                        .path("copies")
                        .asInt())
                .isEqualTo(20);
        Section generated = section(findings, "generated");
        assertThat(generated.individual()).isFalse();
        assertThat(generated.blocks().get(0))
                .isInstanceOfSatisfying(
                        Paragraph.class, p -> assertThat(p.tone()).isEqualTo(Paragraph.Tone.WARNING));
        Pictures shown = (Pictures) generated.blocks().get(1);
        assertThat(shown.pictures().get(0).label()).isEqualTo("generated 21");
        Section nearest = section(findings, "nearest");
        assertThat(nearest.individual()).isTrue();
        assertThat(((Pictures) nearest.blocks().get(0)).pictures()).hasSize(40);
        assertThat(section(findings, "real").individual()).isTrue();
        assertThat(findings.files()).containsOnlyKeys("generator-contains-patient-data.safetensors", "samples.png");
    }

    @Test
    void fewHeldOutPicturesWarnOfASingularCovariance() {
        Findings findings = run(settings(new Drawing(0), PictureFeatures.Pixels.DEFAULTS), bars(90));
        assertThat(findings.results()
                        .path("generated")
                        .path("fid")
                        .path("singular")
                        .asBoolean())
                .isTrue();
        assertThat(section(findings, "results").blocks().get(0))
                .isInstanceOfSatisfying(
                        Paragraph.class, p -> assertThat(p.text()).contains("singular"));
    }

    @Test
    void studiesThatCannotSucceedAreRefusedBeforeTheyBegin() {
        GenerationSettings fine = settings(new Drawing(0), PictureFeatures.Pixels.DEFAULTS);
        assertThatThrownBy(() -> check(fine, bars(66)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 50 pictures")
                .hasMessageContaining("44");
        assertThatThrownBy(() -> check(
                        settings(
                                new Drawing(0),
                                new PictureFeatures.Task(
                                        "colour", PictureFeatures.Task.DEFAULTS.layers(), 2, 16, 1e-3)),
                        bars(90)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("features.task.label");
        GenerationSettings elsewhere = new GenerationSettings(
                "direction", Optional.empty(), fine.method(), fine.features(), fine.samples(), fine.protocol());
        assertThatThrownBy(() -> check(elsewhere, bars(90)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("those are: picture");
    }

    private static void check(GenerationSettings settings, Cohort cohort) {
        new GenerationKind().check(settings, Map.of("pictures", cohort), Run.inMemory(1));
    }

    @Test
    void picturesOfSeveralSizesAreRefused() {
        List<Image> pictures = new ArrayList<>(
                IntStream.range(0, 90).mapToObj(GenerationKindTest::bar).toList());
        pictures.set(7, new Image(4, 6, 1, 8, new short[24]));
        assertThatThrownBy(() -> run(settings(new Drawing(0), PictureFeatures.Pixels.DEFAULTS), cohort(pictures)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("6 × 4 × 1");
    }

    /** Two pictures of 2 × 2 beside each other, a third beneath: read back from the file. */
    @Test
    void sheetLaysPicturesInRows() throws IOException {
        float[] pixels = {0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1};
        PictureSet set = new PictureSet(new Images.Size(1, 2, 2), pixels);
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(set.sheet(new int[] {0, 1, 2}, 2)));
        int[] grey = sheet.getRaster().getSamples(0, 0, 4, 4, 0, (int[]) null);
        assertThat(grey).containsExactly(0, 255, 255, 255, 255, 0, 255, 255, 0, 0, 0, 0, 0, 255, 0, 0);
    }

    @Test
    void thumbnailsAreMeansOverFields() {
        float[] pixels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        assertThat(new PictureSet(new Images.Size(1, 4, 4), pixels).thumbnails(2))
                .isDeepEqualTo(new double[][] {{2.5, 4.5, 10.5, 12.5}});
    }

    @Test
    void equalPicturesOnBothSidesAreCounted() {
        List<Image> pictures = new ArrayList<>(
                IntStream.range(0, 90).mapToObj(GenerationKindTest::bar).toList());
        pictures.set(1, pictures.get(0));
        Findings findings = run(settings(new Drawing(0), PictureFeatures.Pixels.DEFAULTS), cohort(pictures));
        assertThat(findings.results().path("notices").findValuesAsText("code")).contains("equal-pictures");
    }
}
