package org.theriac.app.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.theriac.app.AppVersion;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.SurroundingsError;
import org.theriac.core.catalogue.Checkup;
import picocli.CommandLine.Command;

/** Looks at the surroundings: Java, memory, disk, native libraries. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at Java, memory, disk and the native libraries, and says what is wrong.",
        footer = {"", "Ends with 3 when something is missing that networks need."})
public final class DoctorCommand implements Callable<Integer> {
    private static final long LITTLE_HEAP = 1L << 30;
    private static final long LITTLE_DISK = 1L << 30;
    private final Terminal terminal;
    private boolean healthy = true;

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        line("theriac", AppVersion.current());
        line(
                "java",
                System.getProperty("java.version") + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.home"));
        line(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        line("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        heap();
        disk();
        line("locale", Locale.getDefault() + ", " + Charset.defaultCharset());
        modules();
        return healthy ? 0 : 3;
    }

    private void line(String what, String found) {
        terminal.out().println("%-20s %s".formatted(what, found));
    }

    private void heap() {
        long most = Runtime.getRuntime().maxMemory();
        line(
                "heap",
                "at most " + (most >> 20) + " MiB"
                        + (most < LITTLE_HEAP ? "; little: set THERIAC_JAVA_OPTS=-Xmx4g" : ""));
    }

    private void disk() {
        try {
            FileStore store = Files.getFileStore(Path.of("").toAbsolutePath());
            long free = store.getUsableSpace();
            line("disk", (free >> 20) + " MiB free here" + (free < LITTLE_DISK ? "; little for a run" : ""));
        } catch (IOException e) {
            line("disk", "free space is not known: " + e.getMessage());
        }
    }

    /** What the modules have to say of this machine. */
    private void modules() {
        ServiceLoader.load(Checkup.class).forEach(checkup -> {
            try {
                checkup.facts().forEach(this::line);
            } catch (SurroundingsError e) {
                healthy = false;
                line(checkup.what(), "does not work here: " + e.getMessage());
            }
        });
    }
}
