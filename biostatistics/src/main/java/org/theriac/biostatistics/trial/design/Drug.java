package org.theriac.biostatistics.trial.design;

import java.util.Optional;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/**
 * A drug and the doses that the trial may give.
 *
 * @param step doses are rounded down to multiples of it
 */
@Meaning("A drug and the doses that the trial may give.")
public record Drug(
        @Required @Meaning("Its name for the report.") String name,
        @Meaning("Unit of its doses.") String unit,

        @Required @Meaning("The least dose; the first patients receive it.") @Range(min = 0)
        double minimum,

        @Required @Meaning("The greatest dose.") double maximum,

        @Meaning("Doses are rounded down to multiples of it, after the decision; not rounded unless given.")
        @Range(min = 0)
        Optional<Double> step) {
    static final Drug DEFAULTS = new Drug("", "mg/m2", 0, 1, Optional.empty());

    /** Rounding must not push a dose that stands on a step down to the next because of the last bit. */
    private static final double SLACK = 1e-9;

    /** @throws IllegalArgumentException unless the doses are a range */
    public Drug {
        if (!(minimum < maximum)) {
            throw new IllegalArgumentException(
                    "found minimum " + minimum + " and maximum " + maximum + "; allowed: a minimum below the maximum");
        }
        if (step.isPresent() && !(step.get() > 0 && step.get() <= maximum - minimum)) {
            throw new IllegalArgumentException(
                    "found step " + step.get() + "; allowed: above 0 and at most the distance from minimum to maximum");
        }
    }

    /** A dose on the scale from 0 (least) to 1 (greatest). */
    public double standardised(double dose) {
        return (dose - minimum) / (maximum - minimum);
    }

    /** A dose in the drug's unit. */
    public double dose(double standardised) {
        return minimum + standardised * (maximum - minimum);
    }

    /** No drug at all, on the scale from 0 to 1: where the doses that exist begin. */
    public double nothing() {
        return -minimum / (maximum - minimum);
    }

    /** The dose rounded down to a multiple of the step, never below the least dose. */
    public double rounded(double dose) {
        return step.map(s -> Math.max(minimum, s * Math.floor(dose / s + SLACK)))
                .orElse(dose);
    }
}
