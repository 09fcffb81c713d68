package org.theriac.survival.systems.lassonet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.theriac.survival.systems.lassonet.PlantedSelection.run;
import static org.theriac.survival.systems.lassonet.PlantedSelection.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.preparation.Preparation.NumberStep;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import org.theriac.core.task.Task;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.Selector;

/**
 * Without a network LassoNet is the lasso Cox model. The coefficients are those of R's glmnet 4.1-6 (family "cox", standardised, thresh 1e-14), on
 * times divided by 1,000, because glmnet mishandles ties of larger times; lung with age, sex and ph.ecog (227 complete rows), veteran with trt, karno,
 * diagtime, age and prior. glmnet's λ belongs to a loss divided by the rows and to deviations with denominator n; ours is divided by the events and has
 * n − 1.
 */
class LassoPathAgainstGlmnetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lung    | .8  | .225468021 | 0, -.007196235, .096827592
            lung    | .5  | .225468021 | 0, -.2059371, .2457334
            lung    | .2  | .225468021 | .004617013, -.409155030, .380672474
            lung    | .05 | .225468021 | .00940029, -.51537519, .44237578
            veteran | .5  | .446026837 | 0, -.01727463, 0, 0, 0
            veteran | .05 | .446026837 | .1164055852, -.0320074541, 0, 0, -.0004767284
            """)
    void coefficientsEqualThoseOfGlmnet(String data, double share, double lambdaMax, String expected) {
        boolean lung = data.equals("lung");
        List<String> inputs =
                lung ? List.of("age", "sex", "ph.ecog") : List.of("trt", "karno", "diagtime", "age", "prior");
        Cohort all = Tables.load(TableSettings.of("dataset:" + data), Path.of("."), Catalogue.load())
                .cohort();
        Cohort complete = all.take(IntStream.range(0, all.rows())
                .filter(row ->
                        inputs.stream().noneMatch(input -> all.column(input).missing(row)))
                .toArray());
        // Codes enter as numbers, as they did in R.
        Cohort cohort = complete.with(
                inputs.stream().map(input -> numbers(complete, input)).toList());
        Task<TimeToEvent> task = new Task<>(
                new TimeToEvent("time", "status", lung ? Optional.of("2") : Optional.empty(), "days"), inputs);
        int n = cohort.rows();
        int events = task.outcome().truth(cohort).events();
        double lambda = share * lambdaMax * n / events * Math.sqrt((n - 1.0) / n);

        // The first penalty is the one asked for; the next one is 2 % above λ_max where the step is not too long.
        double multiplier = Math.min(1.02 / share, 10);
        LassoNetSettings settings = settings(("m: 0, ties: breslow, improvement: 1, dense: {epochs: 1},"
                        + " path: {lambda_start: %s, multiplier: %s, learning_rate: 0.1, epochs: 600, patience: 600},"
                        + " choose: {penalty: {lambda: %s}}")
                .formatted(lambda, multiplier, lambda));
        try (Model<SurvivalCurves> model = new LassoNet(settings).fit(task, cohort, cohort.none(), run(1))) {
            double[] coefficients = coefficients(model.state());
            double[] wanted = Arrays.stream(expected.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(coefficients).containsExactly(wanted, within(1e-3));
            for (int j = 0; j < wanted.length; j++) {
                assertThat(coefficients[j] == 0).isEqualTo(wanted[j] == 0);
            }
            // Up to λ_max something is left and above it nothing, as in every package.
            for (Step step : model.as(Selector.class).orElseThrow().selection().steps()) {
                assertThat(step.count() == 0).isEqualTo(step.penalty() > lambda / share);
            }
        }
    }

    private static NumberColumn numbers(Cohort cohort, String name) {
        Column<?> column = cohort.column(name);
        return new NumberColumn(
                name,
                IntStream.range(0, cohort.rows())
                        .mapToDouble(row -> Double.parseDouble(String.valueOf(column.get(row))))
                        .toArray());
    }

    /** On the scale of the inputs. */
    private static double[] coefficients(ModelState state) {
        double[] theta = state.array("skip.weight").doubles();
        double[] scale = state.array("design.scale").doubles();
        List<NumberStep> steps = state.preparation().numbers();
        return IntStream.range(0, theta.length)
                .mapToDouble(j -> theta[j] / scale[j] / steps.get(j).scale())
                .toArray();
    }
}
