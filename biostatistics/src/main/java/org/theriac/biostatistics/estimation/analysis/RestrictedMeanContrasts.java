package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;

/** Restricted means of groups against the first one's: differences, ratios, ratios of the time lost, and the test of all groups at once. */
final class RestrictedMeanContrasts {
    private final Sample sample;
    private final List<String> names;
    private final List<RestrictedMean> means;

    RestrictedMeanContrasts(Sample sample, List<String> names, List<RestrictedMean> means) {
        this.sample = sample;
        this.names = names;
        this.means = means;
    }

    private double level() {
        return sample.confidence().level();
    }

    private RestrictedMean.Difference difference(int group) {
        return means.get(group).minus(means.get(0), level());
    }

    private RestrictedMean.Ratio ratio(int group) {
        return means.get(group).over(means.get(0), level());
    }

    private RestrictedMean.Ratio lost(int group) {
        return means.get(group).timeLostOver(means.get(0), level());
    }

    Table differences(List<Line> headline) {
        List<Row> rows = new ArrayList<>();
        for (int g = 1; g < means.size(); g++) {
            RestrictedMean.Difference difference = difference(g);
            String what = names.get(g) + " minus " + names.get(0);
            String estimate = Estimates.measure(difference.estimate(), difference.lower(), difference.upper());
            rows.add(Row.of(
                    what, estimate, Numbers.measure(difference.standardError()), Numbers.pValue(difference.p())));
            headline.add(new Line("difference, " + what, estimate, Numbers.pValue(difference.p())));
        }
        return new Table(
                "Differences",
                List.of(
                        Column.text("Groups"),
                        Column.number(sample.confidence().heading("Difference") + ", " + sample.unit()),
                        Column.number("Standard error"),
                        Column.number("p")),
                rows,
                List.of("Each group against the first one; normal approximation, groups taken as independent."));
    }

    Table ratios() {
        List<Row> rows = new ArrayList<>();
        for (int g = 1; g < means.size(); g++) {
            rows.add(Row.of(
                    names.get(g) + " against " + names.get(0),
                    said(ratio(g)),
                    Numbers.pValue(ratio(g).p()),
                    said(lost(g)),
                    Numbers.pValue(lost(g).p())));
        }
        return new Table(
                "Ratios",
                List.of(
                        Column.text("Groups"),
                        Column.number(sample.confidence().heading("Ratio of means")),
                        Column.number("p"),
                        Column.number(sample.confidence().heading("Ratio of time lost")),
                        Column.number("p")),
                rows,
                List.of(
                        "Normal approximation of the logarithms (delta method). Time lost: the horizon minus the mean."));
    }

    private static String said(RestrictedMean.Ratio ratio) {
        return Estimates.ratio(ratio.estimate(), ratio.lower(), ratio.upper());
    }

    /** The test that all groups have the same mean, where there are more than two. */
    Optional<Block> comparison(List<Line> headline) {
        return compared().map(test -> {
            String said = Estimates.chiSquare(test.statistic(), test.degreesOfFreedom(), test.p());
            headline.add(new Line("test of all means", "", said));
            return Paragraph.text("Test that all groups have the same mean (Wald): " + said + ".");
        });
    }

    Optional<ObjectNode> comparisonNumbers() {
        return compared()
                .map(test -> ResultNumbers.object(
                        "statistic", test.statistic(), "degrees_of_freedom", test.degreesOfFreedom(), "p", test.p()));
    }

    private Optional<RestrictedMean.Comparison> compared() {
        return means.size() < 3 ? Optional.empty() : Optional.of(RestrictedMean.compare(means));
    }

    ArrayNode numbers() {
        ArrayNode json = ResultNumbers.array();
        for (int g = 1; g < means.size(); g++) {
            RestrictedMean.Difference difference = difference(g);
            json.add(ResultNumbers.object(
                    "group", names.get(g),
                    "against", names.get(0),
                    "difference", difference.estimate(),
                    "standard_error", difference.standardError(),
                    "lower", difference.lower(),
                    "upper", difference.upper(),
                    "z", difference.z(),
                    "p", difference.p(),
                    "ratio", numbers(ratio(g)),
                    "ratio_of_time_lost", numbers(lost(g))));
        }
        return json;
    }

    private static ObjectNode numbers(RestrictedMean.Ratio ratio) {
        return ResultNumbers.object(
                "value", ratio.estimate(),
                "log_standard_error", ratio.standardError(),
                "lower", ratio.lower(),
                "upper", ratio.upper(),
                "p", ratio.p());
    }
}
