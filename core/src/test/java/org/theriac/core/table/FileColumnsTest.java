package org.theriac.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.method.InputSchema;
import org.theriac.core.study.Located;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;

class FileColumnsTest {
    @TempDir
    private Path folder;

    private final AtomicInteger decoded = new AtomicInteger();
    private Catalogue catalogue = Catalogue.EMPTY;

    @BeforeEach
    void writeTable() throws IOException {
        catalogue = Catalogue.EMPTY.withFiles(new WordFile(decoded));
        Files.createDirectories(folder.resolve("scans"));
        Files.writeString(folder.resolve("scans/a.txt"), "alpha");
        Files.writeString(folder.resolve("scans/b.txt"), "beta");
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolve("t.csv"), "id,scan\n1,a.txt\n2,b.txt\n3,\n4,a.txt\n");
    }

    private static Map<String, FileSettings> scans(String where) {
        return Map.of("scan", new FileSettings("word", Optional.of(where)));
    }

    private LoadedTable load(String where) {
        TableSettings settings = TableSettings.of("t.csv").withSubject("id").withFiles(scans(where));
        return Tables.load(settings, folder, catalogue);
    }

    @SuppressWarnings("unchecked")
    private static FileColumn<String> scan(Cohort cohort) {
        return cohort.typed("scan", FileColumn.class);
    }

    @Test
    void filesAreDecodedWhenAskedForAndOnce() {
        FileColumn<String> column = scan(load("scans").cohort());
        assertThat(decoded).hasValue(0);
        assertThat(column.get(0)).isEqualTo("alpha");
        assertThat(column.missing(2)).isTrue();
        FileColumn<String> taken = column.take(new int[] {1, 0});
        assertThat(taken.get(0)).isEqualTo("beta");
        assertThat(taken.get(1)).isEqualTo("alpha");
        assertThat(decoded)
                .as("columns taken from one another share what they decoded")
                .hasValue(2);
        assertThat(column.digest(0)).isEqualTo(column.digest(3)).isNotEqualTo(column.digest(1));
    }

    @Test
    void anArchiveServesAsAFolder() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("scans.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("a.txt", "b.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(Files.readAllBytes(folder.resolve("scans").resolve(name)));
            }
        }
        assertThat(scan(load("scans.zip").cohort()).get(1)).isEqualTo("beta");
    }

    @Test
    void theDigestOfATableKnowsItsFiles() throws IOException {
        String before = load("scans").sha256();
        Files.writeString(folder.resolve("scans/b.txt"), "longer than before");
        assertThat(load("scans").sha256()).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,scan\n1,a.txt\n2,bb.txt\n3,c.txt\n");
        assertThatThrownBy(() -> load("scans"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "t.csv, line 3, column 'scan': there is no file 'bb.txt' in scans (did you mean 'b.txt'?); 2 of 3"
                                + " files are not there. Correct the names, or write folder: where the files stand.");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsNoFile() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,scan\n1,../secret.txt\n");
        assertThatThrownBy(() -> load("scans"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no file '../secret.txt'");
    }

    @Test
    void anUnknownKindOfFilesAndAMissingFolderAreRefused() {
        TableSettings unknown =
                TableSettings.of("t.csv").withFiles(Map.of("scan", new FileSettings("wrod", Optional.empty())));
        assertThatThrownBy(() -> Tables.load(unknown, folder, catalogue))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("did you mean 'word'?");
        assertThatThrownBy(() -> load("scasn"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no folder or zip archive 'scasn'");
    }

    @Test
    void aModelsSchemaFindsFilesBesideTheTable() throws IOException {
        InputSchema schema = InputSchema.of(load("scans").cohort(), List.of("scan"));
        assertThat(schema.columns().get(0).type()).isEqualTo(Definition.Type.FILE);
        Files.writeString(folder.resolve("scans/new.csv"), "scan,age\na.txt,4\nb.txt,5\n");
        Cohort read = Tables.loadFor(schema, List.of(), TableSettings.of("scans/new.csv"), folder, catalogue)
                .cohort();
        assertThat(scan(read).get(1)).isEqualTo("beta");
        assertThat(read.names()).containsExactly("scan");
    }

    @Test
    void aStudyFileNamesTheFolder() {
        Located tree =
                LocatedYaml.parse("{table: t.csv, files: {scan: {as: word, folder: scans}}}", Place.of("study.yaml"));
        TableSettings bound = org.theriac.core.study.Binder.standard().bind(tree, TableSettings.DEFAULTS);
        assertThat(bound.files()).isEqualTo(scans("scans"));
    }
}
