package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.terms.DesignColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.ForestPlot;

/**
 * The coefficients of a regression whose exponentials are ratios: as a forest plot, as a paper's table, as lines of a terminal, and for programs.
 *
 * @param confidence of the intervals
 * @param ratio what e^β is: "hazard ratio"
 * @param robust whether model-based standard errors stand beside the robust ones
 * @param coefficients in the order of the table
 */
record RatioTable(Confidence confidence, String ratio, boolean robust, List<Coefficient> coefficients) {
    RatioTable {
        coefficients = List.copyOf(coefficients);
    }

    /**
     * A coefficient with its names.
     *
     * @param name for programs
     * @param label for readers
     * @param alone whether its exponential means something by itself, which that of a part of a spline does not
     */
    record Coefficient(
            String name,
            String label,
            boolean alone,
            double estimate,
            double modelStandardError,
            double standardError,
            double z,
            double p) {
        static Coefficient of(String name, String label, boolean alone, CoxFit.Coefficient c) {
            return new Coefficient(
                    name, label, alone, c.estimate(), c.modelStandardError(), c.standardError(), c.z(), c.p());
        }

        static Coefficient of(String name, String label, boolean alone, AftFit.Coefficient c) {
            return new Coefficient(
                    name, label, alone, c.estimate(), c.standardError(), c.standardError(), c.z(), c.p());
        }
    }

    /** The coefficients of a design's columns. */
    static RatioTable of(
            Confidence confidence,
            String ratio,
            boolean robust,
            List<DesignColumn> columns,
            List<CoxFit.Coefficient> estimates) {
        return new RatioTable(
                confidence,
                ratio,
                robust,
                IntStream.range(0, columns.size())
                        .mapToObj(j -> Coefficient.of(
                                columns.get(j).name(),
                                columns.get(j).label(),
                                columns.get(j).alone(),
                                estimates.get(j)))
                        .toList());
    }

    /** {ratio, lower, upper}. */
    private double[] interval(Coefficient c) {
        return confidence.ratio(c.estimate(), c.standardError());
    }

    private List<Coefficient> alone() {
        return coefficients.stream().filter(Coefficient::alone).toList();
    }

    private String heading() {
        return confidence.heading(ratio.substring(0, 1).toUpperCase(Locale.ROOT) + ratio.substring(1));
    }

    /**
     * The plot, unless no exponential means something by itself.
     *
     * @param said of the ratios, a sentence
     */
    Optional<Block> forest(String id, String title, String said) {
        List<ForestPlot.Row> rows = alone().stream()
                .map(c -> {
                    double[] values = interval(c);
                    return new ForestPlot.Row(c.label(), values[0], values[1], values[2]);
                })
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ForestPlot(heading(), rows)
                        .figure(
                                id,
                                title,
                                said + (robust ? " Robust Wald intervals;" : " Wald intervals;")
                                        + " those that reach beyond the axis end at its edge.",
                                "Forest plot of " + rows.size() + " " + ratio + "s with " + confidence.word()
                                        + " intervals on a logarithmic axis; the table beneath gives the numbers."));
    }

    /** @param conventions of the estimates, in words */
    Table table(String caption, String conventions) {
        List<Row> rows = new ArrayList<>();
        for (Coefficient c : coefficients) {
            List<String> cells = new ArrayList<>(List.of(c.label(), Numbers.measure(c.estimate())));
            if (robust) {
                cells.add(Numbers.measure(c.modelStandardError()));
            }
            cells.add(Numbers.measure(c.standardError()));
            cells.add(c.alone() ? Estimates.ratio(interval(c)) : "–");
            cells.add(Numbers.pValue(c.p()));
            rows.add(Row.of(cells));
        }
        List<Column> headings = new ArrayList<>(
                List.of(Column.text("Term"), Column.number("Coefficient"), Column.number("Standard error")));
        if (robust) {
            headings.add(Column.number("Robust standard error"));
        }
        headings.add(Column.number(heading()));
        headings.add(Column.number("Wald test"));
        return new Table(caption, headings, rows, List.of(conventions));
    }

    List<Line> headline() {
        return alone().stream()
                .map(c -> new Line(ratio + ", " + c.label(), Estimates.ratio(interval(c)), Numbers.pValue(c.p())))
                .toList();
    }

    /** @param key of the ratio in each object */
    ArrayNode numbers(String key) {
        ArrayNode json = ResultNumbers.array();
        for (Coefficient c : coefficients) {
            double[] values = interval(c);
            ObjectNode entry = ResultNumbers.object(
                    "name", c.name(),
                    "label", c.label(),
                    "coefficient", c.estimate(),
                    "standard_error", robust ? c.modelStandardError() : c.standardError());
            if (robust) {
                entry.set("robust_standard_error", ResultNumbers.number(c.standardError()));
            }
            entry.setAll(ResultNumbers.object(
                    "z", c.z(), "p", c.p(), key, values[0], "lower", values[1], "upper", values[2]));
            json.add(entry);
        }
        return json;
    }
}
