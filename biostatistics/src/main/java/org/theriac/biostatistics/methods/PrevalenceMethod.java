package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.task.Task;

/** Predicts the shares of the classes among the training rows for everybody: the yardstick that a model with inputs must beat. */
public record PrevalenceMethod(Settings settings) implements Method<Category, ClassProbabilities> {
    /** Prevalence has nothing to set. */
    @Meaning("The shares of the classes among the training rows, the same for everybody.")
    public record Settings() {}

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, Category, ClassProbabilities> ENTRY = new MethodEntry<>(
            "prevalence",
            "Prevalence",
            "The shares of the classes among the training rows, the same for everybody: what is known without inputs.",
            "Elementary: relative frequencies.",
            Category.class,
            new Settings(),
            Map.of(),
            PrevalenceMethod::new);

    @Override
    public Model<ClassProbabilities> fit(Task<Category> task, Cohort train, Cohort validation, Run run) {
        List<String> classes = task.outcome().classes();
        int[] rows = new int[classes.size()];
        for (int k : task.outcome().truth(train)) {
            rows[k]++;
        }
        double n = train.rows();
        return new Shares(
                classes, Arrays.stream(rows).mapToDouble(count -> count / n).toArray());
    }

    @Override
    public Model<ClassProbabilities> restore(Task<Category> task, ModelState state) {
        return new Shares(task.outcome().classes(), state.array("shares").doubles());
    }

    /** The same probabilities for every row. */
    private record Shares(List<String> classes, double[] share) implements Model<ClassProbabilities> {
        @Override
        public ClassProbabilities predict(Cohort rows) {
            double[][] shared = new double[rows.rows()][];
            Arrays.fill(shared, share);
            return new ClassProbabilities(classes, shared);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put("shares", NumericArray.of(share));
            return new ModelState(Preparation.NONE, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
