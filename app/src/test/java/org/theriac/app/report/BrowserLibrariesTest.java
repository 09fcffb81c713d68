package org.theriac.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.theriac.app.report.BrowserLibraries.Library;

final class BrowserLibrariesTest {
    @Test
    void everyFileIsTheOneThatItsManifestNames() throws Exception {
        assertThat(BrowserLibraries.all()).extracting(Library::name).containsExactly("vega", "vega-lite", "vega-embed");
        for (Library library : BrowserLibraries.all()) {
            try (InputStream in =
                    Objects.requireNonNull(BrowserLibraries.class.getResourceAsStream("lib/" + library.file()))) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
                assertThat(HexFormat.of().formatHex(digest)).as(library.name()).isEqualTo(library.sha256());
            }
        }
    }

    @Test
    void everyLibraryBringsItsLicence() {
        for (Library library : BrowserLibraries.all()) {
            assertThat(library.licence()).isEqualTo("BSD-3-Clause");
            assertThat(library.notice()).contains("Redistribution and use in source and binary forms");
        }
    }

    @Test
    void noScriptCouldEndItsElementOrAsksForASourceMap() {
        for (Library library : BrowserLibraries.all()) {
            assertThat(library.script())
                    .doesNotContain("</script")
                    .doesNotContain("<!--")
                    .doesNotContain("sourceMappingURL");
        }
    }
}
