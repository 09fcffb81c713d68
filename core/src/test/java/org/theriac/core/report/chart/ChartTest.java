package org.theriac.core.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChartTest {
    private static final double[] TIME = {0, 1, 2};
    private static final double[] VALUE = {1, 0.123456789, 0.05};
    private static final double[] NONE = {Double.NaN, Double.NaN, Double.NaN};

    private static StepCurves steps(int atRisk) {
        return new StepCurves(
                "Time (days)",
                "Survival",
                List.of(new StepCurves.Curve("low", TIME, VALUE, VALUE, VALUE, new int[] {100, atRisk})),
                List.of(0.0, 2.0));
    }

    private static PlanePlot plane(boolean joined) {
        PlanePlot.Axis axis = new PlanePlot.Axis("a", 0, 2);
        return new PlanePlot(
                axis,
                axis,
                Optional.of(0.5),
                List.of(new PlanePlot.Curve("a", TIME, VALUE, VALUE, VALUE), PlanePlot.Curve.of("b", TIME, NONE)),
                List.of(new PlanePlot.Points("c", TIME, VALUE, List.of("one", "two", "three"))),
                joined);
    }

    static Stream<Chart> charts() {
        return Stream.of(
                steps(50),
                new LinesOverTime(
                        "t",
                        "v",
                        true,
                        Optional.of(0.5),
                        List.of(new LinesOverTime.Line("a", TIME, VALUE, VALUE, VALUE))),
                new LinesOverTime(
                        "t",
                        "v",
                        false,
                        Optional.empty(),
                        List.of(new LinesOverTime.Line("a", TIME, VALUE, NONE, NONE))),
                new CalibrationPlot(
                        "p",
                        "o",
                        List.of(new CalibrationPlot.Series(
                                "a", List.of(new CalibrationPlot.Point(0.1, 0.2, 0.1, 0.3, 50))))),
                new RocPlot(List.of(new RocPlot.Curve("a", new double[] {0, 0, 1}, new double[] {0, 0.4, 1}))),
                new ShareBars(
                        "bin",
                        "share",
                        List.of("0–50", "50–100"),
                        0.5,
                        0.4,
                        0.6,
                        List.of(new ShareBars.Series("a", new double[] {0.4, 0.6}))),
                new ForestPlot("Hazard ratio", List.of(new ForestPlot.Row("age", 1.2, 1.1, 1.3))),
                new LinesOnLogScale(
                        "x",
                        "y",
                        false,
                        Optional.of(new LinesOnLogScale.Place(1, "here")),
                        List.of(new LinesOnLogScale.Line("a", VALUE, TIME, TIME, TIME))),
                new LinesOnLogScale(
                        "x", "y", true, Optional.empty(), List.of(LinesOnLogScale.Line.of("a", VALUE, TIME))),
                new RankedBars("share", Optional.of(0.75), "a", List.of(new RankedBars.Bar("age", 0.9))),
                new TrainingCurves("Loss", VALUE, NONE, 2),
                new IntervalPlot("C", Optional.of(0.5), List.of(new IntervalPlot.Row("a", 0.6, 0.5, 0.7))),
                plane(false),
                plane(true));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyFieldOfAnEncodingStandsInTheData(Chart chart) {
        ObjectNode specification = chart.specification();
        Set<String> shared = fields(specification.at("/data/values"));
        int encodings = 0;
        for (JsonNode layer : specification.get("layer")) {
            Set<String> own = layer.has("data") ? fields(layer.at("/data/values")) : shared;
            for (JsonNode field : layer.get("encoding").findValues("field")) {
                assertThat(own).as(layer.get("mark").toString()).contains(field.asText());
                encodings++;
            }
        }
        assertThat(encodings).isPositive();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void aChartIsAsWideAsItsContainerAndNamesNoColour(Chart chart) {
        ObjectNode specification = chart.specification();
        assertThat(specification.get("width").asText()).isEqualTo("container");
        assertThat(specification.toString()).doesNotContain("\"#").doesNotContain("NaN");
    }

    @Test
    void fewerThanFiveAtRiskAreNotCounted() {
        String specification = steps(3).specification().toString();
        assertThat(specification).contains("\"<5\"").doesNotContain("\"count\":\"3\"");
    }

    @Test
    void numbersKeepFourSignificantDigits() {
        assertThat(steps(50).specification().toString()).contains("0.1235").doesNotContain("0.123456");
    }

    @Test
    void aCurveOfManyStepsIsThinnedToWhatALineCanShow() {
        double[] time = IntStream.range(0, 20000).asDoubleStream().toArray();
        double[] value =
                IntStream.range(0, 20000).mapToDouble(i -> 1 - i / 20000.0).toArray();
        Chart chart = new StepCurves(
                "t",
                "S",
                List.of(new StepCurves.Curve("a", time, value, value, value, new int[] {20000})),
                List.of(0.0));
        JsonNode rows = chart.specification().at("/data/values");
        assertThat(rows.size()).isLessThan(700);
        assertThat(rows.get(0).get("value").asDouble()).isEqualTo(1);
        assertThat(rows.get(rows.size() - 1).get("time").asDouble()).isEqualTo(19999);
    }

    @Test
    void theAxisOfCurvesThatBeginLateBeginsWithThem() {
        double[] time = {800, 900, 1000};
        ObjectNode late = new StepCurves(
                        "t",
                        "S",
                        List.of(new StepCurves.Curve("a", time, VALUE, VALUE, VALUE, new int[] {9})),
                        List.of(900.0))
                .specification();
        assertThat(late.at("/layer/1/encoding/x/scale/domain").toString()).isEqualTo("[800,1000]");
        assertThat(steps(50)
                        .specification()
                        .at("/layer/1/encoding/x/scale/domain")
                        .toString())
                .isEqualTo("[0,2]");
    }

    @Test
    void anEndlessIntervalDoesNotFlattenTheOthers() {
        ObjectNode chart = new ForestPlot(
                        "HR", List.of(new ForestPlot.Row("a", 1.1, 1, 1.2), new ForestPlot.Row("b", 3, 1e-9, 1e9)))
                .specification();
        double from = chart.at("/layer/2/encoding/x/scale/domain/0").asDouble();
        double to = chart.at("/layer/2/encoding/x/scale/domain/1").asDouble();
        assertThat(from).isEqualTo(0.1);
        assertThat(to).isEqualTo(10);
    }

    private static Set<String> fields(JsonNode rows) {
        Set<String> names = new HashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(names::add));
        return names;
    }
}
