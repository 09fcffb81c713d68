package org.theriac.app.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.method.InputSchema;
import org.theriac.core.study.StudyFile;
import org.theriac.core.table.JoinedTables;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableSettings;

/**
 * What a command reads: a single table by its path or name, or the tables of a study file, read and joined as it says.
 *
 * @param written as on the command line
 * @param subject the column that names the subject of a single table
 */
record TableArgument(String written, Optional<String> subject) {
    private static final String NAME = "patients";

    /** Whether it is a file that says where the tables stand. */
    boolean isStudy() {
        String name = written.toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && exists();
    }

    private boolean exists() {
        try {
            return Files.isRegularFile(Path.of(written));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Map<String, TableSettings> data(Catalogue catalogue) {
        if (!isStudy()) {
            TableSettings settings = TableSettings.of(written);
            return Map.of(NAME, subject.map(settings::withSubject).orElse(settings));
        }
        Map<String, TableSettings> data = new LinkedHashMap<>(StudyFile.data(Path.of(written), catalogue));
        if (data.isEmpty()) {
            throw new UserError(written + " names no table; write data: {patients: {table: …}}.");
        }
        subject.ifPresent(column -> data.replaceAll((name, settings) -> settings.withSubject(column)));
        return data;
    }

    private Path base() {
        return isStudy()
                ? Optional.ofNullable(Path.of(written).toAbsolutePath().getParent())
                        .orElse(Path.of(""))
                : Path.of("");
    }

    /** The column that is printed beside predictions: as on the command line, or of the table whose rows are predicted. */
    Optional<String> subject(Catalogue catalogue) {
        return subject.or(() -> isStudy()
                ? data(catalogue).values().stream()
                        .filter(settings -> settings.join().isEmpty())
                        .findFirst()
                        .flatMap(TableSettings::subject)
                : Optional.empty());
    }

    Map<String, LoadedTable> load(Catalogue catalogue) {
        return JoinedTables.load(data(catalogue), base(), catalogue);
    }

    LoadedTable loadFor(InputSchema schema, Catalogue catalogue) {
        return JoinedTables.loadFor(schema, data(catalogue), base(), catalogue);
    }
}
