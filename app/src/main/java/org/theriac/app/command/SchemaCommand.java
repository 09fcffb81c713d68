package org.theriac.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.StudyReference;
import org.theriac.core.study.StudySchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what a study file may hold. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of study files, for editors that check YAML while you type.",
        footer = {"", "Example:", "  theriac schema > study.schema.json"})
public final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    @Option(names = "--markdown", description = "Prints the page docs/study-file.md instead.")
    private boolean markdown;

    public SchemaCommand(Terminal terminal, Supplier<Catalogue> catalogue) {
        this.terminal = terminal;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        ObjectNode schema = StudySchema.of(catalogue.get());
        terminal.out().print(markdown ? StudyReference.markdown(schema) : Json.text(schema));
        return 0;
    }
}
