package org.theriac.app;

import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** The program's entrance. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process: 0 done, 1 a defect of ours, 2 the user's input, 3 the surroundings, 130 stopped. */
    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        Terminal terminal = Terminal.system(System.getenv());
        try (GracefulStop hook = GracefulStop.onInterrupt(stop)) {
            int exit = new Program(terminal, Catalogue::load, stop, hook::arm).run(arguments);
            hook.finished();
            System.exit(exit);
        }
    }
}
