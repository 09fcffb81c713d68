package org.theriac.tables.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.study.PartChoice;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

class Hdf5FormatTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @TempDir
    Path folder;

    private void write(Consumer<WritableHdfFile> content) {
        try (WritableHdfFile file = HdfFile.write(folder.resolve("t.h5"))) {
            content.accept(file);
        }
    }

    private Cohort read() {
        return Tables.load(TableSettings.of("t.h5"), folder, CATALOGUE).cohort();
    }

    private Cohort read(Map<String, List<String>> columns, String... parts) {
        return Tables.load(
                        TableSettings.of("t.h5")
                                .withFormat(
                                        new PartChoice<>(Hdf5Format.ENTRY, new Hdf5Settings(columns, List.of(parts)))),
                        folder,
                        CATALOGUE)
                .cohort();
    }

    private void refused(Runnable reading, String message) {
        assertThatThrownBy(reading::run).isInstanceOf(UserError.class).hasMessageContaining(message);
    }

    /** The tables in delimited text were written from DeepSurv's files: shortest decimals of the 32-bit floats. */
    @ParameterizedTest
    @CsvSource({"metabric,9", "gbsg_rotterdam,7"})
    void theFilesOfDeepSurvAreTheTablesInDelimitedText(String name, int covariates) {
        Cohort file = Tables.load(TableSettings.of("dataset:deepsurv_" + name), folder, CATALOGUE)
                .cohort();
        Cohort text = Tables.load(TableSettings.of("dataset:" + name), folder, CATALOGUE)
                .cohort();
        for (int k = 0; k < covariates; k++) {
            assertThat(file.numbers("x" + k).values())
                    .containsExactly(text.numbers("x" + k).values());
        }
        assertThat(file.numbers("t").values())
                .containsExactly(text.numbers("time").values());
        assertThat(file.numbers("e").values())
                .containsExactly(text.numbers("event").values());
        for (int row = 0; row < text.rows(); row++) {
            assertThat(file.column("part").get(row))
                    .isEqualTo(text.column("part").get(row));
        }
    }

    @Test
    void vectorsAndMatricesAreColumns() {
        write(file -> {
            file.putDataset("x", new double[][] {{1, 2}, {3, Double.NaN}, {5, 6}});
            file.putDataset("site", new String[] {"north", "south", "north"});
            file.putDataset("count", new int[] {1, 2, 3});
        });
        Cohort cohort = read();
        assertThat(cohort.names()).containsExactlyInAnyOrder("x0", "x1", "site", "count");
        assertThat(cohort.numbers("x1").values()).containsExactly(2, Double.NaN, 6);
        assertThat(cohort.categories("site").levels()).containsExactly("north", "south");
    }

    @Test
    void columnsAreNamedByTheirPaths() {
        write(file -> {
            WritableGroup study = file.putGroup("study");
            WritableGroup early = study.putGroup("early");
            early.putDataset("x", new float[][] {{.1f, 2}, {3, 4}});
            early.putDataset("t", new float[] {1.7f, 2});
            WritableGroup late = study.putGroup("late");
            late.putDataset("x", new float[][] {{5, 6}});
            late.putDataset("t", new float[] {3});
        });
        Cohort cohort = read(Map.of("x", List.of("age", "size"), "t", List.of("time")), "study/early", "study/late");
        assertThat(cohort.numbers("age").values()).containsExactly(.1, 3, 5);
        assertThat(cohort.numbers("time").values()).containsExactly(1.7, 2, 3);
        assertThat(cohort.categories("part").levels()).containsExactly("study/early", "study/late");
        assertThat(cohort.categories("part").code(2)).isEqualTo(1);
    }

    @Test
    void wholeNumbersThatADoubleCannotHoldAreText() {
        write(file -> file.putDataset("key", new long[] {9007199254740993L, 5}));
        assertThat(read().column("key")).isInstanceOf(TextColumn.class);
        assertThat(read().column("key").get(0)).isEqualTo("9007199254740993");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        write(file -> {
            file.putDataset("x", new double[] {1, 2});
            file.putDataset("y", new double[] {1, 2, 3});
            file.putDataset("cube", new double[][][] {{{1}}});
            file.putGroup("g").putDataset("z", new double[] {1});
        });
        refused(this::read, "t.h5: /y has 3 rows, /x has 2. Name those that make one table");
        refused(() -> read(Map.of("zz", List.of())), "t.h5 has no 'zz'; in / there are: ");
        refused(() -> read(Map.of("g", List.of())), "'g' is no data set; in / there are: ");
        refused(
                () -> read(Map.of("cube", List.of())),
                "/cube has 3 dimensions; vectors (one value a row) and matrices");
        refused(() -> read(Map.of("x", List.of("a", "b"))), "/x has 1 column, but 2 names are given to it: a, b.");
        refused(() -> read(Map.of(), "x"), "'x' is no group");
        refused(() -> read(Map.of("x", List.of("v"), "g/z", List.of())), "rows");
    }

    @Test
    void aFileWithoutTablesSaysWhatItHolds() {
        write(file -> file.putGroup("inner").putGroup("most"));
        refused(
                this::read,
                "holds no vectors or matrices at its root, nor in groups named train and test; in / there are: inner/.");
    }

    @Test
    void damagedFilesGiveOneMessage() throws IOException {
        write(file -> {
            file.putDataset("x", new double[200]);
            file.putDataset("words", new String[] {"a", "b"});
        });
        byte[] whole = Files.readAllBytes(folder.resolve("t.h5"));
        Random random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            byte[] bytes = trial % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int flip = 0; flip < trial % 7 && bytes.length > 0; flip++) {
                bytes[random.nextInt(Math.min(bytes.length, 1200))] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("t.h5"), bytes);
            try {
                read();
            } catch (UserError | SurroundingsError e) {
                assertThat(e).hasMessageStartingWith("t.h5").hasMessageEndingWith(".");
            }
        }
        Files.writeString(folder.resolve("t.h5"), "a,b\n1,2\n");
        refused(this::read, "t.h5 is no HDF5 file that can be read, is damaged, or was cut off.");
    }

    @Test
    void aHeaderThatClaimsMoreThanTheMemoryIsDamage() {
        assertThatThrownBy(() -> new Hdf5Format.Damage("t.h5").guard(() -> new long[Integer.MAX_VALUE]))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("t.h5 claims a part that is larger than the memory");
    }

    @Test
    void theSameFileCanBeReadByManyAtOnce() {
        write(file -> file.putDataset("x", new double[] {1, 2}));
        assertThatCode(() -> List.of(1, 2, 3, 4).parallelStream().forEach(i -> read()))
                .doesNotThrowAnyException();
    }
}
