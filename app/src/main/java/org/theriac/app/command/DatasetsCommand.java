package org.theriac.app.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import picocli.CommandLine.Command;

/** Lists the data sets that are shipped. */
@Command(
        name = "datasets",
        mixinStandardHelpOptions = true,
        description = "Lists the data sets that are shipped, with their licences.",
        footer = {"", "In a study: data: {patients: {table: \"dataset:NAME\"}}"})
public final class DatasetsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    public DatasetsCommand(Terminal terminal, Supplier<Catalogue> catalogue) {
        this.terminal = terminal;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        catalogue.get().datasets().forEach(dataset -> {
            terminal.out().println("dataset:" + dataset.name() + "  " + dataset.title());
            terminal.out().println("  licence: " + dataset.licence());
            terminal.out().println("  source:  " + dataset.citation());
        });
        return 0;
    }
}
