package org.theriac.core.leakage;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.run.Run;

/**
 * No value of a key stands on both sides of a split. Splits that the program draws keep to this by construction; rows that the table marks may not. No
 * reason lets it pass: figures of such a study say nothing about new patients.
 */
final class SharedKeys implements LeakGuard {
    @Override
    public LeakCheck check(Examined study, Run run) {
        List<LeakFinding> findings = study.keys().stream()
                .flatMap(key -> study.parts().stream().map(part -> shared(study.cohort(), key, part)))
                .flatMap(List::stream)
                .toList();
        return new LeakCheck(
                "shared_key",
                "Does a key stand on both sides of a split?",
                String.join(", ", study.keys()) + " of each row, in "
                        + study.parts().size() + (study.parts().size() == 1 ? " part" : " parts"),
                findings);
    }

    private static List<LeakFinding> shared(Cohort cohort, String key, Part part) {
        Set<String> learned = new HashSet<>();
        Arrays.stream(part.train()).forEach(row -> learned.add(cohort.key(row, key)));
        long shared = Arrays.stream(part.test())
                .mapToObj(row -> cohort.key(row, key))
                .distinct()
                .filter(learned::contains)
                .count();
        if (shared == 0) {
            return List.of();
        }
        String what = key.equals(Cohort.SUBJECT) ? " subjects" : " values of '" + key + "'";
        String remedy = key.equals(Cohort.SUBJECT)
                ? "Part the rows by subject, or correct the column that marks the test rows."
                : "Part the rows by it (protocol: {by: " + YamlWord.of(key)
                        + "}) without marking test rows, or correct the column that marks them.";
        return List.of(new LeakFinding(
                List.of(),
                shared,
                LeakFinding.Verdict.STOPS,
                shared + what + " stand among both the training and the test rows (" + part.name() + "). " + remedy,
                ""));
    }
}
