package org.theriac.learning.network;

import java.nio.file.Path;
import org.theriac.core.study.FolderPath;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * What an encoder starts from, instead of chance.
 *
 * @param freeze true: only the head is trained
 */
@Meaning("What the encoder starts from: the encoder of another model, with its preparation of the inputs.")
public record Start(
        @Required @Meaning("Folder of a model of the method network with the same encoder; relative to the study file.")
        FolderPath from,

        @Meaning("Whether the encoder stays as it is; otherwise it is trained further.")
        boolean freeze) {
    public static final Start DEFAULTS = new Start(new FolderPath("", Path.of("")), false);
}
