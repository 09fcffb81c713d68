package org.theriac.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;
import org.theriac.core.table.DatasetEntry;
import org.theriac.core.table.Description;
import org.theriac.core.table.Draft;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

/** Any bytes are a table, or a sentence that says why not. */
class TableFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void delimitedText(byte[] bytes) {
        DatasetEntry entry = new DatasetEntry(
                "fuzz", "", "", "", "fuzz.csv", () -> new ByteArrayInputStream(bytes), "", List::of);
        Catalogue catalogue = Catalogue.EMPTY.withDatasets(List.of(entry));
        LoadedTable table;
        try {
            table = Tables.load(TableSettings.of("dataset:fuzz"), Path.of(""), catalogue);
        } catch (UserError e) {
            return;
        }
        if (table.cohort().rows() == 0) {
            throw new AssertionError("a table without rows was let pass");
        }
        Description description = Description.of(table);
        if (description.lines().size() != table.cohort().names().size() + 1) {
            throw new AssertionError("a column has no line of its own");
        }
        // what is drafted for a table is YAML, whatever its columns are named
        Draft draft = Draft.of(description);
        for (KindEntry<?> kind : Catalogue.load().kinds()) {
            drafted(kind, draft).ifPresent(file -> LocatedYaml.parse(file, Place.of("draft")));
        }
    }

    /** Empty also where the kind has no use for the outcome. */
    private static Optional<String> drafted(KindEntry<?> kind, Draft draft) {
        try {
            return kind.studyFile("draft", draft.description().origin(), draft);
        } catch (UserError e) {
            return Optional.empty();
        }
    }
}
