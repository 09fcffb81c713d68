package org.theriac.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

/** A table means the same in every format. */
class SameCohortTest {
    private static final Catalogue CATALOGUE = new TablesCatalogue().catalogue();
    private static final List<String> FORMATS =
            List.of("arff", "duckdb", "h5", "json", "ndjson", "parquet", "sqlite", "xlsx");

    @Property(tries = 12, seed = "1")
    void aTableReadsBackAsTheSameCohortFromEveryFormat(@ForAll("values") WrittenTables.Values values) throws Exception {
        Path folder = Files.createTempDirectory("formats");
        try {
            Cohort csv = read(values, folder, "csv");
            for (String format : FORMATS) {
                Cohort cohort = read(values, folder, format);
                assertThat(cohort.names()).as(format).isEqualTo(csv.names());
                assertThat(cohort.numbers("a").values())
                        .as(format)
                        .containsExactly(csv.numbers("a").values());
                assertThat(cohort.categories("b").levels())
                        .as(format)
                        .isEqualTo(csv.categories("b").levels());
                assertThat(codes(cohort)).as(format).containsExactly(codes(csv));
            }
        } finally {
            delete(folder);
        }
    }

    private static Cohort read(WrittenTables.Values values, Path folder, String format) throws Exception {
        WrittenTables.write(values, folder.resolve("t." + format));
        return Tables.load(TableSettings.of("t." + format), folder, CATALOGUE).cohort();
    }

    private static int[] codes(Cohort cohort) {
        return IntStream.range(0, cohort.rows())
                .map(row -> cohort.categories("b").code(row))
                .toArray();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Words of a few letters and signs that repeat; numbers of all sizes. A word and a number are there always: without any, no format tells a type. */
    @Provide
    Arbitrary<WrittenTables.Values> values() {
        Arbitrary<Double> number = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e9, 1e9).ofScale(6),
                Arbitraries.integers().between(-1000, 1000).map(Integer::doubleValue),
                Arbitraries.of(Double.NaN, 1e-12, 1.5e200, 0.1, 1.0 / 3));
        Arbitrary<Optional<String>> word = Arbitraries.of("low", "high", "don't", "a \"b\"", "größer", "x, y", "{z}")
                .injectNull(0.2)
                .map(Optional::ofNullable);
        return Arbitraries.integers()
                .between(1, 30)
                .flatMap(rows -> Combinators.combine(
                                number.array(Double[].class).ofSize(rows),
                                word.list().ofSize(rows))
                        .as((numbers, words) -> {
                            double[] all = IntStream.rangeClosed(0, rows)
                                    .mapToDouble(i -> i < rows ? numbers[i] : 1)
                                    .toArray();
                            // a row of nothing is no row in a workbook
                            List<Optional<String>> more = new ArrayList<>();
                            for (int row = 0; row < rows; row++) {
                                more.add(Double.isNaN(all[row]) ? Optional.of("high") : words.get(row));
                            }
                            more.add(Optional.of("low"));
                            return new WrittenTables.Values(all, more);
                        }));
    }
}
