package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** Times between two visits, from the study file to the numbers. */
class IntervalCensoredStudyTest {
    @TempDir
    Path folder;

    /** Golden numbers: survfit of R's survival 3.5-3, type interval2, by gender; its iterations end at a likelihood below ours. */
    @Test
    void theDiabetesCurvesBySexAreThoseOfR() throws IOException {
        RanStudy ran = RanStudy.of("""
                study: diabetes
                kind: estimation
                data: {patients: {table: "dataset:interval_diabetes"}}
                analyses:
                  - turnbull: {between: {lower: left, upper: right, unit: years}, by: [gender], at: [10, 20, 100]}
                  - aft: {between: {lower: left, upper: right, unit: years}, terms: [gender]}
                """, folder);
        double[][] survival = {{.84533818831, .19728899084}, {.91175713380, .23761000816}};
        for (int group = 0; group < 2; group++) {
            for (int time = 0; time < 2; time++) {
                String at = "/analyses/0/groups/" + group + "/at/" + time;
                assertThat(ran.results().at(at + "/from").asDouble()).isCloseTo(survival[group][time], within(5e-6));
                assertThat(ran.results().at(at + "/to").asDouble()).isCloseTo(survival[group][time], within(5e-6));
            }
            assertThat(ran.results().at("/analyses/0/groups/" + group + "/at")).hasSize(2);
        }
        // survreg(Surv(left, right, type = "interval2") ~ gender)
        assertThat(ran.results().at("/analyses/1/coefficients/0/coefficient").asDouble())
                .isCloseTo(2.9079774183892, within(1e-6));
        assertThat(ran.results().at("/analyses/1/coefficients/1/coefficient").asDouble())
                .isCloseTo(.0457582960452, within(1e-6));
        assertThat(ran.results().at("/analyses/1/log_likelihood").asDouble()).isCloseTo(-2027.19633319, within(1e-4));
        assertThat(ran.report()).contains("Sex: female", "Quartiles of the time to the event");
    }

    @Test
    void exchangedBoundsAreToldWithTheirLine() throws IOException {
        Files.writeString(folder.resolve("visits.csv"), "from,to\n1,2\n,3\n4,\n5,4\n2,2\n");
        Path study = Files.writeString(folder.resolve("s.yaml"), """
                study: visits
                kind: estimation
                data: {visits: {table: visits.csv}}
                analyses: [turnbull: {between: {lower: from, upper: to}}]
                """);
        Invocation told = Invocation.of(Catalogue.load(), new StopSignal(), "validate", study.toString());
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err())
                .contains("analyses[0].turnbull")
                .contains("visits.csv, line 5: from is 5 and to is 4; allowed are bounds from 0");
    }
}
