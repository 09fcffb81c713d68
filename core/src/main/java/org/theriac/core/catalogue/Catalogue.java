package org.theriac.core.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.theriac.core.cohort.FileType;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.study.PartEntry;
import org.theriac.core.table.DatasetEntry;
import org.theriac.core.table.TableFormat;

/**
 * What a module contributes, or all modules together: explicit lists, no scanning.
 *
 * @param methods ways to learn
 * @param kinds kinds of study
 * @param metrics in the order in which reports print them
 * @param exhibits in the order in which reports show them
 * @param datasets data that is shipped, by name
 * @param parts building blocks that settings choose by their words
 * @param files kinds of files that a column may hold
 * @param formats of tables, beside delimited text
 */
public record Catalogue(
        List<MethodEntry<?, ?, ?>> methods,
        List<KindEntry<?>> kinds,
        List<Metric<?, ?>> metrics,
        List<Exhibit<?, ?>> exhibits,
        List<DatasetEntry> datasets,
        List<PartEntry<?, ?>> parts,
        List<FileType<?>> files,
        List<TableFormat> formats) {

    /** A module's part, found by {@link ServiceLoader}. */
    public interface Provider {
        Catalogue catalogue();
    }

    /** Nothing: what a module's own catalogue starts from. */
    public static final Catalogue EMPTY =
            new Catalogue(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** @throws IllegalArgumentException if two entries of one list have the same id */
    public Catalogue {
        methods = List.copyOf(methods);
        kinds = List.copyOf(kinds);
        metrics = List.copyOf(metrics);
        exhibits = List.copyOf(exhibits);
        datasets = List.copyOf(datasets);
        parts = List.copyOf(parts);
        files = List.copyOf(files);
        formats = List.copyOf(formats);
        distinct("method", methods.stream().map(MethodEntry::id).toList());
        distinct("kind", kinds.stream().map(KindEntry::id).toList());
        distinct("metric", metrics.stream().map(Metric::id).toList());
        distinct("exhibit", exhibits.stream().map(Exhibit::id).toList());
        distinct("data set", datasets.stream().map(DatasetEntry::name).toList());
        distinct(
                "part",
                parts.stream()
                        .map(part -> part.family().getSimpleName() + " " + part.id())
                        .toList());
        distinct("kind of file", files.stream().map(FileType::id).toList());
        distinct("table format", formats.stream().map(TableFormat::id).toList());
    }

    /** Everything on the class path, in the order of the modules' names: the class path's own order differs between machines. */
    public static Catalogue load() {
        return ServiceLoader.load(Provider.class).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(provider -> provider.get().catalogue())
                .reduce(EMPTY, Catalogue::and);
    }

    public static Catalogue ofMethods(MethodEntry<?, ?, ?>... methods) {
        return EMPTY.withMethods(methods);
    }

    /** The same with these methods after its own; so also for the other lists. */
    public Catalogue withMethods(MethodEntry<?, ?, ?>... more) {
        return and(new Catalogue(
                List.of(more), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    public Catalogue withKinds(KindEntry<?>... more) {
        return and(new Catalogue(
                List.of(), List.of(more), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    public Catalogue withMetrics(Metric<?, ?>... more) {
        return and(new Catalogue(
                List.of(), List.of(), List.of(more), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    public Catalogue withExhibits(Exhibit<?, ?>... more) {
        return and(new Catalogue(
                List.of(), List.of(), List.of(), List.of(more), List.of(), List.of(), List.of(), List.of()));
    }

    public Catalogue withDatasets(List<DatasetEntry> more) {
        return and(new Catalogue(List.of(), List.of(), List.of(), List.of(), more, List.of(), List.of(), List.of()));
    }

    public Catalogue withParts(PartEntry<?, ?>... more) {
        return and(new Catalogue(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(more), List.of(), List.of()));
    }

    public Catalogue withFiles(FileType<?>... more) {
        return and(new Catalogue(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(more), List.of()));
    }

    public Catalogue withFormats(TableFormat... more) {
        return and(new Catalogue(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(more)));
    }

    public Catalogue and(Catalogue other) {
        return new Catalogue(
                joined(methods, other.methods),
                joined(kinds, other.kinds),
                joined(metrics, other.metrics),
                joined(exhibits, other.exhibits),
                joined(datasets, other.datasets),
                joined(parts, other.parts),
                joined(files, other.files),
                joined(formats, other.formats));
    }

    public Optional<MethodEntry<?, ?, ?>> method(String id) {
        return methods.stream().filter(method -> method.id().equals(id)).findFirst();
    }

    public Optional<KindEntry<?>> kind(String id) {
        return kinds.stream().filter(kind -> kind.id().equals(id)).findFirst();
    }

    public Optional<DatasetEntry> dataset(String name) {
        return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    public Optional<FileType<?>> file(String id) {
        return files.stream().filter(type -> type.id().equals(id)).findFirst();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static void distinct(String what, List<String> ids) {
        Set<String> seen = new HashSet<>();
        ids.forEach(id -> {
            if (!seen.add(id)) {
                throw new IllegalArgumentException(
                        "two entries of the catalogue share the " + what + " id '" + id + "'");
            }
        });
    }
}
