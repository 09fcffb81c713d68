package org.theriac.learning.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartEntry;
import org.theriac.core.study.Range;
import org.theriac.learning.network.TableReading.Categories;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Mlp;

/** The encoder of tables: numbers and categories through a multilayer perceptron. */
@Meaning("A multilayer perceptron on numbers and categories.")
public record MlpDesign(
        @Meaning("Units of each hidden layer.") @Range(min = 1, max = 65536)
        List<Integer> hidden,

        @Meaning("The function between two layers.") Activation activation,

        @Meaning("Probability of dropping a hidden unit in training.") @Range(min = 0, max = 0.95)
        double dropout,

        @Meaning("Whether each hidden layer is normalised by batch.")
        boolean batchNorm,

        @Meaning("How categories enter the network.") Categories categories,
        @Meaning("How inputs are prepared.") Preparation.Settings preparation)
        implements EncoderDesign {

    public static final MlpDesign DEFAULTS = new MlpDesign(
            List.of(32, 32), Activation.SELU, 0.1, false, Categories.INDICATORS, Preparation.Settings.DEFAULTS);

    /** The part's line in the catalogue. */
    public static final PartEntry<MlpDesign, EncoderDesign> ENTRY = new PartEntry<>(
            EncoderDesign.class,
            "mlp",
            "A multilayer perceptron on the inputs that are numbers or categories.",
            DEFAULTS,
            design -> design);

    public MlpDesign {
        hidden = List.copyOf(hidden);
    }

    @Override
    public TableReading fit(List<String> inputs, Cohort train) {
        List<String> read = inputs.stream()
                .filter(name -> !(train.column(name) instanceof FileColumn<?>))
                .toList();
        return reading(Preparation.fit(train, read, preparation));
    }

    @Override
    public TableReading restore(Preparation fitted, JsonNode facts) {
        return reading(fitted);
    }

    private TableReading reading(Preparation fitted) {
        return new TableReading(fitted, categories, new Mlp.Settings(hidden, activation, dropout, batchNorm));
    }
}
