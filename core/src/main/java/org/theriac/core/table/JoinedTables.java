package org.theriac.core.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.method.InputSchema;
import org.theriac.core.study.Words;

/**
 * Reads the tables of a study and joins those that say so to the rows of others. Tables are joined in the order of their names, whatever their order in
 * the study, so that order makes no difference.
 */
public final class JoinedTables {
    private final Map<String, TableSettings> data;
    private final Path base;
    private final Catalogue catalogue;

    private JoinedTables(Map<String, TableSettings> data, Path base, Catalogue catalogue) {
        this.data = data;
        this.base = base;
        this.catalogue = catalogue;
    }

    /**
     * Reads tables.
     *
     * @param data settings by the tables' names in the study
     * @param base the folder that relative paths start from: the study file's
     * @return the tables that are not joined to another one, in the study's order, each with what was joined to it
     * @throws UserError if a table or a join is at fault; the message says which
     */
    public static Map<String, LoadedTable> load(Map<String, TableSettings> data, Path base, Catalogue catalogue) {
        return new JoinedTables(data, base, catalogue).load();
    }

    /**
     * Reads the rows that a model is to predict from the same tables as in training: as {@link #load}, then by the schema of its inputs.
     *
     * @throws UserError also if more than one table is not joined to another
     */
    public static LoadedTable loadFor(
            InputSchema schema, Map<String, TableSettings> data, Path base, Catalogue catalogue) {
        JoinedTables tables = new JoinedTables(data, base, catalogue);
        List<String> bases = tables.bases();
        if (bases.size() != 1) {
            throw new UserError(
                    "data: names the tables " + String.join(", ", bases)
                            + ", none of them joined to another; a model predicts the rows of one. Write join: beside the others.");
        }
        TableSettings only = tables.settings(bases.get(0));
        return data.size() == 1
                ? Tables.loadFor(schema, List.of(), only, base, catalogue)
                : Tables.fitted(tables.joined(bases.get(0)), schema, only, base, catalogue);
    }

    private Map<String, LoadedTable> load() {
        data.forEach((name, settings) -> onto(name, settings));
        Map<String, LoadedTable> tables = new LinkedHashMap<>();
        bases().forEach(name -> tables.put(name, joined(name)));
        return tables;
    }

    private List<String> bases() {
        return data.entrySet().stream()
                .filter(entry -> entry.getValue().join().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private TableSettings settings(String name) {
        return Optional.ofNullable(data.get(name)).orElseThrow();
    }

    /** The table that one is joined to; empty for a table that is not. */
    private Optional<String> onto(String name, TableSettings settings) {
        if (settings.join().isEmpty()) {
            return Optional.empty();
        }
        List<String> bases = bases();
        Optional<String> named = settings.join().get().onto();
        if (named.isPresent() && !bases.contains(named.get())) {
            throw new UserError("data: " + name + ": join: onto: there is no table '" + named.get()
                    + "' that is not joined itself" + Words.meant(named.get(), bases) + ". Allowed: "
                    + String.join(", ", bases) + ".");
        }
        if (named.isEmpty() && bases.size() != 1) {
            throw new UserError("data: " + name + ": "
                    + (bases.isEmpty()
                            ? "every table is joined to another; leave out join: of the one whose rows are predicted."
                            : "say which table it is joined to: join: {onto: " + bases.get(0) + "}. Allowed: "
                                    + String.join(", ", bases) + "."));
        }
        return Optional.of(named.orElseGet(() -> bases.get(0)));
    }

    private LoadedTable joined(String name) {
        TableSettings settings = settings(name);
        LoadedTable table = Tables.load(settings, base, catalogue);
        TreeMap<String, TableSettings> others = data.entrySet().stream()
                .filter(entry -> onto(entry.getKey(), entry.getValue())
                        .filter(name::equals)
                        .isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        if (others.isEmpty()) {
            return table;
        }
        TableJoin join = new TableJoin(name, table, settings);
        List<LoadedTable.Part> parts = new ArrayList<>();
        parts.add(LoadedTable.Part.of(name, table));
        others.forEach((other, chosen) -> {
            LoadedTable read = Tables.load(chosen, base, catalogue);
            join.add(other, read, chosen);
            parts.add(LoadedTable.Part.of(other, read));
        });
        return join.joined(parts);
    }
}
