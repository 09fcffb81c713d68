package org.theriac.app;

import java.util.Optional;

/** The program's entrance. */
public final class Main {
    private Main() {}

    /**
     * Prints the version.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        System.out.println("theriac "
                + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("development"));
    }
}
