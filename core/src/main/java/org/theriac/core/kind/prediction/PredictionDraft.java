package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.theriac.core.cohort.Definition;
import org.theriac.core.kind.StudyDraft;
import org.theriac.core.study.Words;
import org.theriac.core.table.Draft;

/** Drafts a prediction study: what can be predicted without any input, beside one plain model of all inputs. */
public final class PredictionDraft implements StudyDraft {
    @Override
    public List<String> lines(Draft draft) {
        List<String> lines = new ArrayList<>(
                List.of("task:", "  outcome:", "    " + draft.outcome(), "  inputs:", "    known: [before, at]"));
        if (!draft.rowNumbers().isEmpty()) {
            String numbers = draft.rowNumbers().stream().map(Words::quoted).collect(Collectors.joining(", "));
            lines.add("    except: [" + numbers + "]   # only number the rows");
        }
        lines.add("methods:");
        lines.addAll(
                draft.category().isPresent()
                        ? List.of("  - {prevalence: {}}", "  - " + forClasses(draft))
                        : List.of("  - {kaplan_meier: {}}", "  - {cox: {}}"));
        lines.addAll(List.of("protocol:", "  folds: 5"));
        return lines;
    }

    /** Files can only be read by a network. */
    private static String forClasses(Draft draft) {
        boolean files =
                draft.description().columns().stream().anyMatch(column -> column.type() == Definition.Type.FILE);
        return files ? "{network: {encoder: ENCODER}}   # one that reads such files: theriac schema" : "{logistic: {}}";
    }
}
