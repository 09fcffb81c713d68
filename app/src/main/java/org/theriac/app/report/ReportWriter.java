package org.theriac.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.theriac.app.report.BrowserLibraries.Library;
import org.theriac.core.SurroundingsError;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.study.ReportSettings.Language;

/**
 * Writes findings as one HTML page that needs nothing else: it opens from a disk without a network, prints, follows light and dark, and fits a phone.
 *
 * <p>The page forbids itself every request: its content security policy admits only the scripts it carries, by their digests, and no evaluation of
 * strings (Vega runs its expressions through its interpreter).
 */
public final class ReportWriter {
    private static final List<String> SCRIPT_WORDS = List.of(
            "Light colours",
            "Dark colours",
            "Save as PNG",
            "Save as SVG",
            "Save this chart",
            "This chart could not be drawn:");

    private final List<Library> libraries = BrowserLibraries.all();
    private final String style = BrowserLibraries.resource("report.css").strip();
    private final String script = BrowserLibraries.resource("report.js").strip();
    private final String chartTheme =
            BrowserLibraries.resource("chart-theme.json").strip();

    /**
     * Writes the page, replacing the file whole or not at all.
     *
     * @throws SurroundingsError if the file cannot be written
     */
    public void write(Report report, Path file) {
        try {
            Path draft = file.resolveSibling("." + file.getFileName() + ".part");
            try {
                Files.writeString(draft, html(report), StandardCharsets.UTF_8);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new SurroundingsError(
                    "cannot write the report " + file + ": " + e.getMessage()
                            + ". Check that the folder exists, is writable and" + " that the disk is not full.",
                    e);
        }
    }

    /** The page. Equal reports give equal pages. */
    public String html(Report report) {
        return html(report, Phrasebook.of(report.language()));
    }

    /** The page in the words of a book. */
    public String html(Report report, Phrasebook book) {
        List<String> scripts = new ArrayList<>();
        libraries.forEach(library -> scripts.add(library.script()));
        scripts.add(script);

        Html html = new Html(book);
        html.verbatim("<!DOCTYPE html>\n")
                .open("html", "lang", report.language() == Language.ZH ? "zh-CN" : "en")
                .line();
        head(html, report, scripts);
        html.open("body").line();
        html.element("a", html.say("Skip to the findings"), "class", "skip", "href", "#findings")
                .line();
        html.open("div", "class", "page").line();
        masthead(html, report);
        contents(html, report);
        html.open("main", "id", "findings").line();
        BlockWriter blocks = new BlockWriter(html);
        report.sections().forEach(section -> {
            heading(html, Html.anchor("section", section.id()), html.say(section.title()));
            section.blocks().forEach(blocks::write);
            html.close("section").line();
        });
        provenance(html, report);
        html.close("main").line();
        colophon(html, report.individuals());
        html.close("div").line();
        html.open("script", "type", "application/json", "id", "chart-theme")
                .verbatim(Html.insideScript(chartTheme))
                .close("script")
                .line();
        html.open("script", "type", "application/json", "id", "words")
                .verbatim(Html.insideScript(scriptWords(html).toString()))
                .close("script")
                .line();
        libraries.forEach(library -> html.verbatim(notice(library)));
        scripts.forEach(
                code -> html.open("script").verbatim(code).close("script").line());
        return html.close("body").close("html").line().toString();
    }

    /** What the page's script says; it is the same script in every language. */
    private static ObjectNode scriptWords(Html html) {
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        for (String phrase : SCRIPT_WORDS) {
            words.put(phrase, html.say(phrase));
        }
        return words;
    }

    private void head(Html html, Report report, List<String> scripts) {
        String digests = scripts.stream().map(ReportWriter::digest).collect(Collectors.joining(" "));
        html.open("head").line();
        html.verbatim("<meta charset=\"utf-8\">\n");
        html.open(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; script-src " + digests
                                + "; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'")
                .line();
        html.verbatim("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.verbatim("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.verbatim("<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.verbatim("<meta name=\"robots\" content=\"noindex\">\n");
        html.element("title", report.title() + " – Theriac").line();
        html.open("style").verbatim(style).close("style").line();
        html.close("head").line();
    }

    private static void masthead(Html html, Report report) {
        html.open("header", "class", "masthead").line();
        html.element("p", html.say("Theriac study report"), "class", "eyebrow").line();
        html.element("h1", report.title()).line();
        if (report.individuals()) {
            html.open("p", "class", "warning")
                    .element("strong", html.say("Contains patient data"))
                    .text(html.say("This page shows single persons. It must not leave the hospital."))
                    .close("p")
                    .line();
        }
        if (!report.standfirst().isEmpty()) {
            html.element("p", html.say(report.standfirst()), "class", "standfirst")
                    .line();
        }
        if (!report.facts().isEmpty()) {
            html.open("dl", "class", "facts");
            report.facts()
                    .forEach((name, value) -> html.open("div")
                            .element("dt", html.say(name))
                            .element("dd", value)
                            .close("div"));
            html.close("dl").line();
        }
        html.close("header").line();
    }

    private static void contents(Html html, Report report) {
        html.open("nav", "class", "contents", "aria-label", html.say("Contents"));
        html.verbatim("<details open>")
                .element("summary", html.say("Contents"))
                .open("ol")
                .line();
        for (Section section : report.sections()) {
            link(html, Html.anchor("section", section.id()), html.say(section.title()));
        }
        link(html, "provenance", html.say("Provenance"));
        html.close("ol")
                .verbatim("<button type=\"button\" class=\"theme\" hidden></button>")
                .close("details")
                .close("nav")
                .line();
    }

    private static void link(Html html, String anchor, String title) {
        html.open("li").element("a", title, "href", "#" + anchor).close("li").line();
    }

    private static void heading(Html html, String anchor, String title) {
        html.open("section", "id", anchor, "aria-labelledby", anchor + "-title");
        html.open("h2", "id", anchor + "-title").text(title);
        html.element("a", "#", "class", "anchor", "href", "#" + anchor, "aria-label", html.say("Link to this section"))
                .close("h2")
                .line();
    }

    private static void provenance(Html html, Report report) {
        heading(html, "provenance", html.say("Provenance"));
        html.element("p", html.say("What was recorded of the run, so that it can be repeated and checked."));
        new RecordTable(html).write(withoutSmallCounts(report.provenance()), html.say("Provenance"));
        html.close("section").line();
    }

    /** What a page counts it counts everywhere in the same way; the exact numbers stand in provenance.json. */
    private static ObjectNode withoutSmallCounts(ObjectNode provenance) {
        ObjectNode shown = provenance.deepCopy();
        for (JsonNode notices : shown.findValues("notices")) {
            for (JsonNode notice : notices) {
                if (notice instanceof ObjectNode one) {
                    one.put("count", SmallCells.count(one.path("count").asLong()));
                }
            }
        }
        return shown;
    }

    private void colophon(Html html, boolean individuals) {
        String drawn = libraries.stream()
                .map(library -> library.name() + " " + library.version())
                .collect(Collectors.joining(", "));
        html.open("footer", "class", "colophon");
        html.text(html.say("Written by Theriac. This page is complete in itself: it loads nothing and sends nothing.")
                + " "
                + html.say(
                        individuals
                                ? "It shows single persons and must stay where their records may be read."
                                : "No row, curve or identifier of a person is shown, and counts below 5 are withheld.")
                + " " + html.say("Charts are drawn by") + " " + drawn + ".");
        html.close("footer").line();
    }

    /** The licence travels with the library; a comment must not hold two hyphens in a row. */
    private static String notice(Library library) {
        return "<!--\n" + library.name() + " " + library.version() + " (" + library.licence() + ")\n\n"
                + library.notice().strip().replace("--", "- -") + "\n-->\n";
    }

    private static String digest(String script) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
