package org.theriac.core.kind;

import java.util.List;
import org.theriac.core.table.Draft;

/** How a kind of study writes the study file that a person starts from. */
public interface StudyDraft {
    /**
     * The lines between {@code data:} and {@code seed:}. They are YAML whatever the columns are named, and what the draft does not know stands there
     * as a name in capitals.
     *
     * @throws org.theriac.core.UserError if the kind has no use for the draft's outcome
     */
    List<String> lines(Draft draft);
}
