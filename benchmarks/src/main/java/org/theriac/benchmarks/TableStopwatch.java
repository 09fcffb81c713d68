package org.theriac.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;
import org.theriac.core.study.StudyFile;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

/**
 * Times how long a table takes from the file to a typed cohort: delimited text by Theriac's own reader, the same by DuckDB (as words, then typed as
 * ever), and Parquet.
 */
final class TableStopwatch {
    private static final int NUMBERS = 14;
    private static final int CODES = 4;
    private static final int WORDS = 2;

    private TableStopwatch() {}

    /**
     * Does the one or the other.
     *
     * @param arguments {@code write ROWS FOLDER}: writes table.csv and table.parquet; {@code time WAY FOLDER [TIMES]}: reads one of them, ways are
     *     csv, duckdb_csv and parquet, and prints the median time, that of all cores together, the highest use of the heap and what stays
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Path.of(arguments[2]).toAbsolutePath();
        if (arguments[0].equals("write")) {
            write(Integer.parseInt(arguments[1]), folder);
        } else {
            time(arguments[1], folder, arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5);
        }
    }

    private static void write(int rows, Path folder) throws IOException, SQLException {
        Random random = new Random(1);
        Path csv = folder.resolve("table.csv");
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < NUMBERS + CODES + WORDS; k++) {
                line.append(k == 0 ? "c" : ",c").append(k);
            }
            out.append(line).append('\n');
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                for (int k = 0; k < NUMBERS + CODES + WORDS; k++) {
                    line.append(k == 0 ? "" : ",");
                    if (random.nextInt(20) > 0) {
                        append(line, k, random);
                    }
                }
                out.append(line).append('\n');
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select * from read_csv('" + csv + "')) to '" + folder.resolve("table.parquet")
                    + "' (format parquet, compression zstd)");
        }
    }

    private static void append(StringBuilder line, int column, Random random) {
        if (column < NUMBERS) {
            line.append(String.format(Locale.ROOT, "%.4f", 100 * random.nextGaussian()));
        } else if (column < NUMBERS + CODES) {
            line.append(random.nextInt(100));
        } else {
            line.append("level ").append((char) ('a' + random.nextInt(8)));
        }
    }

    private static TableSettings settings(String way) {
        String table = switch (way) {
            case "csv" -> "{table: table.csv}";
            case "parquet" -> "{table: table.parquet}";
            case "duckdb_csv" -> "{table: table.csv, format: {duckdb: {memory_mib: 2048}}}";
            default -> throw new IllegalArgumentException(way);
        };
        return StudyFile.binder(Catalogue.load())
                .bind(LocatedYaml.parse(table, Place.of("table")), TableSettings.DEFAULTS);
    }

    private static void time(String way, Path folder, int times) {
        TableSettings settings = settings(way);
        Catalogue catalogue = Catalogue.load();
        double[] seconds = new double[times];
        double[] work = new double[times];
        long peak = 0;
        long stays = 0;
        double sum = 0;
        for (int i = -1; i < times; i++) {
            collect();
            resetPeaks();
            long before = used();
            long worked = cpu();
            long start = System.nanoTime();
            Cohort cohort = Tables.load(settings, folder, catalogue).cohort();
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
                work[i] = (cpu() - worked) / 1e9;
            }
            peak = Math.max(peak, peak());
            collect();
            stays = used() - before;
            sum = Arrays.stream(cohort.numbers("c0").values())
                    .filter(value -> !Double.isNaN(value))
                    .sum();
        }
        Arrays.sort(seconds);
        Arrays.sort(work);
        System.out.printf(
                Locale.ROOT,
                "%-12s %6.2f s, %6.2f s of all cores together  heap: at most %5d MiB, stays %4d MiB  (sum of c0 %.4f)%n",
                way,
                seconds[times / 2],
                work[times / 2],
                peak >> 20,
                stays >> 20,
                sum);
    }

    private static void collect() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    /** Nanoseconds of all threads of this process, native ones included. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
