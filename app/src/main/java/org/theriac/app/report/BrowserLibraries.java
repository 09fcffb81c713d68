package org.theriac.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The JavaScript libraries that a page carries inside it, as their authors published them. {@code lib/manifest.json} names package, version, licence
 * and checksum; {@code scripts/renew-browser-libraries} renews files and manifest.
 */
final class BrowserLibraries {
    /**
     * One library.
     *
     * @param name of the npm package
     * @param licence its SPDX identifier
     * @param sha256 of the file, in hexadecimal
     * @param notice the licence's text
     */
    record Library(String name, String version, String licence, String file, String sha256, String notice) {
        /** The published script without the pointer to its source map, which is not shipped. */
        String script() {
            return resource("lib/" + file)
                    .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
                    .strip();
        }
    }

    private BrowserLibraries() {}

    /** In the order in which a page must load them. */
    static List<Library> all() {
        List<Library> libraries = new ArrayList<>();
        try {
            for (JsonNode entry :
                    new ObjectMapper().readTree(resource("lib/manifest.json")).get("libraries")) {
                libraries.add(new Library(
                        entry.get("package").asText(),
                        entry.get("version").asText(),
                        entry.get("licence").asText(),
                        entry.get("file").asText(),
                        entry.get("sha256").asText(),
                        resource("lib/" + entry.get("licence_file").asText())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return libraries;
    }

    /** A text that lies beside this class. */
    static String resource(String name) {
        try (InputStream in = BrowserLibraries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the program's jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
