package org.theriac.biostatistics.estimation.analysis;

import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.report.SmallCells;

/** Rows and events of groups, with nothing in them that points to a few persons. */
final class GroupCounts {
    private final int[] events;
    private final int[] sizes;
    private final boolean[][] withheld;

    GroupCounts(SurvivalTimes times, Groups groups) {
        sizes = groups.sizes();
        events = new int[groups.size()];
        for (int row = 0; row < times.size(); row++) {
            events[groups.codes()[row]] += times.event(row) ? 1 : 0;
        }
        int[][] cells = new int[groups.size()][];
        for (int g = 0; g < cells.length; g++) {
            cells[g] = new int[] {events[g], sizes[g] - events[g]};
        }
        withheld = SmallCells.withheld(cells);
    }

    int rows(int group) {
        return sizes[group];
    }

    int events(int group) {
        return events[group];
    }

    /** Whether the number of a group's events must not be shown. */
    boolean eventsWithheld(int group) {
        return withheld[group][0] || withheld[group][1];
    }

    String rowsShown(int group) {
        return SmallCells.count(sizes[group], withheld[group][0] && withheld[group][1]);
    }

    String eventsShown(int group) {
        return SmallCells.count(events[group], eventsWithheld(group));
    }

    /** What a table says beneath, if anything is withheld. */
    List<String> notes() {
        return Arrays.stream(withheld).anyMatch(cells -> cells[0] || cells[1]) ? List.of(SmallCells.note()) : List.of();
    }
}
