package org.theriac.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;

/** Tells failures to people and turns them into exit codes. */
final class Failures {
    static final int OURS = 1;
    static final int USERS = 2;
    static final int SURROUNDINGS = 3;
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    int tell(Throwable failure) {
        if (failure instanceof UserError) {
            return tell(String.valueOf(failure.getMessage()), USERS);
        }
        if (failure instanceof SurroundingsError) {
            return tell(String.valueOf(failure.getMessage()), SURROUNDINGS);
        }
        if (failure instanceof OutOfMemoryError) {
            return tell(
                    "out of memory: Java may use " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB. Give it more, such as THERIAC_JAVA_OPTS=-Xmx8g, or use a smaller table.",
                    SURROUNDINGS);
        }
        if (failure instanceof UncheckedIOException || failure instanceof IOException) {
            return tell(
                    "reading or writing failed: " + sentence(failure) + ". Check the disk and your permissions.",
                    SURROUNDINGS);
        }
        if (failure instanceof UnsatisfiedLinkError) {
            return tell(
                    "a native library cannot be loaded: " + failure.getMessage() + ". 'theriac doctor' tells more.",
                    SURROUNDINGS);
        }
        return tell(
                "sorry, this is a defect of Theriac, not of your input ("
                        + failure.getClass().getSimpleName() + "). " + kept(failure),
                OURS);
    }

    /** What failed, and why, where the failure itself tells only one of them. */
    private static String sentence(Throwable failure) {
        String what = String.valueOf(failure.getMessage());
        String why = failure.getCause() == null
                ? what
                : String.valueOf(failure.getCause().getMessage());
        return what.contains(why) ? what : what + ": " + why;
    }

    private int tell(String message, int exit) {
        terminal.say("theriac: " + message);
        return exit;
    }

    private static String kept(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            Path file = Files.createTempFile("theriac-failure-", ".txt");
            Files.writeString(
                    file,
                    "theriac " + AppVersion.current() + ", Java " + System.getProperty("java.version") + "\n" + trace);
            return "What happened is written in " + file + "; please report it with that file.";
        } catch (IOException e) {
            return "What happened could not be written to a file: "
                    + trace.toString().lines().limit(3).toList();
        }
    }
}
