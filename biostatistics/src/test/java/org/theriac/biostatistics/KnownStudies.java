package org.theriac.biostatistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Columns and times of shipped studies that more than one test reads. */
public final class KnownStudies {
    private KnownStudies() {}

    /** Treatment, cell types against squamous, Karnofsky score, months since diagnosis, age, prior therapy. */
    public static double[][] veteran(TestTable v) {
        return TestTable.columns(
                v.number("trt"),
                v.indicator("celltype", "smallcell"),
                v.indicator("celltype", "adeno"),
                v.indicator("celltype", "large"),
                v.number("karno"),
                v.number("diagtime"),
                v.number("age"),
                v.number("prior"));
    }

    /** Age, oedema, and the logarithms of bilirubin, prothrombin time and albumin. */
    public static double[][] pbc(TestTable pbc) {
        return TestTable.columns(
                pbc.number("age"),
                pbc.number("edema"),
                TestTable.map(pbc.number("bili"), Math::log),
                TestTable.map(pbc.number("protime"), Math::log),
                TestTable.map(pbc.number("albumin"), Math::log));
    }

    /** Unfavourable histology, stages against the first, age in months. */
    public static double[][] nwtco(TestTable t) {
        return TestTable.columns(
                t.number("histol"),
                t.indicator("stage", "2"),
                t.indicator("stage", "3"),
                t.indicator("stage", "4"),
                t.number("age"));
    }

    /**
     * Residents of Channing House on the axis of age in months. Four left on the day they came; R leaves such rows out with a warning, and so must whoever
     * calls the estimator.
     *
     * @param gender "1" for men, "2" for women
     */
    public static SurvivalTimes channing(String gender) {
        TestTable rows = TestTable.read("channing").with("gender", gender);
        double[] entry = rows.number("ageentry");
        double[] end = rows.number("age");
        boolean[] death = rows.event("death", "1");
        int[] stayed =
                IntStream.range(0, entry.length).filter(i -> entry[i] < end[i]).toArray();
        boolean[] died = new boolean[stayed.length];
        IntStream.range(0, died.length).forEach(k -> died[k] = death[stayed[k]]);
        return SurvivalTimes.ofIntervals(
                Arrays.stream(stayed).mapToDouble(i -> entry[i]).toArray(),
                Arrays.stream(stayed).mapToDouble(i -> end[i]).toArray(),
                died);
    }
}
