package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.theriac.biostatistics.exhibits.Measures;
import org.theriac.biostatistics.exhibits.Verdict;
import org.theriac.biostatistics.metrics.OneCalibrationMetric;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.report.Block;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/** Individual incidences as a whole, cause by cause: whether they are meaningful, and how far the time lost that they predict is from that observed. */
public final class CauseDistributionExhibit implements Exhibit<CompetingRisks, CumulativeIncidences> {
    private static final int LEAST_ROWS = 50;

    @Override
    public String id() {
        return "cause-distributions";
    }

    @Override
    public Class<CompetingRisks> outcome() {
        return CompetingRisks.class;
    }

    @Override
    public List<Section> show(Evaluation<CompetingRisks, CumulativeIncidences> evaluation, Run run) {
        CompetingTimes pooled = CompetingFold.pooled(CompetingFold.of(evaluation));
        if (pooled.size() < LEAST_ROWS) {
            return List.of();
        }
        List<Metric<CompetingRisks, CumulativeIncidences>> metrics = Stream.concat(
                        CauseMetrics.calibration().stream(), CauseMetrics.accuracy().stream())
                .toList();
        Measures<CompetingRisks, CumulativeIncidences> measures = new Measures<>(evaluation, metrics, run);
        List<String> names = evaluation.task().outcome().causeNames();
        List<Block> blocks = new ArrayList<>();
        for (int cause = 1; cause <= names.size(); cause++) {
            if (pooled.events(cause) < 2 * SmallCells.LEAST) {
                continue;
            }
            String name = names.get(cause - 1);
            String suffix = new CauseMetric.Cause(cause, name).suffix();
            for (int c = 0; c < evaluation.candidates().size(); c++) {
                String method = evaluation.candidates().get(c).name();
                blocks.add(verdict(method + ", " + name, c, pooled.size(), suffix, measures)
                        .paragraph());
            }
            measures.table("1-calibration at quantiles of the times: " + name, ofHorizons(suffix))
                    .ifPresent(blocks::add);
            measures.table(
                            "Measures of the predicted incidence of " + name,
                            Stream.of(
                                            "cause_d_calibration",
                                            "cause_a_calibration",
                                            "cause_ici",
                                            "cause_e50",
                                            "cause_e90",
                                            "aj_calibration",
                                            "cause_horizon_brier",
                                            "cause_auc",
                                            "cause_time_lost")
                                    .map(id -> id + suffix)
                                    .toList())
                    .ifPresent(blocks::add);
        }
        if (blocks.isEmpty()) {
            return List.of();
        }
        blocks.add(Paragraph.note(Verdict.CAUTION));
        blocks.add(
                Paragraph.note("A study that names these measures under protocol.metrics gets their intervals too."));
        return List.of(new Section(id(), "Individual incidences", blocks));
    }

    private static List<String> ofHorizons(String suffix) {
        return OneCalibrationMetric.PERCENTILES.stream()
                .map(p -> "cause_one_calibration_greenwood_" + p + suffix)
                .toList();
    }

    private static Verdict verdict(
            String name, int c, int rows, String suffix, Measures<CompetingRisks, CumulativeIncidences> measures) {
        return new Verdict(
                name,
                rows,
                List.of(
                        new Verdict.Test("D-calibration", measures.p(c, "cause_d_calibration" + suffix)),
                        new Verdict.Test("A-calibration", measures.p(c, "cause_a_calibration" + suffix))),
                ofHorizons(suffix).stream()
                        .flatMap(id -> measures.p(c, id).stream())
                        .toList(),
                measures.value(c, "cause_ici" + suffix),
                measures.value(c, "cause_e90" + suffix));
    }
}
