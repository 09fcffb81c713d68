package org.theriac.app.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.CalibrationPlot;
import org.theriac.core.report.chart.ForestPlot;
import org.theriac.core.report.chart.IntervalPlot;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.ShareBars;
import org.theriac.core.report.chart.StepCurves;
import org.theriac.core.report.chart.TrainingCurves;

/** A made-up report with every kind of block and chart. */
final class SampleReport {
    private static final List<String> METHODS =
            List.of("Kaplan–Meier", "Cox, age and sex", "Cox, all inputs", "DeepSurv");

    private SampleReport() {}

    static Report titled(String title) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Kind", "prediction");
        facts.put("Written", "21 November 2026");
        facts.put("Version", "0.1.0");
        facts.put("Seed", "20261121");
        ObjectNode provenance = JsonNodeFactory.instance.objectNode();
        provenance.put("started", "2026-11-21T21:00:00Z").put("java", "17.0.17");
        provenance
                .putObject("data")
                .putObject("patients")
                .put("sha256", "0123456789abcdef".repeat(4))
                .put("rows", 9105);
        provenance.putArray("libraries").add("libtorch 2.10.0").add("vega 6.4.0");
        provenance.put("study_file", "study: sample\nkind: prediction\nprotocol: {folds: 5}\n");
        List<Section> sections = List.of(
                new Section(
                        "question",
                        "What was asked",
                        List.of(
                                Paragraph.text(
                                        "Predict time to death in days from 31 inputs known at or before the third day of the stay: Age, Sex,"
                                                + " Disease group, Mean arterial blood pressure, Heart rate, Respiration rate, Temperature, Serum creatinine."),
                                Paragraph.warning(
                                        "Two inputs are another model's predictions or a physician's judgement of the prognosis."),
                                Paragraph.note(
                                        "Intervals at 95 %: percentile bootstrap over subjects within test folds, 1,000 draws, models held fixed."))),
                new Section("results", "Results", List.of(results(), tableOne())),
                new Section("curves", "Curves of risk groups", List.of(kaplanMeier())),
                new Section("over-time", "Accuracy over time", List.of(brier(), differences())),
                new Section("calibration", "Calibration", List.of(calibration(), bins())),
                new Section("coefficients", "Hazard ratios", List.of(forest())),
                new Section("training", "Training", List.of(training())));
        return new Report(
                title,
                "Four methods predict survival of 9,105 seriously ill inpatients.",
                facts,
                sections,
                provenance,
                false);
    }

    static List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Section section : titled("sample").sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Figure figure) {
                    figures.add(figure);
                }
            }
        }
        return figures;
    }

    private static Table results() {
        List<Row> rows = new ArrayList<>();
        for (String method : METHODS) {
            rows.add(new Row(
                    List.of(
                            method,
                            "0.653 (0.646 to 0.661)",
                            "0.655 (0.647 to 0.662)",
                            "0.171 (0.168 to 0.174)",
                            "9.1; p = 0.42"),
                    0,
                    method.equals("Cox, all inputs")));
        }
        return new Table(
                "Every method on the same test rows",
                List.of(
                        Column.text("Method"),
                        Column.number("Harrell's C"),
                        Column.number("Antolini's C"),
                        Column.number("Integrated Brier score"),
                        Column.number("D-calibration χ²")),
                rows,
                List.of(
                        "Harrell's C (higher is better): ties in risk count one half.",
                        "The row with a ground is the reference."));
    }

    private static Table tableOne() {
        return new Table(
                "Characteristics of the cohort",
                List.of(Column.text(""), Column.number("Overall"), Column.number("Censored"), Column.number("Event")),
                List.of(
                        Row.of("n", "9,105", "2,904", "6,201"),
                        Row.of("Age (years), median [IQR]", "64.9 [52.8–74.0]", "61.0 [47.6–71.3]", "66.6 [55.3–75.1]"),
                        Row.of("Sex, n (%)", "", "", ""),
                        new Row(List.of("female", "3,990 (43.8)", "1,310 (45.1)", "2,680 (43.2)"), 1, false),
                        new Row(List.of("male", "5,115 (56.2)", "1,594 (54.9)", "3,521 (56.8)"), 1, false)),
                List.of("IQR: interquartile range."));
    }

    private static Figure kaplanMeier() {
        List<StepCurves.Curve> curves = new ArrayList<>();
        double[] rates = {0.0004, 0.0012, 0.0035};
        String[] names = {"lowest third", "middle third", "highest third"};
        for (int g = 0; g < 3; g++) {
            double[] time = new double[900];
            double[] value = new double[900];
            double[] lower = new double[900];
            double[] upper = new double[900];
            for (int i = 0; i < 900; i++) {
                time[i] = 2 * i;
                value[i] = Math.exp(-rates[g] * time[i]);
                lower[i] = value[i] - 0.02 * Math.sqrt(i / 900.0);
                upper[i] = value[i] + 0.02 * Math.sqrt(i / 900.0);
            }
            curves.add(new StepCurves.Curve(names[g], time, value, lower, upper, new int[] {3035, 2500, 1201, 420, 3}));
        }
        return new StepCurves(
                        "Days since the third day of the stay",
                        "Survival",
                        curves,
                        List.of(0.0, 450.0, 900.0, 1350.0, 1800.0))
                .figure(
                        "km",
                        "Survival by predicted risk, DeepSurv",
                        "Kaplan–Meier curves with pointwise 95 % intervals of thirds of the predicted risk.",
                        "Three survival curves that part early and keep their order.");
    }

    private static Figure brier() {
        List<LinesOverTime.Line> lines = new ArrayList<>();
        for (int m = 0; m < METHODS.size(); m++) {
            double[] time = new double[50];
            double[] value = new double[50];
            double[] none = new double[50];
            for (int i = 0; i < 50; i++) {
                time[i] = 36.5 * i;
                value[i] = 0.25 * (1 - Math.exp(-i / 6.0)) - 0.015 * m * Math.min(1, i / 10.0);
                none[i] = Double.NaN;
            }
            lines.add(new LinesOverTime.Line(METHODS.get(m), time, value, none, none));
        }
        return new LinesOverTime("Days", "Brier score", true, Optional.of(0.25), lines)
                .figure(
                        "brier",
                        "Brier score over time",
                        "Lower is better; weights by inverse probability of censoring.",
                        "Four curves.");
    }

    private static Figure differences() {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        for (int m = 0; m < METHODS.size(); m++) {
            rows.add(new IntervalPlot.Row(METHODS.get(m), 0.55 + 0.03 * m, 0.54 + 0.03 * m, 0.565 + 0.03 * m));
        }
        return new IntervalPlot("Harrell's C", Optional.of(0.5), rows)
                .figure("c", "Concordance", "", "Four intervals.");
    }

    private static Figure calibration() {
        List<CalibrationPlot.Series> series = new ArrayList<>();
        for (int m = 1; m < METHODS.size(); m++) {
            List<CalibrationPlot.Point> points = new ArrayList<>();
            for (int g = 0; g < 5; g++) {
                double predicted = 0.12 + 0.16 * g + 0.01 * m;
                double observed = predicted + 0.02 * (m - 2);
                points.add(new CalibrationPlot.Point(predicted, observed, observed - 0.03, observed + 0.03, 1821));
            }
            series.add(new CalibrationPlot.Series(METHODS.get(m), points));
        }
        return new CalibrationPlot("Predicted probability of death by day 180", "Observed (1 − Kaplan–Meier)", series)
                .figure(
                        "calibration",
                        "Calibration at 180 days",
                        "Fifths of predicted risk.",
                        "Points near the diagonal.");
    }

    private static Figure bins() {
        List<String> bins = new ArrayList<>();
        for (int b = 0; b < 10; b++) {
            bins.add((b * 10) + "–" + (b * 10 + 10) + " %");
        }
        List<ShareBars.Series> series = new ArrayList<>();
        for (int m = 0; m < METHODS.size(); m++) {
            double[] shares = new double[10];
            for (int b = 0; b < 10; b++) {
                shares[b] = 0.1 + 0.01 * Math.sin(b + m);
            }
            series.add(new ShareBars.Series(METHODS.get(m), shares));
        }
        return new ShareBars(
                        "Predicted survival at the observed time", "Share of rows", bins, 0.1, 0.094, 0.106, series)
                .figure("bins", "D-calibration", "Each bin should hold a tenth.", "Forty bars near one tenth.");
    }

    private static Figure forest() {
        List<ForestPlot.Row> rows = new ArrayList<>();
        String[] terms = {
            "Age (years)",
            "Sex: male vs female",
            "Disease group: Lung Cancer vs ARF/MOSF w/Sepsis",
            "Mean arterial blood pressure (mmHg)",
            "Serum creatinine (mg/dL)",
            "Rare level"
        };
        for (int t = 0; t < terms.length; t++) {
            double ratio = Math.exp(0.3 * (t - 2));
            rows.add(new ForestPlot.Row(terms[t], ratio, ratio / 1.2, t == 5 ? 400 : ratio * 1.2));
        }
        return new ForestPlot("Hazard ratio (95 % interval)", rows)
                .figure(
                        "forest",
                        "Hazard ratios, Cox on all inputs",
                        "Numbers for one standard deviation.",
                        "Six intervals.");
    }

    private static Figure training() {
        double[] loss = new double[120];
        double[] validation = new double[120];
        for (int e = 0; e < 120; e++) {
            loss[e] = 7.2 + 0.5 * Math.exp(-e / 25.0);
            validation[e] = 7.3 + 0.45 * Math.exp(-e / 20.0) + 0.0006 * e;
        }
        return new TrainingCurves("Loss", loss, validation, 73)
                .figure("training", "DeepSurv", "", "Two falling curves.");
    }
}
