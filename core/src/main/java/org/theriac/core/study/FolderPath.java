package org.theriac.core.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A folder that a study file names.
 *
 * @param written as the file says
 * @param path where that is: relative paths start from the study file's folder
 */
public record FolderPath(String written, Path path) {
    /** How such a folder stands in a file: a single word. */
    static final class InFile implements Binding<FolderPath> {
        private final Path base;

        /** @param base the folder that relative paths start from */
        InFile(Path base) {
            this.base = base;
        }

        @Override
        public FolderPath bind(Located at, Binder binder) {
            if (!(at instanceof Located.Scalar scalar)
                    || at.isNothing()
                    || scalar.text().isBlank()) {
                throw at.error("found " + at.describe() + "; allowed: the path of a folder.");
            }
            try {
                return new FolderPath(scalar.text(), base.resolve(scalar.text()));
            } catch (InvalidPathException e) {
                throw at.error("found " + at.describe() + ", which is not a path: " + e.getReason() + ".");
            }
        }

        @Override
        public ObjectNode schema(Schema schema) {
            return JsonNodeFactory.instance.objectNode().put("type", "string");
        }

        @Override
        public JsonNode write(FolderPath value, RecordWriter writer) {
            return JsonNodeFactory.instance.textNode(value.written());
        }
    }
}
