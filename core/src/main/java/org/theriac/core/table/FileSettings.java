package org.theriac.core.table;

import java.util.Optional;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * A column that holds names of files.
 *
 * @param as the kind of files, by its word in the catalogue
 * @param folder where the names start from
 */
@Meaning("A column that holds names of files, which are decoded when they are needed.")
public record FileSettings(
        @Required @Meaning("The kind of files, such as image.")
        String as,

        @Meaning(
                "Folder or zip archive that the names start from, relative to the study file; the table's folder unless given.")
        Optional<String> folder) {}
