package org.theriac.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.study.Study;
import org.theriac.core.table.JoinedTables;
import org.theriac.core.table.LoadedTable;

/** The tables of a study, read. */
record StudyData(Map<String, LoadedTable> tables) {
    static StudyData load(Study study, Path file, Catalogue catalogue) {
        Path absolute = file.toAbsolutePath();
        Path base = absolute.getParent() == null ? absolute : absolute.getParent();
        return new StudyData(JoinedTables.load(study.data(), base, catalogue));
    }

    Map<String, Cohort> cohorts() {
        Map<String, Cohort> cohorts = new LinkedHashMap<>();
        tables.forEach((name, table) -> cohorts.put(name, table.cohort()));
        return cohorts;
    }
}
