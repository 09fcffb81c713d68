package org.theriac.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.theriac.core.run.Notice;
import org.theriac.core.study.Study;

/** Where results come from: study with all settings, data digests, program, libraries, machine, time. */
final class Provenance {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");
    private final Study study;
    private final ObjectNode settings;
    private final List<String> overrides;
    private final StudyData data;
    private final int workers;

    /** @param settings the study with all settings written out */
    Provenance(Study study, ObjectNode settings, List<String> overrides, StudyData data, int workers) {
        this.study = study;
        this.settings = settings;
        this.overrides = overrides;
        this.data = data;
        this.workers = workers;
    }

    /** Digests of what determines the results. How the report is headed, and in which language, does not. */
    Map<String, String> madeFrom() {
        ObjectNode deciding = settings.deepCopy();
        if (deciding.get("report") instanceof ObjectNode report) {
            report.remove(List.of("title", "language"));
        }
        StringBuilder tables = new StringBuilder();
        data.tables()
                .forEach((name, table) ->
                        tables.append(name).append(' ').append(table.sha256()).append('\n'));
        return Map.of(
                "study", sha256(deciding.toString()),
                "data", sha256(tables.toString()),
                "program", RunCommand.program(),
                "number of workers", Integer.toString(workers));
    }

    ObjectNode record(Instant began, Instant ended, List<Notice> notices) {
        ObjectNode record = JSON.objectNode();
        record.put("program", RunCommand.program());
        record.put("started", began.truncatedTo(ChronoUnit.SECONDS).toString());
        record.put("finished", ended.truncatedTo(ChronoUnit.SECONDS).toString());
        record.put("seconds", Duration.between(began, ended).toMillis() / 1000.0);
        record.set("study", withoutSubjects());
        overrides.forEach(record.putArray("overrides")::add);
        var tables = record.putArray("data");
        data.tables()
                .forEach((name, table) -> table.partsAs(name)
                        .forEach(part -> tables.addObject()
                                .put("name", part.name())
                                .put("table", part.origin())
                                .put("sha256", part.sha256())
                                .put("rows", part.rows())
                                .put("columns", part.columns())));
        ObjectNode machine = record.putObject("machine");
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("architecture", System.getProperty("os.arch"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("workers", workers);
        machine.put("heap_mib", Runtime.getRuntime().maxMemory() >> 20);
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        ObjectNode libraries = record.putObject("libraries");
        libraries().forEach(libraries::put);
        record.set("notices", Notice.json(notices));
        record.put("seed", study.seed());
        return record;
    }

    /** The settings without the keys of the persons whom the study names: what is recorded goes into the report. */
    private ObjectNode withoutSubjects() {
        ObjectNode shown = settings.deepCopy();
        if (shown.get("report") instanceof ObjectNode report
                && !report.path("subjects").isEmpty()) {
            report.put("subjects", report.path("subjects").size() + " named");
        }
        return shown;
    }

    /** Versions as the names of the jars on the class path tell them. */
    private static Map<String, String> libraries() {
        Map<String, String> versions = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), -1)) {
            Matcher jar = JAR.matcher(entry.substring(entry.lastIndexOf(File.separatorChar) + 1));
            if (jar.matches()) {
                versions.put(jar.group(1), jar.group(2));
            }
        }
        return versions;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
