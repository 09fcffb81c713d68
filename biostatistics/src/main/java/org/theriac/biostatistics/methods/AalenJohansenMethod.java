package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.task.Task;

/** Predicts the cumulative incidences of the training rows for everybody: the yardstick that a model with covariates must beat. */
public record AalenJohansenMethod(Settings settings) implements Method<CompetingRisks, CumulativeIncidences> {
    private static final String TIMES = "times";

    /** Aalen–Johansen has nothing to set. */
    @Meaning("The cumulative incidences of all training rows, the same for everybody.")
    public record Settings() {}

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, CompetingRisks, CumulativeIncidences> ENTRY = new MethodEntry<>(
            "aalen_johansen",
            "Aalen–Johansen",
            "The cumulative incidence of each cause in all training rows, the same for everybody: what is known without covariates.",
            "Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on censored observations. "
                    + "Scandinavian Journal of Statistics 5, 1978.",
            CompetingRisks.class,
            new Settings(),
            Map.of(),
            AalenJohansenMethod::new);

    @Override
    public Model<CumulativeIncidences> fit(Task<CompetingRisks> task, Cohort train, Cohort validation, Run run) {
        List<String> causes = task.outcome().causeNames();
        AalenJohansen fit = AalenJohansen.fit(CompetingTimes.of(task.outcome().truth(train), causes.size()));
        double[][] incidence = new double[causes.size()][];
        for (int r = 0; r < incidence.length; r++) {
            incidence[r] = fit.incidence(r + 1).values();
        }
        return new Curves(causes, fit.time(), incidence);
    }

    @Override
    public Model<CumulativeIncidences> restore(Task<CompetingRisks> task, ModelState state) {
        List<String> causes = task.outcome().causeNames();
        double[][] incidence = new double[causes.size()][];
        for (int r = 0; r < incidence.length; r++) {
            incidence[r] = state.array(name(r)).doubles();
        }
        return new Curves(causes, state.array(TIMES).doubles(), incidence);
    }

    private static String name(int cause) {
        return "incidence." + (cause + 1);
    }

    /**
     * The same curves for every row.
     *
     * @param incidence causes × times
     */
    private record Curves(List<String> causes, double[] times, double[][] incidence)
            implements Model<CumulativeIncidences> {
        @Override
        public CumulativeIncidences predict(Cohort rows) {
            double[][][] shared = new double[incidence.length][rows.rows()][];
            for (int r = 0; r < shared.length; r++) {
                Arrays.fill(shared[r], incidence[r]);
            }
            return new CumulativeIncidences(causes, times, shared);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put(TIMES, NumericArray.of(times));
            for (int r = 0; r < incidence.length; r++) {
                arrays.put(name(r), NumericArray.of(incidence[r]));
            }
            return new ModelState(Preparation.NONE, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
