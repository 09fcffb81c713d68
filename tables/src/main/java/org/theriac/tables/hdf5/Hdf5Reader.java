package org.theriac.tables.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.table.Limits;
import org.theriac.tables.ValueColumn;
import org.theriac.tables.hdf5.Hdf5Format.Damage;

/** Finds the data sets that make up a table, checks that they have the same rows, and puts groups one below the other. */
final class Hdf5Reader {
    private static final List<String> PARTS = List.of("train", "valid", "val", "test");
    private static final String PART = "part";

    private final HdfFile file;
    private final Hdf5Settings settings;
    private final String origin;
    private final Damage damage;
    private final Limits limits;
    private final Hdf5Values values;

    Hdf5Reader(HdfFile file, Hdf5Settings settings, String origin, Damage damage, Limits limits) {
        this.file = file;
        this.settings = settings;
        this.origin = origin;
        this.damage = damage;
        this.limits = limits;
        this.values = new Hdf5Values(origin, damage, limits);
    }

    /** @throws UserError if what is asked for is not there, or rows do not match */
    List<Column<?>> read() {
        List<String> parts = settings.parts().isEmpty() ? found() : settings.parts();
        List<Group> groups = parts.isEmpty()
                ? List.of(file)
                : parts.stream().map(this::group).toList();
        Map<String, List<String>> wanted = settings.columns().isEmpty() ? tables(groups.get(0)) : settings.columns();
        Map<String, ValueColumn> columns = new LinkedHashMap<>();
        int[] rows = new int[groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            rows[g] = append(groups.get(g), wanted, columns);
        }
        List<Column<?>> built = new ArrayList<>();
        columns.values().forEach(column -> built.add(column.build()));
        if (!parts.isEmpty()) {
            if (columns.containsKey(PART)) {
                throw new UserError(origin + ": a data set is named '" + PART
                        + "', as the column that tells the groups apart. Give it another name: format: {hdf5: {columns: {"
                        + PART
                        + ": [name]}}}.");
            }
            int[] codes = IntStream.range(0, rows.length)
                    .flatMap(g -> IntStream.generate(() -> g).limit(rows[g]))
                    .toArray();
            built.add(new CategoryColumn(PART, parts, codes));
        }
        return built;
    }

    /** The groups of the file that have the names of parts; none unless there are two. */
    private List<String> found() {
        Map<String, Node> children = damage.guard(file::getChildren);
        List<String> parts = PARTS.stream()
                .filter(name -> children.get(name) instanceof Group)
                .toList();
        return parts.size() > 1 ? parts : List.of();
    }

    private Group group(String path) {
        if (node(file, path) instanceof Group group) {
            return group;
        }
        throw new UserError(origin + ": '" + path + "' is no group; " + holds(file));
    }

    /** The node at a path, which never leads into another file. */
    private Node node(Group from, String path) {
        Node node = from;
        for (String step : path.split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            Group group = node instanceof Group inner ? inner : from;
            Node child = node instanceof Group
                    ? damage.guard(() -> group.getChildren()).get(step)
                    : null;
            if (child == null) {
                throw new UserError(origin + " has no '" + path + "'" + (from == file ? "" : " in " + from.getPath())
                        + "; " + holds(group));
            }
            if (child instanceof ExternalLink) {
                throw new UserError(origin + ": '" + path + "' leads into another file, which is not followed.");
            }
            node = child;
        }
        return node;
    }

    private String holds(Group group) {
        Collection<Node> nodes = damage.guard(group::getChildren).values();
        List<String> words = nodes.stream()
                .limit(30)
                .map(node -> node.getName() + (node instanceof Dataset dataset ? " " + shape(dataset) : "/"))
                .toList();
        return "in " + group.getPath() + " there are: " + (words.isEmpty() ? "nothing" : String.join(", ", words))
                + ".";
    }

    private String shape(Dataset dataset) {
        long[] shape = damage.guard(dataset::getDimensionsAsLong);
        return "("
                + String.join(
                        " × ",
                        java.util.Arrays.stream(shape).mapToObj(Long::toString).toList()) + ")";
    }

    /** Every vector, matrix and list of records of a group, under its own name. */
    private Map<String, List<String>> tables(Group group) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        damage.guard(group::getChildren).forEach((name, node) -> {
            if (node instanceof Dataset dataset) {
                int order = damage.guard(dataset::getDimensionsAsLong).length;
                if (order == 1 || order == 2) {
                    found.put(name, List.of());
                }
            }
        });
        if (found.isEmpty()) {
            throw new UserError(
                    origin + " holds no vectors or matrices at its root, nor in groups named train and test; "
                            + holds(group)
                            + " Name what to read: format: {hdf5: {columns: {path/of/matrix: [], path/of/vector: [time]}}}.");
        }
        return found;
    }

    /** @return how many rows were appended */
    private int append(Group group, Map<String, List<String>> wanted, Map<String, ValueColumn> columns) {
        int rows = -1;
        String first = "";
        Set<String> appended = new HashSet<>();
        for (Map.Entry<String, List<String>> entry : wanted.entrySet()) {
            if (!(node(group, entry.getKey()) instanceof Dataset dataset)) {
                throw new UserError(origin + ": '" + entry.getKey() + "' is no data set; " + holds(group));
            }
            int length = values.rows(dataset);
            if (rows >= 0 && length != rows) {
                throw new UserError(origin + ": " + dataset.getPath() + " has " + length + " rows, " + first + " has "
                        + rows + ". Name those that make one table: format: {hdf5: {columns: {…}}}.");
            }
            rows = length;
            first = dataset.getPath();
            values.append(dataset, entry.getValue(), name -> {
                if (!appended.add(name)) {
                    throw new UserError(origin + ": two columns are named '" + name
                            + "'. Give each a name of its own: format: {hdf5: {columns: {…}}}.");
                }
                if (columns.size() > limits.columns()) {
                    throw new UserError(origin + " has more than " + limits.columns() + " columns.");
                }
                return columns.computeIfAbsent(name, n -> new ValueColumn(n, origin));
            });
        }
        if (!appended.equals(columns.keySet())) {
            throw new UserError(origin + ": " + group.getPath() + " has other columns than the groups before it.");
        }
        return rows;
    }
}
