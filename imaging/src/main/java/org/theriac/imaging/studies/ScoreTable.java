package org.theriac.imaging.studies;

import java.util.ArrayList;
import java.util.List;
import org.theriac.biostatistics.samples.KernelDistance;
import org.theriac.biostatistics.samples.Memorisation;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;

/** The measures of generated pictures beside those of real ones. */
record ScoreTable(String method, Judgement judgement, GenerationSettings.Protocol protocol) {
    Table headline() {
        Judgement.Comparison made = judgement.generated();
        Judgement.Comparison real = judgement.real();
        List<Row> rows = new ArrayList<>(similarity(made, real, judgement.inPixels()));
        judgement
                .utility()
                .ifPresent(utility -> rows.add(Row.of(
                        "right on real after learning from them",
                        Numbers.percent(utility.generated()),
                        Numbers.percent(utility.real()),
                        "as real")));
        return new Table(
                "",
                List.of(
                        Column.text("Against held-out pictures"),
                        Column.number(method),
                        Column.number("real (training)"),
                        Column.text("Best")),
                rows,
                List.of());
    }

    private static List<Row> similarity(Judgement.Comparison made, Judgement.Comparison real, Memorisation pixels) {
        return List.of(
                Row.of("KID", kernel(made.kernel()), kernel(real.kernel()), "0"),
                Row.of(
                        "FID",
                        Numbers.measure(made.frechet().value()),
                        Numbers.measure(real.frechet().value()),
                        "as real"),
                Row.of(
                        "precision",
                        Numbers.measure(made.balls().precision()),
                        Numbers.measure(real.balls().precision()),
                        "as real"),
                Row.of(
                        "recall",
                        Numbers.measure(made.balls().recall()),
                        Numbers.measure(real.balls().recall()),
                        "as real"),
                Row.of("nearer to training than held-out ones", Numbers.measure(pixels.closer()), "", "0.5"),
                Row.of("copies of training pictures", Numbers.count(pixels.copies().length), "", "0"));
    }

    private static String kernel(KernelDistance kernel) {
        return Numbers.interval(kernel.value(), kernel.lower(), kernel.upper());
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        if (judgement.generated().frechet().singular()) {
            blocks.add(Paragraph.warning("A set of pictures is no larger than the " + judgement.width()
                    + " features: its covariance is singular, and the Fréchet distance says little."));
        }
        Table table = headline();
        blocks.add(
                new Table("Generated and real pictures against held-out ones", table.columns(), table.rows(), notes()));
        return blocks;
    }

    private List<String> notes() {
        KernelDistance kernel = judgement.generated().kernel();
        List<String> notes = new ArrayList<>(List.of(
                "KID: unbiased squared maximum mean discrepancy, kernel (x·y/" + judgement.width()
                        + " + 1)³, mean over " + kernel.subsets() + " random halves (" + kernel.size1()
                        + " and "
                        + kernel.size2() + " pictures); interval at " + Numbers.level(protocol.level())
                        + " from the spread over the halves. May be negative.",
                "FID: Fréchet distance of normal distributions with the features' means and covariances; biased upwards in small samples, so it is to be read"
                        + " beside the column of real pictures, of which there are "
                        + Numbers.count(judgement.real().count()) + ".",
                "Precision and recall: share of generated pictures within the balls of real ones to their "
                        + judgement.generated().balls().neighbours()
                        + " nearest neighbours, and the other way round.",
                "Real (training): pictures that the generator and the encoder of the features learned from."));
        judgement
                .utility()
                .ifPresent(utility -> notes.add(
                        "Right on real after learning from them: share of held-out pictures whose class a small network names rightly that learned from the"
                                + " generated pictures alone, or from the training pictures; naming the commonest class is right on "
                                + Numbers.percent(utility.commonest()) + "."));
        return notes;
    }
}
