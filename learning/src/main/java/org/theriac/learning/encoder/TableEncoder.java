package org.theriac.learning.encoder;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.theriac.learning.nn.Embedding;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Shapes;

/**
 * The encoder of tables: categories become learned vectors (Guo and Berkhahn, 2016), which join the numbers and pass
 * through a multilayer perceptron. Parameters {@code embedding0.weight} …, {@code layer0.weight} ….
 */
public final class TableEncoder implements Encoder<Table, Features.Vector> {
    /**
     * A categorical column.
     *
     * @param levels number of codes
     * @param size numbers in the vector of a level
     */
    public record Category(int levels, int size) {}

    private final int numbers;
    private final List<Embedding> embeddings = new ArrayList<>();
    private final Mlp mlp;

    /**
     * @param numbers how many numeric columns
     * @param categories the categorical columns, in the order of their codes
     */
    public TableEncoder(Initialiser init, int numbers, List<Category> categories, Mlp.Settings settings) {
        this.numbers = numbers;
        int width = numbers;
        for (Category category : categories) {
            embeddings.add(new Embedding(init, category.levels(), category.size()));
            width += category.size();
        }
        mlp = new Mlp(init, width, settings);
    }

    @Override
    public int outputs() {
        return mlp.outputs();
    }

    @Override
    public Features.Vector encode(Table input, Pass pass) {
        Shapes.check(input.numbers(), "B", numbers);
        Shapes.check(input.codes(), "B", embeddings.size());
        return new Features.Vector(mlp.forward(embed(input, pass), pass));
    }

    private Tensor embed(Table input, Pass pass) {
        if (embeddings.isEmpty()) {
            return input.numbers();
        }
        TensorVector parts = new TensorVector(input.numbers());
        for (int column = 0; column < embeddings.size(); column++) {
            parts.push_back(embeddings.get(column).forward(input.codes().select(1, column), pass));
        }
        return cat(parts, 1);
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>(mlp.parameters());
        for (int i = 0; i < embeddings.size(); i++) {
            parameters.putAll(
                    Parameters.prefixed("embedding" + i, embeddings.get(i).parameters()));
        }
        return parameters;
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        return mlp.buffers();
    }
}
