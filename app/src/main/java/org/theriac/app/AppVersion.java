package org.theriac.app;

import java.util.Optional;

/** The version that this program was built as. */
public final class AppVersion {
    private AppVersion() {}

    /** {@code "development"} outside a built jar. */
    public static String current() {
        return Optional.ofNullable(AppVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
