package org.theriac.core.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;
import org.theriac.core.table.TableSettings;

/**
 * A study, as its file says.
 *
 * @param name a word that names it, and its folder
 * @param kind the kind of study
 * @param data the tables by name, in the file's order; none only if the kind does without
 * @param seed of all random streams
 * @param settings of the kind; of the class {@code kind.settings()}
 */
public record Study(
        String name,
        KindEntry<?> kind,
        Map<String, TableSettings> data,
        long seed,
        ReportSettings report,
        Record settings) {
    public Study {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        if (!kind.settings().isInstance(settings)) {
            throw new IllegalArgumentException("settings " + settings.getClass() + " for the kind " + kind.id());
        }
    }

    /** Carries the study out on its tables. */
    public Findings run(Catalogue catalogue, Map<String, Cohort> cohorts, Run run) {
        return run(kind, catalogue, cohorts, run);
    }

    /** Refuses, without fitting anything, a study that does not fit its tables. */
    public void check(Catalogue catalogue, Map<String, Cohort> cohorts, Run run) {
        check(kind, catalogue, cohorts, run);
    }

    private <S extends Record> void check(
            KindEntry<S> entry, Catalogue catalogue, Map<String, Cohort> cohorts, Run run) {
        entry.create().apply(catalogue).check(entry.settings().cast(settings), cohorts, run);
    }

    private <S extends Record> Findings run(
            KindEntry<S> entry, Catalogue catalogue, Map<String, Cohort> cohorts, Run run) {
        return entry.create().apply(catalogue).run(entry.settings().cast(settings), cohorts, report, run);
    }
}
