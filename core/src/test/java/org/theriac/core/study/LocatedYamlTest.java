package org.theriac.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;

class LocatedYamlTest {
    @TempDir
    Path folder;

    private static Located parse(String yaml) {
        return LocatedYaml.parse(yaml, Place.of("s.yaml"));
    }

    @Test
    void placesCountFromOne() {
        Located.Mapping root = (Located.Mapping) parse("a: 1\nlist:\n  - x\n  - {key: deep}\n");
        Located.Sequence list =
                (Located.Sequence) root.entry("list").orElseThrow().value();
        Located.Mapping item = (Located.Mapping) list.items().get(1);
        assertThat(item.entry("key").orElseThrow().keyPlace()).isEqualTo(new Place("s.yaml", 4, 6, "list[1].key"));
        assertThat(item.entry("key").orElseThrow().value().place())
                .isEqualTo(new Place("s.yaml", 4, 11, "list[1].key"));
    }

    @Test
    void aKeyMayNotStandTwice() {
        assertThatThrownBy(() -> parse("a: {b: 1,\n b: 2}"))
                .isInstanceOf(UserError.class)
                .hasMessage("s.yaml:2:2: a.b: the key stands here a second time; the first is in line 1");
    }

    @Test
    void bombsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> parse(bomb.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too large once its aliases are written out");
        assertThatThrownBy(() -> parse("a: &a [*a]"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("an alias that contains itself");
        assertThatThrownBy(() -> parse("[".repeat(10_000)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not valid YAML");
    }

    @Test
    void tagsAreRefused() {
        assertThatThrownBy(() -> parse("a: !!javax.script.ScriptEngineManager [x]"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("s.yaml:1:4: not valid YAML: Global tag is not allowed");
    }

    @Test
    void whatIsNotYamlIsNamedWithItsPlace() {
        assertThatThrownBy(() -> parse("a: [1, 2\nb: 3\n"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("s.yaml:2:2: not valid YAML: expected ',' or ']'");
        assertThatThrownBy(() -> parse("a:\n\tb: 1"))
                .hasMessageStartingWith("s.yaml:2:1: not valid YAML:")
                .hasMessageContaining("indent with spaces, not tabs");
        assertThatThrownBy(() -> parse("a: 1\n---\nb: 2")).hasMessageContaining("s.yaml:2:1: not valid YAML");
    }

    @Test
    void filesThatAreNoTextAreRefused() throws IOException {
        Path file = folder.resolve("s.yaml");
        assertThatThrownBy(() -> LocatedYaml.read(file, "s.yaml")).hasMessage("there is no file s.yaml.");
        assertThatThrownBy(() -> LocatedYaml.read(folder, "s")).hasMessageContaining("is a folder");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xE4});
        assertThatThrownBy(() -> LocatedYaml.read(file, "s.yaml")).hasMessageContaining("not text in UTF-8");
        Files.write(file, new byte[5_000_000]);
        assertThatThrownBy(() -> LocatedYaml.read(file, "s.yaml")).hasMessageContaining("Is it a table?");
        Files.write(file, new byte[] {'a', ':', 0});
        assertThatThrownBy(() -> LocatedYaml.read(file, "s.yaml")).hasMessageContaining("not valid YAML");
    }

    @Property(tries = 500)
    void anyTextIsATreeOrAUserError(@ForAll String text) {
        assertThatCode(() -> {
                    try {
                        parse(text);
                    } catch (UserError expected) {
                        assertThat(expected.getMessage()).startsWith("s.yaml");
                    }
                })
                .doesNotThrowAnyException();
    }
}
