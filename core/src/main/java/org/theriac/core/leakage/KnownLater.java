package org.theriac.core.leakage;

import java.util.List;
import org.theriac.core.cohort.Definition;
import org.theriac.core.report.Numbers;
import org.theriac.core.run.Run;

/**
 * Inputs that are known only after the moment of prediction. Unless a study asks for such columns ({@code inputs: {known: [.., after]}}), none is chosen;
 * one that asks must give a reason for each.
 */
final class KnownLater implements LeakGuard {
    @Override
    public LeakCheck check(Examined study, Run run) {
        List<LeakFinding> findings = study.inputs().stream()
                .map(study.cohort()::definition)
                .filter(definition -> definition.known() == Definition.Known.AFTER)
                .map(definition -> finding(study, definition))
                .toList();
        long unsaid = study.inputs().stream()
                .filter(input -> study.cohort().definition(input).equals(Definition.unsaid(input)))
                .count();
        String lookedAt = "the data dictionary's 'known' of "
                + Numbers.count(study.inputs().size()) + " inputs"
                + (unsaid == 0
                        ? ""
                        : "; of " + Numbers.count(unsaid)
                                + " of them it says nothing, so that nobody has said when they are known");
        return new LeakCheck("known_later", "Is an input known only after the prediction?", lookedAt, findings);
    }

    private static LeakFinding finding(Examined study, Definition definition) {
        String column = definition.column();
        String label = definition.label().equals(column) ? "" : " (" + definition.label() + ")";
        String sentence = "column '" + column + "'" + label
                + " is known only after the moment of prediction, says the data dictionary"
                + definition
                        .note()
                        .map(note -> ": " + note.replaceAll("\\.$", ""))
                        .orElse("") + ".";
        return LeakFinding.stop(List.of(column), 1, sentence, study.reasonToKeep(column));
    }
}
