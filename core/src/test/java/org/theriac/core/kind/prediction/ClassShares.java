package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
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
import org.theriac.core.task.Task;

/** The smallest method that predicts classes: the shares of the training rows, the same for everybody. */
public record ClassShares(Settings settings) implements Method<Category, ClassProbabilities> {
    public record Settings() {}

    public static final MethodEntry<Settings, Category, ClassProbabilities> ENTRY = new MethodEntry<>(
            "class_shares",
            "Class shares",
            "Shares of the training rows.",
            "none",
            Category.class,
            new Settings(),
            Map.of(),
            ClassShares::new);

    @Override
    public Model<ClassProbabilities> fit(Task<Category> task, Cohort train, Cohort validation, Run run) {
        double[] share = new double[task.outcome().classes().size()];
        for (int code : task.outcome().truth(train)) {
            share[code] += 1.0 / train.rows();
        }
        return new Fitted(task.outcome(), share);
    }

    @Override
    public Model<ClassProbabilities> restore(Task<Category> task, ModelState state) {
        return new Fitted(task.outcome(), state.array("share").doubles());
    }

    private record Fitted(Category outcome, double[] share) implements Model<ClassProbabilities> {
        @Override
        public ClassProbabilities predict(Cohort rows) {
            double[][] shared = new double[rows.rows()][];
            Arrays.fill(shared, share);
            return new ClassProbabilities(outcome.classes(), shared);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put("share", NumericArray.of(share));
            return new ModelState(Preparation.NONE, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
