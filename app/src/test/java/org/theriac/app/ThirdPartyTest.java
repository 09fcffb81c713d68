package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY.md lists exactly what the distribution contains. */
class ThirdPartyTest {
    /** Such as {@code org.bytedeco:pytorch:jar:linux-x86_64:2.10.0-1.5.13:compile -- module pytorch}. */
    private static final Pattern RESOLVED = Pattern.compile(
            "^ *([\\w.-]+):([\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(?:compile|runtime)", Pattern.MULTILINE);

    private static final Pattern LISTED =
            Pattern.compile("^\\| `([\\w.-]+):([\\w.-]+)` \\| ([\\w.-]+) \\|", Pattern.MULTILINE);

    @Test
    void everyShippedLibraryIsListedWithItsVersion() throws IOException {
        TreeSet<String> resolved = find(RESOLVED, Path.of("target", "runtime-dependencies.txt"));
        assertThat(resolved).isNotEmpty();
        assertThat(find(LISTED, Path.of("..", "THIRD-PARTY.md"))).isEqualTo(resolved);
    }

    private static TreeSet<String> find(Pattern pattern, Path file) throws IOException {
        TreeSet<String> libraries = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            libraries.add(matcher.group(1) + ":" + matcher.group(2) + " " + matcher.group(3));
        }
        return libraries;
    }
}
