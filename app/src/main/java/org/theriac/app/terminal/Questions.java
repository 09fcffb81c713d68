package org.theriac.app.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;

/** Asks a person, line by line. */
public final class Questions {
    private final Terminal terminal;
    private final BufferedReader keyboard;

    public Questions(Terminal terminal, BufferedReader keyboard) {
        this.terminal = terminal;
        this.keyboard = keyboard;
    }

    /**
     * Asks until the answer will do.
     *
     * @param guess what an empty answer means
     * @param objection what is wrong with an answer, if anything
     * @throws UserError if the input ends
     */
    public String ask(String question, Optional<String> guess, Function<String, Optional<String>> objection) {
        while (true) {
            terminal.err().print(question + guess.map(word -> " [" + word + "]").orElse("") + ": ");
            terminal.err().flush();
            String typed = line();
            String answer = typed.isEmpty() ? guess.orElse("") : typed;
            Optional<String> wrong = answer.isEmpty() ? Optional.of("an answer is needed") : objection.apply(answer);
            if (wrong.isEmpty()) {
                return answer;
            }
            terminal.say("  " + wrong.get());
        }
    }

    private String line() {
        try {
            String line = keyboard.readLine();
            if (line == null) {
                throw new UserError("the answers ended before the questions; nothing was written.");
            }
            return line.strip();
        } catch (IOException e) {
            throw new SurroundingsError("the keyboard cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
