package org.theriac.survival.systems.lassonet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.nn.Activation;

/**
 * Settings of {@link LassoNet}. There is no batch size: a partial likelihood needs every risk set whole, so all rows are in one batch.
 *
 * @param hidden none for the linear lasso
 * @param m the bound of the hierarchy; 0 for the linear lasso
 * @param gamma times the squared weights of all layers but the first joins the loss
 * @param gammaSkip times the squared skip weights joins the loss
 * @param improvement the objective must fall below this share of its best value to count as better
 * @param groups names with input columns that enter and leave together; empty: every input column by itself
 */
@Meaning("LassoNet: a Cox network that selects its inputs along a path of penalties.")
public record LassoNetSettings(
        @Meaning("Units of each hidden layer; an empty list gives the linear lasso.") @Range(min = 1)
        List<Integer> hidden,

        @Meaning("The function between two layers.") Activation activation,

        @Meaning("An input's first-layer weights stay within m times its skip weight; 0 gives the linear lasso.")
        @Range(min = 0)
        double m,

        @Meaning("L2 penalty of all layers but the first.") @Range(min = 0)
        double gamma,

        @Meaning("L2 penalty of the skip weights.") @Range(min = 0)
        double gammaSkip,

        @Meaning("How deaths at the same time are treated.") Ties ties,

        @Meaning("The share of its best value below which an objective counts as better.") @Range(min = 0.5, max = 1)
        double improvement,

        @Meaning("The training without penalty, by Adam, that comes first.")
        Dense dense,

        @Meaning("The path of rising penalties, by descent with momentum.")
        Path path,

        @Meaning("How the penalty, and with it the number of inputs, is chosen.")
        Choose choose,

        @Meaning("Whether and how selection is repeated on half-samples.")
        Stability stability,

        @Meaning("Names with the input columns that enter and leave together; every input in exactly one group.")
        Map<String, List<String>> groups,

        @Meaning("How inputs are prepared.") Preparation.Settings preparation) {

    /** The dense training. */
    @Meaning("The training without penalty, by Adam.")
    public record Dense(
            @Meaning("Step size.") @Range(min = 1e-9, max = 10)
            double learningRate,

            @Meaning("Most passes over the training rows.") @Range(min = 1, max = 1_000_000)
            int epochs,

            @Meaning("Passes without a better objective before it ends.") @Range(min = 1)
            int patience) {
        /** For two cores. */
        public static final Dense DEFAULTS = new Dense(1e-3, 300, 50);

        /** The paper's. */
        static final Dense PAPER = new Dense(1e-3, 1000, 100);
    }

    /** The path. */
    @Meaning("The path of rising penalties.")
    public record Path(
            @Meaning("The first penalty; found from the dense weights unless given.") @Range(min = 1e-12)
            Optional<Double> lambdaStart,

            @Meaning("What a penalty is multiplied by to give the next.") @Range(min = 1.0001, max = 10)
            double multiplier,

            @Meaning("Step size.") @Range(min = 1e-9, max = 10)
            double learningRate,

            @Meaning("Nesterov momentum.") @Range(min = 0, max = 0.999)
            double momentum,

            @Meaning("Most passes over the training rows at one penalty.") @Range(min = 1, max = 1_000_000)
            int epochs,

            @Meaning("Passes without a better objective before the next penalty.") @Range(min = 1)
            int patience) {
        /** For two cores: longer steps, and fewer of them, reach the same ranking of inputs in a seventh of the time. */
        public static final Path DEFAULTS = new Path(Optional.empty(), 1.1, 5e-3, 0.9, 10, 5);

        /** The paper's. */
        static final Path PAPER = new Path(Optional.empty(), 1.01, 1e-3, 0.9, 100, 10);
    }

    /** How a place on the path is chosen. */
    public sealed interface Choose {
        /**
         * The penalty with the best mean concordance over folds that are made inside the training rows.
         *
         * @param folds by subject
         */
        record CrossValidation(
                @Meaning("Number of folds, by subject, inside the training rows.") @Range(min = 2, max = 50)
                int folds) implements Choose {
            /** Five folds. */
            public static final CrossValidation DEFAULTS = new CrossValidation(5);
        }

        /** The first place on the path with at most so many inputs. */
        record Keep(
                @Meaning("Most inputs, or groups of inputs, to keep.") @Range(min = 1)
                int inputs) implements Choose {
            /** Ten inputs. */
            public static final Keep DEFAULTS = new Keep(10);
        }

        /** The last place on the path with at most this penalty. */
        record Penalty(
                @Meaning("The penalty.") @Range(min = 0) double lambda) implements Choose {
            /** A penalty that removes most noise from standardised inputs. */
            public static final Penalty DEFAULTS = new Penalty(0.05);
        }
    }

    /**
     * Stability selection.
     *
     * @param halves 0 for none
     */
    @Meaning("Selection repeated on random halves of the subjects, for the report.")
    public record Stability(
            @Meaning("Number of half-samples; 0: none.") @Range(min = 0, max = 10_000)
            int halves,

            @Meaning("Share of the half-samples that must select an input for it to count as stable.")
            @Range(min = 0.51, max = 1)
            double threshold,

            @Meaning("Most wrong selections to be expected; it fixes how far down the path stability is read.")
            @Range(min = 0.01)
            double wrong) {
        /** None. */
        public static final Stability DEFAULTS = new Stability(0, 0.75, 1);
    }

    /** One hidden layer of 32 and a path of some hundred penalties: seconds for a few hundred rows and a hundred inputs. */
    public static final LassoNetSettings DEFAULTS = new LassoNetSettings(
            List.of(32),
            Activation.RELU,
            10,
            0,
            0,
            Ties.EFRON,
            0.99,
            Dense.DEFAULTS,
            Path.DEFAULTS,
            new Choose.CrossValidation(5),
            Stability.DEFAULTS,
            Map.of(),
            Preparation.Settings.DEFAULTS);

    /** The experiments of FastCPH at their size: a finer path, 64 units. */
    public static final LassoNetSettings PAPER = new LassoNetSettings(
            List.of(64),
            Activation.RELU,
            10,
            0,
            0,
            Ties.EFRON,
            0.99,
            Dense.PAPER,
            Path.PAPER,
            new Choose.CrossValidation(5),
            Stability.DEFAULTS,
            Map.of(),
            Preparation.Settings.DEFAULTS);

    public LassoNetSettings {
        hidden = List.copyOf(hidden);
        LinkedHashMap<String, List<String>> copied = new LinkedHashMap<>();
        groups.forEach((name, columns) -> copied.put(name, List.copyOf(columns)));
        groups = java.util.Collections.unmodifiableMap(copied);
    }

    /** Whether there is no network beside the skip weights. */
    boolean linear() {
        return hidden.isEmpty() || m == 0;
    }
}
