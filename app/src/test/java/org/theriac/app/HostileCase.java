package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Bad input, with what the program must make of it: never a stack trace, a silent repair or a wrong number.
 *
 * @param exit 0 where the input can be used, with a note; 2 where it is the user's to mend; 3 where the surroundings are at fault
 * @param says what is told, in its main parts, " … " between them
 */
record HostileCase(String name, int exit, String says, UnaryOperator<HostileInput> input) {
    static HostileCase of(String name, int exit, String says, UnaryOperator<HostileInput> input) {
        return new HostileCase(name, exit, says, input);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Puts the input, made in this folder, through the real command line. */
    void check(Path folder) {
        Invocation told = input.apply(new HostileInput(folder)).told();
        String said = (told.err() + told.out()).replace(folder.toString() + "/", "");
        assertThat(told.exit()).as(said).isEqualTo(exit);
        assertThat(said).contains(says.split(" … ", -1));
        assertThat(said).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("\u001b");
    }
}
