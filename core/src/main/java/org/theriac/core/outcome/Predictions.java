package org.theriac.core.outcome;

/** One prediction for each row of a cohort, of the form that the outcome fixes. Immutable. */
public sealed interface Predictions permits ClassProbabilities, CumulativeIncidences, SurvivalCurves {
    int rows();

    /** The predictions for the given rows, in their order. */
    Predictions take(int[] rows);
}
