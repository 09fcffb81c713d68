package org.theriac.core.table;

import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;

/**
 * A table that was read.
 *
 * @param origin how messages name it: the path as written, or {@code dataset:NAME}
 * @param sha256 digest of the file as it is stored, for provenance; where columns name files, of the names and sizes of those too
 * @param notices what the report should say of the reading
 */
public record LoadedTable(Cohort cohort, String origin, String sha256, List<Notice> notices) {
    public LoadedTable {
        notices = List.copyOf(notices);
    }

    /** Gives the notices to a run. */
    public void tell(Run run) {
        notices.forEach(notice -> run.notice(notice.code(), notice.sentence(), notice.count()));
    }
}
