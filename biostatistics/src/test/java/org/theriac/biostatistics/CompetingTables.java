package org.theriac.biostatistics;

import java.util.Arrays;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Data sets with competing risks, as several tests read them. */
public final class CompetingTables {
    private CompetingTables() {}

    /** Monoclonal gammopathy: 1 malignancy (pcm), 2 death without it. */
    public static CompetingTimes mgus2() {
        TestTable mgus = TestTable.read("mgus2");
        return of(mgus.number("etime"), mgusCauses(mgus));
    }

    /** The same on the axis of age in years, with entry at diagnosis. */
    public static CompetingTimes mgus2ByAge() {
        TestTable mgus = TestTable.read("mgus2");
        double[] entry = mgus.number("age");
        double[] months = mgus.number("etime");
        double[] end = new double[entry.length];
        for (int i = 0; i < end.length; i++) {
            end[i] = entry[i] + Math.max(months[i], 0.5) / 12;
        }
        int[] cause = mgusCauses(mgus);
        return new CompetingTimes(SurvivalTimes.ofIntervals(entry, end, any(cause)), cause, 2);
    }

    /** Bone marrow transplantation: 1 relapse, 2 death in remission. */
    public static CompetingTimes bmt() {
        TestTable bmt = TestTable.read("bmt");
        int[] cause = new int[bmt.size()];
        double[] relapse = bmt.number("d2");
        double[] death = bmt.number("d1");
        for (int i = 0; i < cause.length; i++) {
            cause[i] = relapse[i] == 1 ? 1 : death[i] == 1 ? 2 : 0;
        }
        return of(bmt.number("t2"), cause);
    }

    /** The fourteen rows that can be reckoned by hand. */
    public static CompetingTimes toy() {
        return of(
                new double[] {1, 2, 3, 4, 4, 4, 5, 5, 6, 8, 8, 9, 10, 12},
                new int[] {1, 2, 0, 1, 0, 0, 2, 1, 0, 0, 2, 0, 1, 0});
    }

    /** Rows with causes 1 and 2. */
    public static CompetingTimes of(double[] time, int[] cause) {
        return new CompetingTimes(SurvivalTimes.of(time, any(cause)), cause, 2);
    }

    private static int[] mgusCauses(TestTable mgus) {
        return Arrays.stream(mgus.text("event"))
                .mapToInt(word -> word.equals("pcm") ? 1 : word.equals("death") ? 2 : 0)
                .toArray();
    }

    private static boolean[] any(int[] cause) {
        boolean[] any = new boolean[cause.length];
        for (int i = 0; i < any.length; i++) {
            any[i] = cause[i] > 0;
        }
        return any;
    }
}
