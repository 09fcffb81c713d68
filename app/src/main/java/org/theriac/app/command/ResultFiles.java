package org.theriac.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.theriac.app.report.Report;
import org.theriac.app.report.ReportWriter;
import org.theriac.core.SurroundingsError;
import org.theriac.core.method.FittedModel;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Section;
import org.theriac.core.study.Study;

/** Writes what a run found; each file whole or not at all, {@code results.json} last. */
final class ResultFiles {
    private final RunFolder folder;
    private final Path studyFile;
    private final List<String> overrides;

    ResultFiles(RunFolder folder, Path studyFile, List<String> overrides) {
        this.folder = folder;
        this.studyFile = studyFile;
        this.overrides = overrides;
    }

    void write(Study study, Findings findings, ObjectNode provenance) {
        models(findings.models(), provenance);
        findings.files().forEach(this::write);
        reports(study, findings, provenance);
        write("provenance.json", Json.text(provenance));
        write("study.yaml", studyText());
        write("results.json", Json.text(findings.results()));
    }

    private void reports(Study study, Findings findings, ObjectNode provenance) {
        List<Section> individual =
                findings.sections().stream().filter(Section::individual).toList();
        List<Section> shared = findings.sections().stream()
                .filter(section -> !section.individual())
                .toList();
        ReportWriter writer = new ReportWriter();
        writer.write(report(study, shared, provenance, false), folder.report());
        if (study.report().individuals() && !individual.isEmpty()) {
            writer.write(report(study, individual, provenance, true), folder.individuals());
        }
    }

    private static Report report(Study study, List<Section> sections, ObjectNode provenance, boolean individuals) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Finished", provenance.path("finished").asText());
        facts.put("Program", provenance.path("program").asText());
        facts.put("Seed", Long.toString(study.seed()));
        String title = study.report().title().orElse(study.name());
        return new Report(
                title,
                study.kind().purpose(),
                facts,
                sections,
                provenance,
                individuals,
                study.report().language());
    }

    private void models(List<FittedModel> models, ObjectNode provenance) {
        folder.removeTree(folder.models());
        Set<String> taken = new HashSet<>();
        for (FittedModel model : models) {
            ModelFolder.write(model, provenance, folder.models().resolve(folderName(model.name(), taken)));
            model.model().close();
        }
    }

    /** A name that any file system takes, unique without regard to case. */
    static String folderName(String name, Set<String> taken) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String base = plain.isEmpty() ? "model" : plain.substring(0, Math.min(60, plain.length()));
        String free = base;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = base + "-" + number;
        }
        return free;
    }

    private String studyText() {
        try {
            String text = Files.readString(studyFile, StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder();
            overrides.forEach(override -> head.append("# run with --set ")
                    .append(override.replace("\n", " "))
                    .append('\n'));
            return head + text;
        } catch (IOException e) {
            throw new SurroundingsError(studyFile + " cannot be read any more: " + e.getMessage() + ".", e);
        }
    }

    private void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) {
        Path file = folder.path().resolve(name);
        Path draft = folder.path().resolve("." + name + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SurroundingsError(
                    file + " cannot be written: " + e.getMessage()
                            + ". Check that the disk is not full; --resume goes on from here.",
                    e);
        }
    }
}
