package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.biostatistics.trial.design.Conduct;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.run.Run;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

class PatientLogTest {
    private static final String LOG = """
            id,dose_x,dose_y,dlt,response,stage
            a,10,50,0,0,1
            b,10,50,0,pending,1
            c,10,60,0,0,1
            d,13,50,1,,1
            e,13,60,pending,0,1
            f,13,60,0,0,1
            """;

    @TempDir
    Path folder;

    private Cohort table(String csv) throws IOException {
        Files.writeString(folder.resolve("log.csv"), csv);
        return Tables.load(TableSettings.of("log.csv").withSubject("id"), folder, Catalogue.EMPTY)
                .cohort();
    }

    private static List<LoggedPatient> read(Cohort log, boolean accept) {
        return PatientLog.read(CaseStudy.design(), new Conduct(accept), log, Run.inMemory(1));
    }

    @Test
    void dosesAreStandardisedAndEmptyOutcomesCountAsPending() throws IOException {
        Run run = Run.inMemory(1);
        List<LoggedPatient> patients = PatientLog.read(CaseStudy.design(), Conduct.DEFAULTS, table(LOG), run);
        assertThat(patients).hasSize(6);
        assertThat(patients.get(3).given()).isEqualTo(new Combination(0.2, 0));
        assertThat(patients.get(3).toxicity()).isEqualTo(LoggedPatient.Answer.YES);
        assertThat(patients.get(3).responseKnown()).isFalse();
        assertThat(patients.get(4).toxicityKnown()).isFalse();
        assertThat(run.notices()).hasSize(1);
        assertThat(run.notices().get(0).code()).isEqualTo("missing-outcome");
    }

    /** Each line: what to replace in the log, by what, and the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c,10,60,0 | c,10,60,2 | log.csv, line 4: dlt: found '2'; allowed: 0, 1 or pending.
            c,10,60,0,0 | c,10,60,0,maybe | log.csv, line 4: response: found 'maybe'; allowed: 0, 1 or pending.
            c,10,60 | c,9,60 | log.csv, line 4: dose_x: found 9; allowed: 10 to 25 mg/m2 of cabazitaxel. Check that all doses are in this unit.
            c,10,60 | c,10,120 | log.csv, line 4: dose_y: found 120; allowed: 50 to 100 mg/m2 of cisplatin. Check that all doses are in this unit.
            c,10,60 | c,10, | log.csv, line 4: dose_y: the dose is missing; allowed: 50 to 100 mg/m2 of cisplatin.
            f,13,60 | f,24,60 | log.csv, line 7: patient 6 received 24 mg/m2 of cabazitaxel, the design allowed at most 16: patient 4 on the same track received 13, and a dose may rise by 3. Correct the log, or write conduct: {accept_deviations: true} if it happened so.
            b,10,50 | b,11,50 | log.csv, line 3: patient 2 received 11 mg/m2 of cabazitaxel, the design allowed at most 10: the first cohort receives the least doses. Correct the log, or write conduct: {accept_deviations: true} if it happened so.
            f,13,60,0,0,1 | f,13,60,0,0,2 | log.csv, line 7: stage: found 2 for patient 6; allowed: the first 30 patients are stage 1, the others stage 2, in the order of treatment.
            f,13,60,0,0,1 | f,13,60,0,0,II | log.csv, line 7: stage: found 'II'; allowed: 1 or 2.
            f,13 | c,13 | log.csv, line 7: the patient stands in the log a second time; the first is log.csv, line 4. Each patient has one row.
            dose_y | dosey | the log of patients has no column 'dose_y' (did you mean 'dosey'?); it needs dose_x, dose_y, dlt, response, stage, and has id, dose_x, dosey, dlt, response, stage.
            c,10,60 | c,10 mg,60 | the column 'dose_x' of the log holds words, such as '10'; allowed: the doses of cabazitaxel as numbers, all in mg/m2 and without the unit.
            """)
    void whatIsNotALogOfThisTrialIsRefusedWithPlaceFindingAndRemedy(String replaced, String by, String message)
            throws IOException {
        Cohort log = table(LOG.replace(replaced, by));
        assertThatThrownBy(() -> read(log, false)).isInstanceOf(UserError.class).hasMessage(message);
    }

    @Test
    void severalProblemsAreToldTogether() throws IOException {
        Cohort log = table(LOG.replace("c,10,60,0", "c,10,60,x").replace("a,10,50", "a,10,500"));
        assertThatThrownBy(() -> read(log, false))
                .hasMessageContaining("line 2: dose_y: found 500")
                .hasMessageContaining("\nlog.csv, line 4: dlt: found 'x'");
    }

    @Test
    void aDeviationThatHappenedIsTakenWithAWarning() throws IOException {
        Cohort log = table(LOG.replace("f,13,60", "f,24,60"));
        Run run = Run.inMemory(1);
        List<LoggedPatient> patients = PatientLog.read(CaseStudy.design(), new Conduct(true), log, run);
        assertThat(patients.get(5).given().x()).isGreaterThan(0.9);
        assertThat(run.notices().stream().map(notice -> notice.code())).contains("dose-deviation");
    }

    @Test
    void morePatientsThanTheDesignTreatsAreRefused() throws IOException {
        StringBuilder csv = new StringBuilder("id,dose_x,dose_y,dlt,response,stage\n");
        for (int i = 1; i <= 61; i++) {
            csv.append("p")
                    .append(i)
                    .append(",10,50,0,0,")
                    .append(i <= 30 ? 1 : 2)
                    .append('\n');
        }
        Cohort log = table(csv.toString());
        assertThatThrownBy(() -> read(log, false))
                .hasMessage(
                        "log.csv, line 62: found patient 61; allowed: 60 patients, 30 in stage one and 30 in stage two.");
    }
}
