package org.theriac.core.leakage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.leakage.ValueGroups.Group;
import org.theriac.core.outcome.Outcome.Fate;
import org.theriac.core.report.Numbers;
import org.theriac.core.run.Run;
import org.theriac.core.table.Identifying;

/**
 * Finds inputs that give the outcome away: a level, or a twentieth of a column of numbers, with at least 30 rows in which everybody shares one fate (has
 * the event; is of one class), where chance would hardly do that.
 *
 * <p>Let N subjects be in the rows that the study may learn from, D of them with the fate, and m in the group. The chance that all m have it, were fates
 * dealt at random, is the hypergeometric {@code C(N−m, D−m) / C(N, D)}. Multiplied by the number of groups looked at (Bonferroni), it must be below
 * 10⁻⁶. Subjects are counted, not rows, because rows of one subject share its fate.
 *
 * <p>Two things are left alone, because honest predictors look the same. A fate that more than nine in ten share is not looked at: a protective factor
 * may bring the other one close to nothing, whereas nothing measured before brings a risk to one. For the same reason a group in which <em>nobody</em>
 * has the event does not count.
 *
 * <p>The guard looks at the rows that the study learns from: all rows of a cross-validation, but never at a test set that is apart. It can do so without
 * being a leak itself, because it chooses nothing: it stops the study, or lets it pass unchanged, and whoever then excludes a column does so for all
 * parts alike and takes an advantage away.
 */
final class DeterminedOutcome implements LeakGuard {
    private static final int LEAST_ROWS = 30;
    private static final double CHANCE = 1e-6;
    private static final double MOST_SHARE = 0.9;

    /** A group of rows that all share a fate. */
    private record Suspect(String column, Group group, Fate fate, double share, double log10) {}

    @Override
    public LeakCheck check(Examined study, Run run) {
        Cohort rows = study.cohort().take(study.learnedFrom());
        int[] subject = subjects(rows);
        List<Dealt> dealt = new ArrayList<>();
        for (Fate fate : study.outcome().fates(rows)) {
            Dealt all = Dealt.of(fate, subject);
            if (all.share() > 0 && all.share() <= MOST_SHARE) {
                dealt.add(all);
            }
        }
        List<Suspect> suspects = new ArrayList<>();
        long groups = 0;
        for (String input : study.inputs()) {
            run.checkStop();
            for (Group group : ValueGroups.of(rows.column(input), LEAST_ROWS)) {
                groups += dealt.size();
                dealt.forEach(all -> all.suspect(input, group, subject, suspects));
            }
        }
        double correction = Math.log10((double) Math.max(groups, 1));
        double threshold = Math.log10(CHANCE) - correction;
        suspects.removeIf(suspect -> suspect.log10() >= threshold);
        List<LeakFinding> findings = study.inputs().stream()
                .map(input ->
                        suspects.stream().filter(s -> s.column().equals(input)).toList())
                .filter(found -> !found.isEmpty())
                .map(found -> finding(study, found, correction))
                .toList();
        return new LeakCheck(
                "determined_outcome",
                "Does an input give the outcome away?",
                Numbers.count(groups) + " groups of at least " + LEAST_ROWS
                        + " rows (levels, twentieths of numbers, rows without a" + " value) of "
                        + Numbers.count(study.inputs().size()) + " inputs",
                findings);
    }

    private static LeakFinding finding(Examined study, List<Suspect> found, double correction) {
        Suspect clearest = found.get(0);
        long rows = 0;
        for (Suspect suspect : found) {
            clearest = suspect.log10() < clearest.log10() ? suspect : clearest;
            rows += suspect.group().rows().length;
        }
        String column = clearest.column();
        boolean hidden = Identifying.byName(column);
        String others = found.size() == 1
                ? ""
                : "; likewise " + (found.size() - 1) + (found.size() == 2 ? " other group" : " other groups")
                        + " of its values";
        String sentence = "column '" + column + "' gives the outcome away: all "
                + Numbers.count(clearest.group().rows().length) + " rows "
                + (hidden ? "with some of its values" : clearest.group().where()) + " "
                + clearest.fate().statement()
                + ", as " + Numbers.percent(clearest.share()) + " of all do" + others
                + ". Chance alone: less than 1 in 10^"
                + (long) Math.floor(-(clearest.log10() + correction)) + ".";
        return LeakFinding.stop(List.of(column), rows, sentence, study.reasonToKeep(column));
    }

    /** A number for each row's subject. */
    private static int[] subjects(Cohort rows) {
        int[] subject = new int[rows.rows()];
        int next = 0;
        for (int[] own : rows.rowsBySubject().values()) {
            for (int row : own) {
                subject[row] = next;
            }
            next++;
        }
        return subject;
    }

    /** A fate with how many subjects have it. */
    private record Dealt(Fate fate, int subjects, int withFate) {
        static Dealt of(Fate fate, int[] subject) {
            Set<Integer> all = new HashSet<>();
            Set<Integer> with = new HashSet<>();
            for (int row = 0; row < subject.length; row++) {
                all.add(subject[row]);
                if (fate.rows()[row]) {
                    with.add(subject[row]);
                }
            }
            return new Dealt(fate, all.size(), with.size());
        }

        double share() {
            return subjects == 0 ? 0 : (double) withFate / subjects;
        }

        void suspect(String column, Group group, int[] subject, List<Suspect> suspects) {
            Set<Integer> members = new HashSet<>();
            for (int row : group.rows()) {
                if (!fate.rows()[row]) {
                    return;
                }
                members.add(subject[row]);
            }
            if (members.size() >= LEAST_ROWS) {
                suspects.add(new Suspect(column, group, fate, share(), log10Chance(members.size())));
            }
        }

        private double log10Chance(int members) {
            double log = 0;
            for (int i = 0; i < members; i++) {
                log += Math.log10((double) (withFate - i) / (subjects - i));
            }
            return log;
        }
    }
}
