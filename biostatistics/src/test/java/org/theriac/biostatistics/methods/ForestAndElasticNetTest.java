package org.theriac.biostatistics.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.forest.SurvivalForest;
import org.theriac.biostatistics.forest.SurvivalTree;
import org.theriac.biostatistics.forest.TreesCodec;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** 300 rows of 150 subjects: hazard e^(x1 − x2), times four for stage c; six further numbers are noise. */
class ForestAndElasticNetTest {
    private static final int ROWS = 300;
    private static final List<String> INPUTS = List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "stage");
    private final Task<TimeToEvent> task =
            new Task<>(new TimeToEvent("time", "event", Optional.empty(), "months"), INPUTS);
    private final Cohort rows = rows(true);

    private static Cohort rows(boolean related) {
        Random random = new Random(11);
        double[][] x = new double[8][ROWS];
        int[] stage = new int[ROWS];
        double[] time = new double[ROWS];
        double[] event = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (double[] column : x) {
                column[i] = random.nextGaussian();
            }
            stage[i] = random.nextInt(3);
            double log = related ? x[0][i] - x[1][i] + (stage[i] == 2 ? Math.log(4) : 0) : 0;
            time[i] = -Math.log(random.nextDouble()) * Math.exp(-log);
            event[i] = random.nextInt(4) > 0 ? 1 : 0;
        }
        x[3][7] = Double.NaN;
        List<Column<?>> columns = new ArrayList<>();
        columns.add(new NumberColumn("time", time));
        columns.add(new NumberColumn("event", event));
        for (int j = 0; j < 8; j++) {
            columns.add(new NumberColumn("x" + (j + 1), x[j]));
        }
        columns.add(new CategoryColumn("stage", List.of("a", "b", "c"), stage));
        return new Cohort(
                columns,
                List.of(),
                IntStream.range(0, ROWS).mapToObj(i -> "s" + i / 2).toList());
    }

    private static ForestMethod forest(SurvivalForest.Average average) {
        return new ForestMethod(
                new ForestMethod.Settings(45, 0, 10, average, List.of(), ForestMethod.Settings.DEFAULTS.preparation()));
    }

    @Test
    void aForestUsesCategoriesAndNumbersAndComesBackTheSame() {
        for (SurvivalForest.Average average : SurvivalForest.Average.values()) {
            ForestMethod method = forest(average);
            try (Model<SurvivalCurves> model = method.fit(task, rows, rows.none(), Run.inMemory(3));
                    Model<SurvivalCurves> restored = method.restore(task, model.state());
                    Model<SurvivalCurves> again = method.fit(task, rows, rows.none(), Run.inMemory(3))) {
                SurvivalCurves curves = model.predict(rows);
                SurvivalCurves back = restored.predict(rows);
                for (int row = 0; row < ROWS; row++) {
                    assertThat(back.risk(row)).isEqualTo(curves.risk(row));
                    assertThat(back.survivalAt(row, 1)).isEqualTo(curves.survivalAt(row, 1));
                    assertThat(again.predict(rows).risk(row)).isEqualTo(curves.risk(row));
                }
                double late = mean(curves, 2);
                assertThat(late).isGreaterThan(1.2 * mean(curves, 0)).isGreaterThan(1.2 * mean(curves, 1));
            }
        }
    }

    private double mean(SurvivalCurves curves, int level) {
        return IntStream.range(0, ROWS)
                .filter(i -> rows.categories("stage").code(i) == level)
                .mapToDouble(curves::risk)
                .average()
                .orElseThrow();
    }

    @Test
    void treesAreKeptToTheBit() throws IOException {
        ForestModel model = (ForestModel)
                forest(SurvivalForest.Average.CUMULATIVE_HAZARD).fit(task, rows, rows.none(), Run.inMemory(3));
        List<SurvivalTree> trees = model.forest().trees();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreesCodec().write(trees, new DataOutputStream(bytes));
        List<SurvivalTree> read =
                new TreesCodec().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read).hasSameSizeAs(trees);
        for (int t = 0; t < read.size(); t++) {
            assertThat(read.get(t).threshold()).containsExactly(trees.get(t).threshold());
            assertThat(read.get(t).increment()).containsExactly(trees.get(t).increment());
            assertThat(read.get(t).order()).isDeepEqualTo(trees.get(t).order());
        }
    }

    @Test
    void anElasticNetKeepsWhatMattersAndComesBackTheSame() {
        ElasticNetMethod.Settings defaults = ElasticNetMethod.Settings.DEFAULTS;
        ElasticNetMethod method = new ElasticNetMethod(new ElasticNetMethod.Settings(
                1, ElasticNetMethod.Choice.ONE_STANDARD_ERROR, 5, defaults.ties(), List.of(), defaults.preparation()));
        Run run = Run.inMemory(3);
        try (Model<SurvivalCurves> model = method.fit(task, rows, rows.none(), run);
                Model<SurvivalCurves> restored = method.restore(task, model.state())) {
            List<Coefficients.Term> terms =
                    model.as(Coefficients.class).orElseThrow().coefficients();
            assertThat(terms).extracting(Coefficients.Term::term).contains("x1", "x2", "stage: c");
            assertThat(terms).hasSizeLessThan(8).allSatisfy(term -> {
                assertThat(term.estimate()).isNotZero();
                assertThat(term.standardError()).isNaN();
            });
            SurvivalCurves curves = model.predict(rows);
            SurvivalCurves back = restored.predict(rows);
            for (int row = 0; row < ROWS; row++) {
                assertThat(back.risk(row)).isEqualTo(curves.risk(row));
                assertThat(back.survivalAt(row, 1)).isEqualTo(curves.survivalAt(row, 1));
            }
        }
        assertThat(run.notices()).isEmpty();
    }

    @Test
    void anElasticNetThatFindsNothingSaysSo() {
        ElasticNetMethod.Settings defaults = ElasticNetMethod.Settings.DEFAULTS;
        ElasticNetMethod method = new ElasticNetMethod(new ElasticNetMethod.Settings(
                1, ElasticNetMethod.Choice.ONE_STANDARD_ERROR, 5, defaults.ties(), List.of(), defaults.preparation()));
        Run run = Run.inMemory(3);
        Cohort noise = rows(false);
        try (Model<SurvivalCurves> model = method.fit(task, noise, noise.none(), run)) {
            assertThat(model.predict(noise).risk(5))
                    .isEqualTo(model.predict(noise).risk(6));
        }
        assertThat(run.notices()).extracting(Notice::code).containsExactly("elastic-net-empty");
    }
}
