package org.theriac.biostatistics.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.biostatistics.BiostatisticsCatalogue;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.Run;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;

class TrialSettingsTest {
    private static final Catalogue CATALOGUE = new BiostatisticsCatalogue().catalogue();
    private static final String STUDY = """
            study: t
            kind: trial
            design:
              ewoc_two_drugs:
                drug_x: {name: a, minimum: 10, maximum: 25}
                drug_y: {name: b, minimum: 50, maximum: 100}
            simulate: {trials: 2}
            """;

    @TempDir
    Path folder;

    private void check(String yaml) throws IOException {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, yaml);
        Study study = StudyFile.read(file, List.of(), CATALOGUE);
        study.check(CATALOGUE, Map.of(), Run.inMemory(1));
    }

    /** Each line: what to replace in the study, by what, and the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            minimum: 10, maximum: 25 | minimum: 25, maximum: 10 | s.yaml:5:13: design.ewoc_two_drugs.drug_x: found minimum 25.0 and maximum 10.0; allowed: a minimum below the maximum
            maximum: 25 | maximum: 25, step: 0 | s.yaml:5:13: design.ewoc_two_drugs.drug_x: found step 0.0; allowed: above 0 and at most the distance from minimum to maximum
            name: a, | `` | s.yaml:5:13: design.ewoc_two_drugs.drug_x: the key 'name' is missing: Its name for the report.
            simulate: | simulat: | s.yaml:7:1: simulat: unknown key; did you mean 'simulate'? Allowed: study, kind, data, seed, report, design, simulate, conduct.
            simulate: {trials: 2} | `` | found neither simulate: nor conduct:; allowed: one of them. Write simulate: {} to learn how the design behaves, conduct: {} for what the next patients receive.
            trials: 2} | trials: 2}¶conduct: {} | found simulate: and conduct:; allowed: one of them. Write simulate: {} to learn how the design behaves, conduct: {} for what the next patients receive.
            simulate: {trials: 2} | conduct: {} | data: names 0 tables; the conduct of a trial reads one: the log of its patients.
            trials: 2 | trials: 0 | s.yaml:7:20: simulate.trials: found '0'; allowed: a whole number from 1 to 1000000.
            trials: 2 | published: [tox1_eff1] | simulate.published: found 'tox1_eff1': unknown published scenario; did you mean 'tox1_eff1_h0'? Allowed: tox1_eff1_h1, tox1_eff2_h1, tox1_eff3_h1, tox1_eff4_h1, tox2_eff1_h1, tox2_eff2_h1, tox2_eff3_h1, tox2_eff4_h1, tox1_eff1_h0, tox1_eff2_h0, tox1_eff3_h0, tox1_eff4_h0, tox2_eff1_h0, tox2_eff2_h0, tox2_eff3_h0, tox2_eff4_h0.
            trials: 2 | scenarios: {mine: {two_drugs: {toxicity: {rho00: 0.5, rho10: 0.3, rho01: 0.6, interaction: 0}, efficacy: {intercept: 0, slope_x: 1, slope_y: 1, interaction: 0}}}} | s.yaml:7:53: simulate.scenarios.mine.two_drugs.toxicity: found rho00 0.5, rho10 0.3, rho01 0.6; allowed: above 0 and below 1, rho00 not above the others: more of a drug cannot harm less
            ewoc_two_drugs | ewoc_two_drug | s.yaml:4:3: design.ewoc_two_drug: unknown trial_design; did you mean 'ewoc_two_drugs'? Allowed: ewoc_two_drugs.
            simulate: | `    stage_one: {feasibility: [0.4, 0.6]}¶simulate:` | s.yaml:7:16: design.ewoc_two_drugs.stage_one: found feasibility 0.6, which makes an overdose more likely than not; allowed: at most 0.5, unless allow_feasibility_above_half: true says that it is meant
            simulate: | `    stage_one: {patients: 31}¶simulate:` | s.yaml:7:16: design.ewoc_two_drugs.stage_one: found 31 patients; allowed: an even number, since cohorts have two
            simulate: | `    stage_two: {patients: 12}¶simulate:` | s.yaml:7:16: design.ewoc_two_drugs.stage_two: found 12 patients in cohorts of 5; allowed: a multiple of the cohort
            simulate: | `    target_toxicity: 33¶simulate:` | s.yaml:7:22: design.ewoc_two_drugs.target_toxicity: found '33'; allowed: a number from 0.01 to 0.99.
            """)
    void isRefusedWithPlaceFindingAndRemedy(String replaced, String by, String message) {
        assertThatThrownBy(() -> check(STUDY.replace(replaced, by.replace("¶", "\n"))))
                .isInstanceOf(UserError.class)
                .message()
                .satisfies(told -> assertThat(told.replace(folder + "/", "")).isEqualTo(message));
    }

    @Test
    void aStudyIsWrittenOutAndReadBackTheSame() throws IOException {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, STUDY);
        Study study = StudyFile.read(file, List.of(), CATALOGUE);
        Files.writeString(file, StudyFile.write(study, CATALOGUE).toString());
        assertThat(StudyFile.read(file, List.of(), CATALOGUE)).isEqualTo(study);
    }
}
