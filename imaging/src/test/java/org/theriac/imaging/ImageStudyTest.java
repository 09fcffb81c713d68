package org.theriac.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.Stored;
import org.theriac.core.method.FittedModel;
import org.theriac.core.model.LoadedModel;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.formats.ImageFile;
import org.theriac.imaging.simulation.ChestPhantom;

class ImageStudyTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final ChestPhantom PHANTOM = new ChestPhantom(32, 0.5, 4, 0.35, 0.06, ChestPhantom.Marker.NONE);

    /** A picture that is already decoded. */
    private record Held(String name, Image decode) implements Stored<Image> {
        @Override
        public String digest() {
            return name;
        }
    }

    private static FileColumn<Image> column(String name, List<Image> images) {
        List<Optional<Held>> held = new ArrayList<>();
        images.forEach(image -> held.add(Optional.of(new Held(name + held.size(), image))));
        return new FileColumn<>(name, new ImageFile(), held);
    }

    private static Cohort cohort(int n) {
        List<Image> images = new ArrayList<>();
        List<Image> masks = new ArrayList<>();
        double[] diseased = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        for (int row = 0; row < n; row++) {
            ChestPhantom.Xray xray = PHANTOM.xray(3, row);
            float[] mask = new float[xray.lesion().length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = xray.lesion()[i] ? 1 : 0;
            }
            images.add(Image.ofPlanes(xray.pixels(), 1, 32, 32));
            masks.add(Image.ofPlanes(mask, 1, 32, 32));
            diseased[row] = xray.diseased() ? 1 : 0;
            time[row] = 1 + row % 7 + (xray.diseased() ? 0 : 5);
            event[row] = row % 3 == 0 ? 0 : 1;
        }
        return new Cohort(
                List.of(
                        column("images", images),
                        column("masks", masks),
                        new NumberColumn("diseased", diseased),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, n).mapToObj(row -> "s" + row).toList());
    }

    private static Study study(String outcome, String encoder) {
        return StudyFile.of(
                LocatedYaml.parse(
                        String.join(
                                "\n",
                                "study: pictures",
                                "data: {xrays: {table: none.csv}}",
                                "task: {outcome: " + outcome + ", inputs: {only: [images]}}",
                                "methods: [{network: {encoder: {image: " + encoder + "}, epochs: 2, batch_size: 16}}]",
                                "protocol: {holdout: 0.3, draws: 20}"),
                        Place.of("study.yaml")),
                CATALOGUE);
    }

    private static Findings run(Study study, Cohort cohort) {
        return study.run(CATALOGUE, Map.of("xrays", cohort), Run.inMemory(1));
    }

    @Test
    void picturesArePredictedExplainedAndKept(@TempDir Path folder) {
        Cohort cohort = cohort(60);
        Study study =
                study("{category: {column: diseased}}", "{layers: {attention_condenser: {size: test}}, mask: masks}");
        Findings findings = run(study, cohort);
        assertThat(findings.sections()).extracting(Section::id).contains("explanations", "explanations-individuals");
        assertThat(findings.sections().stream().filter(Section::individual).map(Section::id))
                .containsExactly("explanations-individuals");
        FittedModel fitted = findings.models().get(0);
        ClassProbabilities expected = (ClassProbabilities) fitted.model().predict(cohort);
        ModelFolder.write(fitted, JsonNodeFactory.instance.objectNode(), folder.resolve("model"));
        try (LoadedModel loaded = ModelFolder.read(folder.resolve("model"), CATALOGUE)) {
            assertThat(loaded.schema().names()).containsExactly("images");
            assertThat(((ClassProbabilities) loaded.model().predict(cohort)).probability())
                    .isDeepEqualTo(expected.probability());
        }
        fitted.model().close();
    }

    @Test
    void theSameEncoderServesTheHeadOfAnotherOutcome() {
        Cohort cohort = cohort(60);
        Findings findings = run(
                study("{time_to_event: {time: time, event: event}}", "{layers: {attention_condenser: {size: test}}}"),
                cohort);
        assertThat(findings.sections()).extracting(Section::id).contains("explanations");
        FittedModel fitted = findings.models().get(0);
        SurvivalCurves curves = (SurvivalCurves) fitted.model().predict(cohort);
        assertThat(curves.rows()).isEqualTo(60);
        fitted.model().close();
    }

    @Test
    void theSameFileOnBothSidesOfASplitIsRefused() {
        Cohort cohort = cohort(40);
        int[] doubled = IntStream.range(0, 80).map(i -> i % 40).toArray();
        Cohort taken = cohort.take(doubled);
        Cohort renamed = new Cohort(
                taken.names().stream().map(taken::column).toList(),
                List.of(),
                IntStream.range(0, 80).mapToObj(row -> "s" + row).toList());
        Study study = study("{category: {column: diseased}}", "{}");
        assertThatThrownBy(() -> run(study, renamed))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("test rows (test) hold a file that a training row holds too, byte for byte");
    }

    @Test
    void anEncoderWithoutPicturesSaysWhatItReads() {
        Study study = StudyFile.of(
                LocatedYaml.parse(
                        "{study: s, data: {x: {table: t}}, task: {outcome: {category: {column: diseased}}, inputs: {only: [time]}},"
                                + " methods: [{network: {encoder: image}}], protocol: {holdout: 0.3}}",
                        Place.of("study.yaml")),
                CATALOGUE);
        assertThatThrownBy(() -> run(study, cohort(40)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("reads one column of pictures; among the inputs there are 0");
    }
}
