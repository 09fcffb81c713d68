package org.theriac.app.terminal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where the program prints. Results go to {@code out}; messages and progress go to {@code err}.
 *
 * @param live whether {@code err} is a terminal on which lines can be redrawn
 * @param colour whether {@code err} takes colours
 * @param width columns that a line may take
 * @param keyboard where a person can answer questions, if one is there
 */
public record Terminal(
        PrintWriter out, PrintWriter err, boolean live, boolean colour, int width, Optional<BufferedReader> keyboard) {
    private static final int PIPED_WIDTH = 120;
    private static final int NARROWEST = 40;

    /** The process's own streams. */
    public static Terminal system(Map<String, String> environment) {
        boolean live = isTerminal(2) && !"dumb".equals(environment.get("TERM"));
        boolean colour = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                new PrintWriter(new StandardOutput(), true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                live,
                colour,
                isTerminal(1) ? width(environment) : PIPED_WIDTH,
                live && isTerminal(0) ? Optional.of(keyboard(System.in)) : Optional.empty());
    }

    /** Plain text into writers, as into a pipe. */
    public static Terminal plain(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, false, false, PIPED_WIDTH, Optional.empty());
    }

    private static BufferedReader keyboard(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    }

    /** Java itself only tells whether all streams together are a terminal. */
    private static boolean isTerminal(int descriptor) {
        ProcessBuilder test =
                new ProcessBuilder("test", "-t", Integer.toString(descriptor)).redirectInput(Redirect.INHERIT);
        test.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        try {
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program (Windows): plain lines are right everywhere
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int width(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("COLUMNS"))
                .flatMap(Terminal::number)
                .or(Terminal::sttyWidth)
                .map(columns -> Math.max(columns, NARROWEST))
                .orElse(80);
    }

    private static Optional<Integer> sttyWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return Optional.empty();
            }
            String[] words = answer.strip().split("\\s+", -1);
            return words.length == 2 ? number(words[1]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String word) {
        try {
            int number = Integer.parseInt(word.strip());
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A line to people, on {@code err}. What a table or a file put into it cannot steer the terminal. */
    public void say(String line) {
        err.println(printable(line));
        err.flush();
    }

    /** A line of results, on {@code out}, as harmless as those of {@link #say}. */
    public void print(String line) {
        out.println(printable(line));
    }

    /** The text with control characters, and those that turn the direction of writing, written out: {@code \x1b}, {@code \u202e}. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            boolean layout = c == '\n' || c == '\t' || c == '\r' && text.indexOf("\r\n") >= 0;
            boolean turning = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f;
            if (turning) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else if (Character.isISOControl(c) && !layout) {
                printable.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                printable.append((char) c);
            }
        });
        return printable.toString();
    }
}
