package org.theriac.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.SurroundingsError;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Pictures;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;

final class ReportWriterTest {
    private static final String ATTACK = "</script><script>alert('\"x\"')</script><!-- & \u0000 ]]>";
    private static final ReportWriter WRITER = new ReportWriter();
    private static final String PAGE = WRITER.html(SampleReport.titled("Survival of seriously ill inpatients"));
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    private static String attacked() {
        ObjectNode specification = JsonNodeFactory.instance.objectNode().put("title", ATTACK);
        Table table =
                new Table(ATTACK, List.of(Table.Column.text(ATTACK)), List.of(Table.Row.of(ATTACK)), List.of(ATTACK));
        Section section = new Section(
                "s\"><script>",
                ATTACK,
                List.of(
                        Paragraph.text(ATTACK),
                        Paragraph.warning(ATTACK),
                        table,
                        new Pictures(
                                "p\"><script>", ATTACK, ATTACK, 2, List.of(new Pictures.Picture(new byte[3], ATTACK))),
                        new Figure("f\"><script>", ATTACK, ATTACK, ATTACK, specification)));
        ObjectNode provenance = JsonNodeFactory.instance.objectNode().put(ATTACK, ATTACK);
        return WRITER.html(new Report(ATTACK, ATTACK, Map.of(ATTACK, ATTACK), List.of(section), provenance, false));
    }

    @Test
    void aStudyNamedLikeAScriptIsHarmless() {
        String page = attacked();
        assertThat(page).doesNotContain("<script>alert").doesNotContain("\u0000");
        assertThat(page).contains("&lt;script&gt;alert(&#39;&quot;x&quot;&#39;)&lt;/script&gt;");
        // theme, words, one figure, three libraries, the page's own script: nothing else opens a script
        assertThat(page.split("<script[ >]", -1)).hasSize(1 + 7);
    }

    @Test
    void aChartsDataIsReadBackAsItWas() throws Exception {
        Matcher data = Pattern.compile("id=\"figure-f---script--data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(attacked());
        assertThat(data.find()).isTrue();
        JsonNode specification = new ObjectMapper().readTree(data.group(1));
        assertThat(specification.get("title").asText()).isEqualTo(ATTACK);
    }

    @Test
    void thePageLoadsNothing() {
        String markup = SCRIPT.matcher(PAGE).replaceAll("").replaceAll("(?s)<!--.*?-->", "");
        assertThat(markup)
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("url(")
                .doesNotContain("@import");
        assertThat(markup)
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("<iframe")
                .doesNotContain(" src=");
        assertThat(PAGE).doesNotContain("sourceMappingURL");
        assertThat(PAGE).contains("default-src &#39;none&#39;");
        assertThat(PAGE).doesNotContain("unsafe-eval").doesNotContain("script-src 'unsafe-inline'");
    }

    @Test
    void thePolicyAdmitsExactlyTheScriptsOfThePage() throws Exception {
        Matcher script = SCRIPT.matcher(PAGE);
        int admitted = 0;
        while (script.find()) {
            if (script.group(1).isEmpty()) {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(script.group(2).getBytes(StandardCharsets.UTF_8));
                assertThat(PAGE).contains("&#39;sha256-" + Base64.getEncoder().encodeToString(digest) + "&#39;");
                admitted++;
            } else {
                assertThat(script.group(1)).contains("application/json");
            }
        }
        assertThat(admitted).isEqualTo(4);
    }

    @Test
    void everyAnchorIsUniqueAndEveryLinkHasItsAnchor() {
        String markup = SCRIPT.matcher(PAGE).replaceAll("");
        Set<String> anchors = new HashSet<>();
        Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(markup);
        while (id.find()) {
            assertThat(anchors.add(id.group(1))).as(id.group(1)).isTrue();
        }
        Matcher link = Pattern.compile("(?:href=\"#|aria-labelledby=\"|aria-describedby=\")([^\"]+)\"")
                .matcher(markup);
        while (link.find()) {
            assertThat(anchors).contains(link.group(1));
        }
    }

    @Test
    void equalReportsGiveEqualPages() {
        assertThat(new ReportWriter().html(SampleReport.titled("Survival of seriously ill inpatients")))
                .isEqualTo(PAGE);
    }

    @Test
    void everyFigureSaysInWordsWhatItShows() {
        SampleReport.figures()
                .forEach(figure -> assertThat(PAGE).contains("What it shows: " + Html.escaped(figure.alternative())));
    }

    @Test
    void thePageStaysSmall() {
        assertThat(PAGE.length()).isLessThan(1_300_000);
    }

    @Test
    void aReportIsWrittenWholeOrNotAtAll(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        WRITER.write(SampleReport.titled("Survival of seriously ill inpatients"), file);
        assertThat(Files.readString(file)).isEqualTo(PAGE);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThatThrownBy(() -> WRITER.write(
                        SampleReport.titled("x"), folder.resolve("absent").resolve("report.html")))
                .isInstanceOf(SurroundingsError.class)
                .hasMessageContaining("report.html");
    }
}
