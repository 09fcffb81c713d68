package org.theriac.core.table;

import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;

/**
 * A table that was read.
 *
 * @param origin how messages name it: the path as written, or {@code dataset:NAME}
 * @param sha256 digest of the file as it is stored, for provenance; where columns name files, of the names and sizes of those too; of the digests of
 *     all parts where several tables were joined
 * @param notices what the report should say of the reading
 * @param parts the tables that were joined to this one, itself included; empty for a table that stands alone
 */
public record LoadedTable(Cohort cohort, String origin, String sha256, List<Notice> notices, List<Part> parts) {
    public LoadedTable {
        notices = List.copyOf(notices);
        parts = List.copyOf(parts);
    }

    /** A table that stands alone. */
    public LoadedTable(Cohort cohort, String origin, String sha256, List<Notice> notices) {
        this(cohort, origin, sha256, notices, List.of());
    }

    /**
     * One of several joined tables, as it was read.
     *
     * @param name in the study
     */
    public record Part(String name, String origin, String sha256, int rows, int columns) {
        static Part of(String name, LoadedTable table) {
            return new Part(
                    name,
                    table.origin(),
                    table.sha256(),
                    table.cohort().rows(),
                    table.cohort().names().size());
        }
    }

    /** Each table that was read, under its name in the study. */
    public List<Part> partsAs(String name) {
        return parts.isEmpty() ? List.of(Part.of(name, this)) : parts;
    }

    /** Gives the notices to a run. */
    public void tell(Run run) {
        notices.forEach(notice -> run.notice(notice.code(), notice.sentence(), notice.count()));
    }
}
