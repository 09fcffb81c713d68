package org.theriac.biostatistics.population;

import java.util.Arrays;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Σ Y_i λ_i and Σ Y_i as functions of time, which change where a person enters, passes into another cell, or leaves. */
final class RateChanges {
    private final double[] time;
    private final double[] rate;
    private final int[] atRisk;

    private RateChanges(double[] time, double[] rate, int[] atRisk) {
        this.time = time;
        this.rate = rate;
        this.atRisk = atRisk;
    }

    static RateChanges of(Matched matched, SurvivalTimes followUp) {
        Pieces pieces = new Pieces(8 * followUp.size());
        for (int i = 0; i < followUp.size(); i++) {
            matched.walk(i, Math.max(0, followUp.entry(i)), followUp.time(i), pieces::add);
        }
        int m = pieces.count;
        Integer[] order = new Integer[2 * m];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, (a, b) -> Double.compare(pieces.at(a), pieces.at(b)));
        double[] time = new double[2 * m];
        double[] rate = new double[2 * m];
        int[] atRisk = new int[2 * m];
        int steps = 0;
        // compensated: some hundred thousand rates come and go
        double sum = 0;
        double lost = 0;
        int persons = 0;
        for (int k = 0; k < order.length; k++) {
            int change = order[k];
            double step = (change < m ? pieces.rate[change] : -pieces.rate[change - m]) - lost;
            double moved = sum + step;
            lost = (moved - sum) - step;
            sum = moved;
            persons += change < m ? 1 : -1;
            if (k + 1 == order.length || pieces.at(order[k + 1]) > pieces.at(change)) {
                time[steps] = pieces.at(change);
                rate[steps] = persons == 0 ? 0 : sum;
                atRisk[steps++] = persons;
            }
        }
        return new RateChanges(Arrays.copyOf(time, steps), Arrays.copyOf(rate, steps), Arrays.copyOf(atRisk, steps));
    }

    int size() {
        return time.length;
    }

    double time(int step) {
        return time[step];
    }

    /** Per day, from this step's time to the next. */
    double rate(int step) {
        return rate[step];
    }

    int atRisk(int step) {
        return atRisk[step];
    }

    /** The cells that persons pass. */
    private static final class Pieces {
        private double[] from;
        private double[] to;
        private double[] rate;
        private int count;

        Pieces(int room) {
            from = new double[room];
            to = new double[room];
            rate = new double[room];
        }

        void add(double start, double end, double cellRate) {
            if (count == from.length) {
                from = Arrays.copyOf(from, 2 * count);
                to = Arrays.copyOf(to, 2 * count);
                rate = Arrays.copyOf(rate, 2 * count);
            }
            from[count] = start;
            to[count] = end;
            rate[count++] = cellRate;
        }

        /** The time of a change: starts come first, ends after them. */
        double at(int change) {
            return change < count ? from[change] : to[change - count];
        }
    }
}
