package org.theriac.survival.recommendation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.survival.recommendation.PolicyComparison.Group;
import org.theriac.survival.recommendation.PolicyComparison.Policy;

/**
 * A comparison of policies as a table, with nothing in it that points to a few persons. What can be subtracted from what: of a policy, the two groups are
 * all rows and their events all events; of the constant policies together, those who received each arm are all rows.
 */
final class PolicyTable {
    private final List<Policy> policies;
    private final boolean[] rowsWithheld;
    private final boolean[] eventsWithheld;

    PolicyTable(PolicyComparison comparison) {
        policies = comparison.policies();
        rowsWithheld = new boolean[policies.size()];
        eventsWithheld = new boolean[policies.size()];
        Policy learned = policies.get(0);
        rowsWithheld[0] = anyWithheld(
                new int[][] {{learned.followed().rows(), learned.against().rows()}})[0];
        eventsWithheld[0] = anyWithheld(new int[][] {cells(learned.followed()), cells(learned.against())})[0];
        List<Policy> constant = policies.subList(1, policies.size());
        boolean[] rows = anyWithheld(constant.stream()
                .map(policy ->
                        new int[] {policy.followed().rows(), policy.against().rows()})
                .toArray(int[][]::new));
        boolean[] events = anyWithheld(
                constant.stream().map(policy -> cells(policy.followed())).toArray(int[][]::new));
        System.arraycopy(rows, 0, rowsWithheld, 1, rows.length);
        System.arraycopy(events, 0, eventsWithheld, 1, events.length);
    }

    private static int[] cells(Group group) {
        return new int[] {group.events(), group.rows() - group.events()};
    }

    /** For each line of a table of counts, whether any cell must be withheld. */
    private static boolean[] anyWithheld(int[][] counts) {
        boolean[][] withheld = SmallCells.withheld(counts);
        boolean[] any = new boolean[counts.length];
        for (int line = 0; line < any.length; line++) {
            any[line] = withheld[line][0] || withheld[line][1];
        }
        return any;
    }

    Table table(String model, String unit) {
        List<Row> rows = new ArrayList<>();
        boolean withholds = false;
        for (int i = 0; i < policies.size(); i++) {
            rows.add(row(i));
            withholds |= rowsWithheld[i] || eventsWithheld[i];
        }
        List<String> notes = new ArrayList<>();
        notes.add(
                "Followed: rows that received the arm which the policy advises (recommended); not followed: the others"
                        + " (anti-recommended). Median: Kaplan–Meier; – where it is not reached. Log-rank test between the two"
                        + " groups, one degree of freedom.");
        notes.add("Advice that separates the groups no better than the same arm for everybody has learned nothing.");
        if (withholds) {
            notes.add(SmallCells.note());
        }
        return new Table(
                model + ": survival of test rows that received the advised arm, and of those that did not",
                List.of(
                        Column.text("Policy"),
                        Column.number("Followed"),
                        Column.number("Events"),
                        Column.number("Median (" + unit + ")"),
                        Column.number("Not followed"),
                        Column.number("Events"),
                        Column.number("Median (" + unit + ")"),
                        Column.number("Log-rank χ²"),
                        Column.number("p")),
                rows,
                notes);
    }

    private Row row(int i) {
        Policy policy = policies.get(i);
        List<String> cells = new ArrayList<>(List.of(policy.name()));
        for (Group group : List.of(policy.followed(), policy.against())) {
            cells.add(SmallCells.count(group.rows(), rowsWithheld[i]));
            cells.add(SmallCells.count(group.events(), rowsWithheld[i] || eventsWithheld[i]));
            cells.add(SmallCells.small(group.rows()) ? "–" : Numbers.measure(group.medianSurvival()));
        }
        cells.add(rowsWithheld[i] ? "–" : Numbers.measure(policy.chiSquare()));
        cells.add(rowsWithheld[i] || Double.isNaN(policy.p()) ? "–" : String.format(Locale.ROOT, "%.2g", policy.p()));
        return new Row(cells, 0, i == 0);
    }
}
