package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.StudySchema;

class StudySchemaTest {
    private static List<Error> errors(Catalogue catalogue, String yaml) throws IOException {
        JsonNode study = new YAMLMapper().readTree(yaml);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(StudySchema.of(catalogue));
        return schema.validate(study);
    }

    @Test
    void shippedStudiesSatisfyTheSchema() throws IOException {
        Catalogue all = Catalogue.load();
        try (Stream<Path> studies = Files.list(Path.of("..", "studies"))) {
            for (Path study :
                    studies.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                assertThat(errors(all, Files.readString(study)))
                        .as(study.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void whatTheBinderReadsSatisfiesTheSchema() throws IOException {
        assertThat(errors(IteratedRisk.CATALOGUE, Invocation.STUDY)).isEmpty();
        assertThat(errors(
                        IteratedRisk.CATALOGUE,
                        Invocation.STUDY.replace("{iterated_risk: {steps: 20}}", "iterated_risk")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "studdy: x",
                "kind: trial",
                "seed: 1.5",
                "report: {titel: x}",
                "data: {}",
                "methods: [cocks]",
                "methods: [{iterated_risk: {steps: 0}}]",
                "methods: [{iterated_risk: {preset: huge}}]",
                "protocol: {folds: 1}",
                "task: {outcome: {time_to_event: {time: t}}}",
                "protocol: {holdout: 2}"
            })
    void whatTheBinderRefusesTheSchemaRefuses(String line) throws IOException {
        String key = line.substring(0, line.indexOf(':') + 1);
        String rest = Stream.of(Invocation.STUDY
                        .replaceAll("\n  -[^\n]*", "")
                        .replace("methods:", "methods: [iterated_risk]")
                        .split("\n", -1))
                .filter(other -> !other.startsWith(key))
                .reduce("", (a, b) -> a + b + "\n");
        assertThat(errors(IteratedRisk.CATALOGUE, rest + line + "\n")).isNotEmpty();
    }
}
