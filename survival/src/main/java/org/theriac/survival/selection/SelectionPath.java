package org.theriac.survival.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The inputs that a model keeps as its penalty rises.
 *
 * @param inputs names of what is selected: inputs, or groups of them
 * @param steps by rising penalty; the first is the model without penalty
 * @param chosen index of the step whose model is used
 * @param validation how well each penalty predicted rows that its model had not seen; empty when the place was not chosen so
 */
public record SelectionPath(List<String> inputs, List<Step> steps, int chosen, Optional<Validation> validation) {
    public SelectionPath {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
    }

    /**
     * A place on the path.
     *
     * @param penalty λ
     * @param loss of the training rows, penalties left out
     * @param score of rows held out; NaN where there are none
     * @param selected one for each input
     */
    public record Step(double penalty, double loss, double score, boolean[] selected) {
        /** How many inputs are selected. */
        public int count() {
            int count = 0;
            for (boolean in : selected) {
                count += in ? 1 : 0;
            }
            return count;
        }
    }

    /**
     * Scores over folds on a common grid of penalties.
     *
     * @param penalty the grid, rising
     * @param mean score over folds
     * @param error standard error of the mean
     * @param best the penalty with the best mean
     */
    public record Validation(double[] penalty, double[] mean, double[] error, double best) {}

    /** The chosen step. */
    public Step chosenStep() {
        return steps.get(chosen);
    }

    /** For each input the penalty at which it leaves for good: 0 if it was never in, infinity if it never left. */
    public double[] exits() {
        double[] exits = new double[inputs.size()];
        for (int k = 0; k < steps.size(); k++) {
            double next = k + 1 < steps.size() ? steps.get(k + 1).penalty() : Double.POSITIVE_INFINITY;
            boolean[] selected = steps.get(k).selected();
            for (int j = 0; j < exits.length; j++) {
                exits[j] = selected[j] ? next : exits[j];
            }
        }
        return exits;
    }

    /** The inputs' positions, the last to leave first; those that leave together in the order of the inputs. */
    public List<Integer> ranking() {
        double[] exits = exits();
        return IntStream.range(0, exits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -exits[j]))
                .toList();
    }

    /** Names of the chosen inputs, the last to leave the path first. */
    public List<String> selectedInputs() {
        List<String> names = new ArrayList<>();
        for (int j : ranking()) {
            if (chosenStep().selected()[j]) {
                names.add(inputs.get(j));
            }
        }
        return names;
    }

    /** How many inputs each step keeps. */
    public int[] counts() {
        return steps.stream().mapToInt(Step::count).toArray();
    }

    @Override
    public String toString() {
        return "a path of " + steps.size() + " penalties over " + inputs.size() + " inputs: "
                + Arrays.toString(counts());
    }
}
