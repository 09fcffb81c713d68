package org.theriac.imaging.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.imaging.augmentation.ChestPreprocessing;
import org.theriac.imaging.models.CnnSettings;
import org.theriac.imaging.models.ImageClassifier;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.simulation.ChestPhantom.Marker;
import org.theriac.imaging.simulation.ChestPhantom.Xray;
import org.theriac.learning.explanation.Baseline;
import org.theriac.learning.explanation.Faithfulness;
import org.theriac.learning.explanation.GradCam;
import org.theriac.learning.explanation.IntegratedGradients;
import org.theriac.learning.explanation.PixelNetwork;
import org.theriac.learning.head.CategoryHead;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.optim.Schedule;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Batches;
import org.theriac.learning.training.Minimisation;
import org.theriac.learning.training.Training;

/** What networks learn from simulated X-rays, and what their explanations point at. */
class ChestPhantomTest {
    private static final int SIDE = 64;
    private static final int CORNER = 13;
    private static final int TESTED = 200;

    private record Batch(Images images, CategoryHead.Truth truth) {}

    /** Plain lesions; where letters stand they are fainter, so that the letter is the easier thing to learn. */
    private static ChestPhantom phantom(Marker marker) {
        ChestPhantom d = ChestPhantom.DEFAULTS;
        return new ChestPhantom(SIDE, d.prevalence(), d.mostBlobs(), marker == Marker.NONE ? 0.5 : 0.15, 0.04, marker);
    }

    private static Xray[] xrays(Marker marker, long seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> phantom(marker).xray(seed, i))
                .toArray(Xray[]::new);
    }

    private static Tensor pixels(Xray[] xrays) {
        float[] all = new float[xrays.length * SIDE * SIDE];
        for (int i = 0; i < all.length; i++) {
            all[i] = 4 * (xrays[i / (SIDE * SIDE)].pixels()[i % (SIDE * SIDE)] - 0.5f);
        }
        return Tensors.of(all, ScalarType.Float, xrays.length, 1, SIDE, SIDE);
    }

    private static int[] codes(Xray[] xrays) {
        return Arrays.stream(xrays).mapToInt(x -> x.diseased() ? 1 : 0).toArray();
    }

    private static ImageClassifier trained(Training training, Xray[] xrays, int epochs) {
        CnnSettings design =
                new CnnSettings(List.of(16, 32), CnnSettings.Padding.SAME, true, CnnSettings.Pool.AVERAGE, 1, 0);
        ImageClassifier network = training.layer(
                "network",
                new ImageClassifier(
                        training.initialiser(ScalarType.Float),
                        design,
                        new Images.Size(1, SIDE, SIDE),
                        List.of("healthy", "diseased"),
                        CategoryHead.Settings.DEFAULTS));
        Tensor pixels = training.arena().keep(pixels(xrays));
        int[] codes = codes(xrays);
        Batches<Batch> batches = Batches.shuffled(xrays.length, 32, Streams.seeded(1), rows -> {
            long[] chosen = Arrays.stream(rows).asLongStream().toArray();
            long[] classes = Arrays.stream(rows).mapToLong(row -> codes[row]).toArray();
            return new Batch(
                    new Images(pixels.index_select(0, Tensors.ofLongs(chosen, chosen.length))),
                    new CategoryHead.Truth(Tensors.ofLongs(classes, classes.length)));
        });
        Optimiser.Settings descent =
                new Optimiser.Settings(Optimiser.Rule.AdamW.DEFAULTS, 1e-2, new Schedule.Cosine(epochs), 1e-2, 0, 1);
        new Minimisation<Batch>(
                        training,
                        new Minimisation.Settings(epochs, 1, descent),
                        network,
                        (batch, pass) -> network.loss(batch.images(), batch.truth(), pass))
                .run(batches, Optional.empty());
        return network;
    }

    private static double auc(ImageClassifier network, Xray[] xrays) {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            double[] score = Tensors.toDoubles(network.explaining(1).score(pixels(xrays)));
            double concordant = 0;
            double pairs = 0;
            for (int i = 0; i < score.length; i++) {
                for (int j = 0; j < score.length; j++) {
                    if (xrays[i].diseased() && !xrays[j].diseased()) {
                        pairs++;
                        concordant += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
                    }
                }
            }
            return concordant / pairs;
        }
    }

    @Test
    void aTrainedNetworkFindsLesionsAndItsExplanationsPointAtThem() {
        try (Training training = new Training(new StoredRun(Execution.inMemory(1)))) {
            ImageClassifier network = trained(training, xrays(Marker.NONE, 1, 1280), 7);
            Xray[] tested = xrays(Marker.NONE, 2, TESTED);
            assertThat(auc(network, tested)).isGreaterThan(0.97);
            PixelNetwork explained = network.explaining(1);
            double cam = 0;
            double integrated = 0;
            double area = 0;
            Xray[] diseased =
                    Arrays.stream(tested).filter(Xray::diseased).limit(16).toArray(Xray[]::new);
            for (Xray xray : diseased) {
                try (Arena scope = Arena.scope()) {
                    // 5 pixels of 128 are 2.5 of 64.
                    boolean[] mask = xray.lesionWithin(3);
                    Tensor image = pixels(new Xray[] {xray});
                    cam += share(GradCam.DEFAULTS.attribute(explained, image), mask);
                    integrated +=
                            share(new IntegratedGradients(20, Baseline.BLURRED).attribute(explained, image), mask);
                    area += IntStream.range(0, mask.length).filter(i -> mask[i]).count() / (double) mask.length;
                }
            }
            assertThat(cam).isGreaterThan(2 * area);
            assertThat(integrated).isGreaterThan(2 * area);
        }
    }

    private static double share(Tensor map, boolean[] mask) {
        return Faithfulness.positiveShareWithin(Tensors.toDoubles(map), mask);
    }

    @Test
    void aLetterThatGivesTheAnswerAwayIsReadInsteadOfTheLungs() {
        try (Training training = new Training(new StoredRun(Execution.inMemory(1)))) {
            ImageClassifier network = trained(training, xrays(Marker.ON_DISEASED, 1, 640), 6);
            assertThat(auc(network, xrays(Marker.ON_DISEASED, 2, TESTED))).isGreaterThan(0.9);
            assertThat(auc(network, xrays(Marker.ON_HEALTHY, 2, TESTED))).isLessThan(0.4);
        }
    }

    /** So a network that is trained on covered corners cannot see the letter, wherever it stands. */
    @Test
    void coveredCornersHideTheLetterToTheLastPixel() {
        for (int index = 0; index < 20; index++) {
            float[] lettered = phantom(Marker.ON_DISEASED).xray(3, index).pixels();
            float[] swapped = phantom(Marker.ON_HEALTHY).xray(3, index).pixels();
            assertThat(lettered).isNotEqualTo(swapped);
            ChestPreprocessing.coverUpperCorners(lettered, SIDE, SIDE, CORNER, 0.5f);
            ChestPreprocessing.coverUpperCorners(swapped, SIDE, SIDE, CORNER, 0.5f);
            assertThat(lettered).isEqualTo(swapped);
        }
    }

    @Test
    void anXrayIsAFunctionOfSeedAndIndex() {
        Xray once = phantom(Marker.NONE).xray(5, 7);
        Xray again = phantom(Marker.NONE).xray(5, 7);
        assertThat(again.pixels()).isEqualTo(once.pixels());
        assertThat(again.lesion()).isEqualTo(once.lesion());
        assertThat(phantom(Marker.NONE).xray(5, 8).pixels()).isNotEqualTo(once.pixels());
        assertThat(phantom(Marker.NONE).xray(6, 7).pixels()).isNotEqualTo(once.pixels());
    }

    @Test
    void onlyDiseasedImagesHaveLesionsAndThoseLieInTheUpperHalf() {
        Xray[] xrays = xrays(Marker.NONE, 4, 400);
        for (Xray xray : xrays) {
            long above = IntStream.range(0, SIDE * SIDE / 2)
                    .filter(i -> xray.lesion()[i])
                    .count();
            long all = IntStream.range(0, SIDE * SIDE)
                    .filter(i -> xray.lesion()[i])
                    .count();
            assertThat(all > 0).isEqualTo(xray.diseased());
            assertThat(above).isEqualTo(all);
        }
        // Four standard errors of a half in 400.
        assertThat(Arrays.stream(codes(xrays)).average().orElseThrow()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void wideningALesionTakesEverythingWithinSoManyPixels() {
        boolean[] lesion = new boolean[64];
        lesion[2 * 8] = true;
        boolean[] wide = new Xray(8, new float[64], lesion, true).lesionWithin(2);
        for (int i = 0; i < 64; i++) {
            assertThat(wide[i]).isEqualTo(i / 8 <= 4 && i % 8 <= 2);
        }
    }
}
