package org.theriac.biostatistics.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.forest.ForestGrowth;
import org.theriac.biostatistics.forest.RandomSurvivalForest;
import org.theriac.biostatistics.forest.SurvivalForest;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.task.Task;

/**
 * A random survival forest on a task's inputs: numbers imputed and flagged, categories as they are. Grows in batches of trees, so that a run stopped
 * between two resumes to the same forest.
 */
public record ForestMethod(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    /** Settings of a random survival forest. */
    @Meaning("A random survival forest: trees split by the log-rank statistic, each on a bootstrap sample of the rows.")
    public record Settings(
            @Meaning("How many trees.") @Range(min = 1) int trees,

            @Meaning("How many random inputs are tried at each split; 0: the square root of their number, rounded up.")
            @Range(min = 0)
            int tried,

            @Meaning(
                    "How many rows a leaf has at least, repetitions in the bootstrap sample counted. scikit-survival counts a row once: its 3 is nearer to 4 here. 15 in randomForestSRC.")
            @Range(min = 1)
            int leaf,

            @Meaning(
                    "How the curves of the leaves are put together: by their mean cumulative hazard, or by the mean of their Kaplan-Meier curves at each time.")
            SurvivalForest.Average average,

            @Meaning("Only these inputs; empty: all inputs of the task.")
            List<String> columns,

            @Meaning("How the inputs are prepared.") Preparation.Settings preparation) {
        public static final Settings DEFAULTS = new Settings(
                500,
                0,
                RandomSurvivalForest.LEAF_SIZE,
                SurvivalForest.Average.CUMULATIVE_HAZARD,
                List.of(),
                new Preparation.Settings(Preparation.Imputation.MEDIAN, true, false, 5));

        public Settings {
            columns = List.copyOf(columns);
        }
    }

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "random_survival_forest",
            "Random survival forest",
            "Curves of many trees averaged: finds thresholds and interactions without being told, extrapolates nothing.",
            "Ishwaran H, Kogalur UB, Blackstone EH, Lauer MS. Random survival forests. Annals of Applied Statistics 2, 2008.",
            TimeToEvent.class,
            Settings.DEFAULTS,
            Map.of(
                    "leaf_15",
                    new Settings(
                            500,
                            0,
                            15,
                            SurvivalForest.Average.CUMULATIVE_HAZARD,
                            List.of(),
                            Settings.DEFAULTS.preparation())),
            ForestMethod::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "random_survival_forest",
                settings.columns(),
                task.inputs(),
                "kaplan_meier for a curve without covariates");
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        Prepared prepared = preparation.apply(train);
        List<String> names = new ArrayList<>(preparation.numberNames());
        preparation.categories().forEach(step -> names.add(step.heading()));
        ForestGrowth growth = RandomSurvivalForest.of(settings.trees())
                .withColumnsTried(settings.tried())
                .withLeafSize(settings.leaf())
                .withCategories(ForestModel.levels(preparation))
                .withNames(names)
                .on(
                        SurvivalTimes.of(task.outcome().truth(train)),
                        ForestModel.matrix(prepared),
                        tree -> run.random("tree", tree));
        return new ForestModel(preparation, growth.forest(growth.trees(run)).forest(), settings.average());
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return ForestModel.of(state);
    }
}
