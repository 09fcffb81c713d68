package org.theriac.benchmarks.comparison;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * A random data set of some dozens to hundreds of rows: proportional hazards in two numbers, an indicator and a group of three levels, two competing
 * causes, censoring. Which of ties, weights, strata, delayed entry and cut-up rows it has is drawn too. Numbers have three decimals at most, so
 * that every program reads the same ones from text.
 *
 * @param traits what the set has
 * @param entry before the time; 0 without delayed entry
 * @param cause 0 for censored rows, else 1 or 2
 * @param group 0, 1 or 2, each with rows
 * @param cluster rows of one cluster may depend on each other; those of one subject share it
 * @param lower the time is known to lie from here
 * @param upper to here, infinite for right-censored rows
 */
record RandomSubjects(
        int number,
        Traits traits,
        double[] entry,
        double[] time,
        int[] cause,
        double[] x1,
        double[] x2,
        int[] x3,
        int[] group,
        int[] stratum,
        int[] cluster,
        double[] weight,
        double[] lower,
        double[] upper) {

    /**
     * What a set has.
     *
     * @param unit times are multiples of it: the coarser, the more ties
     * @param weights none, whole or fractional
     * @param strata 1 for none
     * @param delayed whether rows come under observation after 0
     * @param episodes whether subjects are cut into rows between which a covariate changes; such sets are delayed too
     * @param clusters whether rows form clusters
     */
    record Traits(double unit, Weights weights, int strata, boolean delayed, boolean episodes, boolean clusters) {
        static Traits draw(SplittableRandom random) {
            double[] units = {0.001, 0.1, 0.5, 1};
            boolean episodes = random.nextInt(8) == 0;
            return new Traits(
                    units[random.nextInt(units.length)],
                    List.of(Weights.NONE, Weights.WHOLE, Weights.FRACTIONAL).get(random.nextInt(3)),
                    1 + random.nextInt(3),
                    episodes || random.nextInt(3) == 0,
                    episodes,
                    episodes || random.nextInt(4) == 0);
        }
    }

    /** The kinds of case weights. */
    enum Weights {
        NONE,
        WHOLE,
        FRACTIONAL
    }

    /** Draws until every group and both values of x3 have events of the first cause, so that no coefficient is infinite. */
    static RandomSubjects draw(int number, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        while (true) {
            RandomSubjects subjects = draw(number, random);
            if (subjects.estimable()) {
                return subjects;
            }
        }
    }

    private boolean estimable() {
        int[] events = new int[5];
        for (int i = 0; i < rows(); i++) {
            if (cause[i] == 1) {
                events[group[i]]++;
                events[3 + x3[i]]++;
            }
        }
        return Arrays.stream(events).min().orElse(0) >= 2;
    }

    private static RandomSubjects draw(int number, SplittableRandom random) {
        Traits traits = Traits.draw(random);
        int subjects = 40 + random.nextInt(160);
        Rows rows = new Rows(traits.episodes() ? 2 * subjects : subjects);
        double strength = random.nextDouble();
        double censoring = 0.3 + random.nextDouble();
        for (int subject = 0; subject < subjects; subject++) {
            rows.draw(subject, traits, strength, censoring, random);
        }
        return rows.subjects(number, traits);
    }

    int rows() {
        return time.length;
    }

    boolean[] event() {
        boolean[] event = new boolean[rows()];
        IntStream.range(0, rows()).forEach(i -> event[i] = cause[i] > 0);
        return event;
    }

    /** Without weights. */
    SurvivalTimes unweighted() {
        return traits.delayed() ? SurvivalTimes.ofIntervals(entry, time, event()) : SurvivalTimes.of(time, event());
    }

    /** With weights, where the set has them. */
    SurvivalTimes times() {
        return traits.weights() == Weights.NONE ? unweighted() : unweighted().withWeights(weight);
    }

    /** With weights, where the set has them, and both causes. */
    CompetingTimes competing() {
        return new CompetingTimes(times(), cause, 2);
    }

    /** x1, x2, x3 and indicators of the second and the third group. */
    double[][] design() {
        return IntStream.range(0, rows())
                .mapToObj(i -> new double[] {x1[i], x2[i], x3[i], group[i] == 1 ? 1 : 0, group[i] == 2 ? 1 : 0})
                .toArray(double[][]::new);
    }

    /**
     * The histories of subjects cut into rows as recurrent events: the row before the last ends with an event where x3 is 1. Weighted where the set is.
     */
    RecurrentEvents recurrent() {
        RecurrentEvents rows = new RecurrentEvents(cluster, entry, time, again());
        return traits.weights() == Weights.NONE ? rows : rows.withWeights(weight);
    }

    private boolean[] again() {
        boolean[] again = event();
        for (int i = 0; i + 1 < rows(); i++) {
            again[i] |= cluster[i] == cluster[i + 1] && x3[i] == 1;
        }
        return again;
    }

    void write(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("entry,time,cause,x1,x2,x3,group,stratum,cluster,weight,lower,upper,again");
            boolean[] again = again();
            for (int i = 0; i < rows(); i++) {
                out.println(entry[i] + "," + time[i] + "," + cause[i] + "," + x1[i] + "," + x2[i] + "," + x3[i] + ","
                        + group[i] + "," + stratum[i] + "," + cluster[i] + "," + weight[i] + "," + lower[i] + ","
                        + (Double.isInfinite(upper[i]) ? "Inf" : upper[i]) + "," + (again[i] ? 1 : 0));
            }
        }
    }

    /** The rows while they are drawn. */
    private static final class Rows {
        private final double[][] number;
        private final int[][] code;
        private int size;

        private Rows(int most) {
            number = new double[7][most];
            code = new int[5][most];
        }

        private void draw(int subject, Traits traits, double strength, double censoring, SplittableRandom random) {
            double x1 = thousandths(normal(random));
            double x2 = thousandths(random.nextDouble() * 4);
            int x3 = random.nextInt(5) < 2 ? 1 : 0;
            // the first subjects see to it that every group and stratum has rows
            int group = subject < 12 ? subject % 3 : random.nextInt(3);
            int stratum = subject < 12 ? subject / 4 % traits.strata() : random.nextInt(traits.strata());
            double risk = strength * (0.7 * x1 - 0.4 * x2 + 0.6 * x3 + 0.3 * group) + 0.2 * stratum;
            double event = 6 * Math.pow(exponential(random) / Math.exp(risk), 0.8);
            double end = Math.min(censoring * 9 * exponential(random), 15);
            double unit = traits.unit();
            double time = multiple(Math.min(event, end), unit);
            double entry = traits.delayed() && random.nextInt(4) > 0 ? below(time, unit, random) : 0;
            int cause = event > end ? 0 : random.nextInt(3) < 2 ? 1 : 2;
            double weight = switch (traits.weights()) {
                case NONE -> 1;
                case WHOLE -> 1 + random.nextInt(3);
                case FRACTIONAL -> (2 + random.nextInt(10)) / 4.0;
            };
            int cluster = traits.clusters() && !traits.episodes() ? subject / 3 : subject;
            double cut = below(time, unit, random);
            int[] codes = {x3, group, stratum, cluster, cause};
            if (traits.episodes() && cut > entry) {
                add(new double[] {entry, cut, x1, x2, weight}, new int[] {x3, group, stratum, cluster, 0}, random);
                add(new double[] {cut, time, x1, thousandths(x2 + normal(random)), weight}, codes, random);
            } else {
                add(new double[] {entry, time, x1, x2, weight}, codes, random);
            }
        }

        private void add(double[] numbers, int[] codes, SplittableRandom random) {
            for (int j = 0; j < numbers.length; j++) {
                number[j][size] = numbers[j];
            }
            for (int j = 0; j < codes.length; j++) {
                code[j][size] = codes[j];
            }
            bounds(numbers[1], codes[4] > 0, random);
            size++;
        }

        /** What is known of the time: all, an interval around it, that it was before, or that it comes after. */
        private void bounds(double time, boolean event, SplittableRandom random) {
            int how = event ? random.nextInt(4) : 3;
            number[5][size] = how == 1 ? thousandths(time * 0.7) : how == 2 ? 0 : time;
            number[6][size] = !event ? Double.POSITIVE_INFINITY : how == 1 ? thousandths(time * 1.4) : time;
        }

        private RandomSubjects subjects(int set, Traits traits) {
            double[][] n = Arrays.stream(number)
                    .map(column -> Arrays.copyOf(column, size))
                    .toArray(double[][]::new);
            int[][] c = Arrays.stream(code)
                    .map(column -> Arrays.copyOf(column, size))
                    .toArray(int[][]::new);
            return new RandomSubjects(
                    set, traits, n[0], n[1], c[4], n[2], n[3], c[0], c[1], c[2], c[3], n[4], n[5], n[6]);
        }

        /** A multiple of the unit, at least one. */
        private static double multiple(double t, double unit) {
            return thousandths(Math.max(1, Math.rint(t / unit)) * unit);
        }

        /** A multiple of the unit from 0 to below a time. */
        private static double below(double time, double unit, SplittableRandom random) {
            return thousandths(Math.floor(random.nextDouble() * Math.rint(time / unit)) * unit);
        }

        private static double thousandths(double v) {
            return Math.rint(v * 1000) / 1000;
        }

        private static double exponential(SplittableRandom random) {
            return -Math.log1p(-random.nextDouble());
        }

        private static double normal(SplittableRandom random) {
            return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random.nextDouble());
        }
    }
}
