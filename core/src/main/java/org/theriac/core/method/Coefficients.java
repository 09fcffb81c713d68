package org.theriac.core.method;

import java.util.List;

/** An ability: the model has coefficients with standard errors, for tables and forest plots. */
public interface Coefficients {
    /**
     * One coefficient.
     *
     * @param term what it multiplies: "age (years)", "sex: male"
     * @param reference for a level of a category, the level that it is compared with; empty otherwise
     * @param estimate on the scale of the linear predictor; NaN when it cannot be estimated (constant or collinear)
     * @param standardError of the estimate
     * @param pValue two-sided Wald test
     */
    record Term(String term, String reference, double estimate, double standardError, double pValue) {}

    List<Term> coefficients();

    /** What exp(coefficient) is called: "hazard ratio". */
    String ratioName();
}
