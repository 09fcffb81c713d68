package org.theriac.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Each estimator once on very many rows: seconds of this thread's processor and of the clock, the largest heap on the way, the value. */
final class LargeStopwatch {
    private static final int WARM_UP = 20_000;

    private LargeStopwatch() {}

    /**
     * Times.
     *
     * @param arguments {@code ROWS COVARIATES PER_DAY [ESTIMATOR …]}; PER_DAY 1 for many ties, 1000 for few
     */
    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        int covariates = Integer.parseInt(arguments[1]);
        int perDay = Integer.parseInt(arguments[2]);
        List<String> chosen = Arrays.asList(arguments).subList(3, arguments.length);
        Map<String, DoubleSupplier> small = EstimatorList.of(SimulatedCohort.of(WARM_UP, covariates, perDay, 2));
        Map<String, DoubleSupplier> large = EstimatorList.of(SimulatedCohort.of(rows, covariates, perDay, 1));
        System.out.printf("%d rows, %d covariates, days in %d parts%n", rows, covariates, perDay);
        System.out.printf("%-16s %10s %10s %10s  %s%n", "", "processor", "clock", "heap MiB", "value");
        for (Map.Entry<String, DoubleSupplier> estimator : large.entrySet()) {
            String name = estimator.getKey();
            if (chosen.isEmpty() || chosen.contains(name)) {
                DoubleSupplier rehearsal = Objects.requireNonNull(small.get(name));
                if (Double.compare(rehearsal.getAsDouble(), rehearsal.getAsDouble()) != 0) {
                    throw new IllegalStateException(name + " gives another value each time");
                }
                time(name, estimator.getValue());
            }
        }
    }

    private static void time(String name, DoubleSupplier estimator) {
        System.gc();
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        try {
            double value = estimator.getAsDouble();
            double seconds = (System.nanoTime() - clock) / 1e9;
            double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
            long peak = pools.stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.printf(Locale.ROOT, "%-16s %10.2f %10.2f %10d  %.9g%n", name, own, seconds, peak >> 20, value);
        } catch (OutOfMemoryError | NegativeArraySizeException e) {
            System.out.printf("%-16s does not fit: %s%n", name, e);
        }
    }
}
