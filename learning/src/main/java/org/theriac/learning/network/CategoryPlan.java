package org.theriac.learning.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.CategoryHead;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.tensor.Arena;

/** Classes by softmax, calibrated by a temperature where validation rows are there. */
record CategoryPlan(Category outcome, HeadSettings.Softmax settings)
        implements HeadPlan<CategoryHead, CategoryHead.Truth, ClassProbabilities> {
    private static final String TEMPERATURE = "temperature";

    @Override
    public CategoryHead head(Initialiser init, int inputs) {
        return new CategoryHead(
                init,
                inputs,
                outcome.classes(),
                new CategoryHead.Settings(
                        CategoryHead.Logits.EACH_CLASS, settings.labelSmoothing(), settings.classWeights()));
    }

    @Override
    public CategoryHead.Truth truth(Arena arena, Cohort rows) {
        return CategoryHead.Truth.of(arena, outcome.truth(rows));
    }

    @Override
    public Optional<String> useless(Cohort rows) {
        long classes = Arrays.stream(outcome.truth(rows)).distinct().count();
        return classes < 2 ? Optional.of("all of them are of one class") : Optional.empty();
    }

    @Override
    public CategoryHead.Probabilities finish(
            CategoryHead head, Seen<CategoryHead.Truth> training, Optional<Seen<CategoryHead.Truth>> validation) {
        return settings.temperature() && validation.isPresent()
                ? head.calibrated(validation.get().features(), validation.get().truth())
                : head.finish(training.features(), training.truth());
    }

    @Override
    public SortedMap<String, NumericArray> kept(Readout<Features.Vector, ClassProbabilities> finished) {
        TreeMap<String, NumericArray> kept = new TreeMap<>();
        kept.put(TEMPERATURE, NumericArray.of(((CategoryHead.Probabilities) finished).temperature()));
        return kept;
    }

    @Override
    public CategoryHead.Probabilities restore(CategoryHead head, ModelState state) {
        return new CategoryHead.Probabilities(head, state.array(TEMPERATURE).doubles()[0]);
    }
}
