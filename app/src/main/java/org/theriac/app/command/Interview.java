package org.theriac.app.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.theriac.app.terminal.Questions;
import org.theriac.core.study.Words;
import org.theriac.core.table.Description.ColumnSummary;
import org.theriac.core.table.Draft;

/** The questions that turn a table into a study: who, what if that is open, and where it stands. */
final class Interview {
    private static final String NONE = "-";
    private final Questions questions;
    private final List<String> names;

    Interview(Questions questions, Draft draft) {
        this.questions = questions;
        this.names =
                draft.description().columns().stream().map(ColumnSummary::name).toList();
    }

    /** The draft with the answers. An empty answer accepts the draft's guess. */
    Draft ask(Draft draft) {
        Draft known = subject("1/3", draft);
        String what = questions.ask(
                "2/3  What is to be predicted: the time until an event (t) or a class (c)?",
                Optional.of(draft.category().isPresent() ? "c" : "t"),
                answer -> answer.equals("t") || answer.equals("c") ? Optional.empty() : Optional.of("answer t or c"));
        return what.equals("c") ? category(known) : timeToEvent("3/3", known);
    }

    /** The same of a study that can only be of times to an event. */
    Draft askForTimes(Draft draft) {
        return timeToEvent("2/2", subject("1/2", draft));
    }

    private Draft subject(String number, Draft draft) {
        String subject = questions.ask(
                number + "  Which column names the patient? ('-': every row is another one)",
                Optional.of(draft.subject().orElse(NONE)),
                answer -> answer.equals(NONE) ? Optional.empty() : unknown(answer));
        return draft.withSubject(subject.equals(NONE) ? Optional.empty() : Optional.of(subject));
    }

    private Draft category(Draft draft) {
        return draft.forCategory(questions.ask("3/3  Which column holds the class?", draft.category(), this::unknown));
    }

    private Draft timeToEvent(String number, Draft draft) {
        Optional<String> guess = draft.time()
                .flatMap(time -> draft.event().map(event -> time + ", " + event))
                .filter(names -> columns(names).size() == 2);
        Function<String, Optional<String>> objection = answer -> columns(answer).size() == 2
                ? columns(answer).stream()
                        .map(this::unknown)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.of("give two columns with a comma between them");
        List<String> columns = columns(questions.ask(
                number + "  Which columns hold the time and whether the event was seen?", guess, objection));
        return draft.forTimeToEvent(columns.get(0), columns.get(1));
    }

    private static List<String> columns(String answer) {
        return List.of(answer.split("\\s*,\\s*", -1));
    }

    private Optional<String> unknown(String column) {
        return names.contains(column)
                ? Optional.empty()
                : Optional.of("there is no column '" + column + "'" + Words.meant(column, names));
    }
}
