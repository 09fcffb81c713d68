package org.theriac.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The report of a run as its reader has it.
 *
 * @param html the page
 * @param rows of the study's cohort
 */
record SharedPage(String html, int rows) {
    private static final Pattern TABLE_ROW = Pattern.compile("<tr[^>]*>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("<th[^>]*>(.*?)</th>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<td([^>]*)>(.*?)</td>", Pattern.DOTALL);
    private static final Pattern CHART =
            Pattern.compile("<script type=\"application/json\"[^>]*>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile(
            "(?<![\\d.,<;])[1-4] (?:of [\\d,]+ )?(?:test rows|training rows|rows|subjects|patients)\\b");

    /** A count of persons from 1 to 4, alone or with its share behind it. */
    private static final Pattern FEW = Pattern.compile("[1-4](?:\\s\\(.*\\))?");

    /** What else is counted in columns of numbers: no persons. */
    private static final Set<String> NO_PERSONS = Set.of("classes");

    private static final Set<String> COUNTS = Set.of("count", "rows");
    private static final Set<String> SHARES = Set.of("support", "share");
    private static final int LEAST = 5;
    private static final double ROUNDING = 0.01;

    static SharedPage of(Path run, int rows) throws IOException {
        return new SharedPage(Files.readString(run.resolve("report.html")), rows);
    }

    /** Every place where fewer than five persons are counted, as a reader would cite it. */
    List<String> smallCounts() throws IOException {
        List<String> found = new ArrayList<>();
        TABLE_ROW.matcher(html).results().forEach(row -> tableRow(row.group(1), found));
        for (MatchResult chart : CHART.matcher(html).results().toList()) {
            data(new ObjectMapper().readTree(chart.group(1)), found);
        }
        SENTENCE.matcher(html.replaceAll("(?s)<(script|style).*?</\\1>", ""))
                .results()
                .forEach(match -> found.add("sentence: " + match.group()));
        return found;
    }

    private static void tableRow(String row, List<String> found) {
        String head = HEAD.matcher(row)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
        for (MatchResult cell : CELL.matcher(row).results().toList()) {
            boolean counts = cell.group(1).contains("number") && !NO_PERSONS.contains(head) || head.equals("count");
            if (counts && FEW.matcher(cell.group(2)).matches()) {
                found.add("table: " + row);
            }
        }
    }

    /** Walks a chart's specification; its data stand in objects with these fields. */
    private void data(JsonNode node, List<String> found) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean few = value.isValueNode() && FEW.matcher(value.asText()).matches();
            double persons = value.isNumber() ? value.asDouble() * rows : 0;
            boolean share = persons > ROUNDING && persons < LEAST - ROUNDING;
            if (COUNTS.contains(field.getKey()) && few || SHARES.contains(field.getKey()) && share) {
                found.add("chart: " + node);
            }
        });
        node.forEach(child -> data(child, found));
    }
}
