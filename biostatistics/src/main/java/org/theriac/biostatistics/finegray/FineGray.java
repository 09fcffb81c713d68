package org.theriac.biostatistics.finegray;

import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.RetainedRows;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.UserError;

/**
 * Proportional hazards of the subdistribution of one cause, F(t|x) = 1 − exp(−Λ₀(t) e^{xβ}) (Fine and Gray, JASA 94, 1999). A row with another event at s
 * stays in the risk sets at t &gt; s with the weight G(t−)/G(s−), where G is the probability of being still under observation. Coefficients speak of the
 * cumulative incidence, not of the rate among those still free of any event. An immutable description of the fit; each {@code with…} method returns a changed
 * copy.
 *
 * <p>No row is expanded over times: running sums give a Newton step in O(n p²) time and O(n p) memory. Delayed entry is honoured by the weights of Geskus
 * (Biometrics 67, 2011). Case weights enter the censoring curve too, so that weight 2 is two equal rows (R's {@code finegray} leaves them out there).
 */
public final class FineGray {
    private final Variant variant;
    private final List<String> names;
    private final int[] strata;
    private final int[] censoringGroup;
    private final int[] subject;
    private final double ridge;

    /** Two versions in use, which differ in ties and standard errors. */
    public enum Variant {
        /**
         * A Cox regression by Efron's rule on weighted rows, with the robust variance that treats the weights as known and lets the rows of a subject depend on
         * each other; events at a time leave the risk set before censorings. What R's {@code finegray} and {@code coxph} give (Geskus 2011).
         */
        WEIGHTED,
        /** Breslow's rule, and a variance that knows the weights to be estimated: the paper of 1999, and R's {@code cmprsk::crr}. */
        ORIGINAL
    }

    private FineGray(
            Variant variant, List<String> names, int[] strata, int[] censoringGroup, int[] subject, double ridge) {
        this.variant = variant;
        this.names = names;
        this.strata = strata;
        this.censoringGroup = censoringGroup;
        this.subject = subject;
        this.ridge = ridge;
    }

    /** The regression in one of its versions. */
    public static FineGray of(Variant variant) {
        return new FineGray(variant, List.of(), new int[0], new int[0], new int[0], 0);
    }

    /** As a weighted Cox regression. */
    public static FineGray weighted() {
        return of(Variant.WEIGHTED);
    }

    /** As in the paper of 1999. */
    public static FineGray original() {
        return of(Variant.ORIGINAL);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public FineGray withNames(List<String> columnNames) {
        return new FineGray(variant, List.copyOf(columnNames), strata, censoringGroup, subject, ridge);
    }

    /** With a baseline for each stratum (any integers); the censoring curve stays common. Only as {@link Variant#WEIGHTED}. */
    public FineGray withStrata(int[] stratum) {
        if (variant == Variant.ORIGINAL) {
            throw new IllegalArgumentException(
                    "the variance of 1999 is defined without strata: use the weighted version");
        }
        return new FineGray(variant, names, stratum.clone(), censoringGroup, subject, ridge);
    }

    /**
     * With a censoring curve for each group (any integers), for groups that were followed differently. A row with another event weighs nothing after the last
     * time of its group, since nobody knows how many would still be observed.
     */
    public FineGray withCensoringGroups(int[] group) {
        return new FineGray(variant, names, strata, group.clone(), subject, ridge);
    }

    /**
     * With several rows (start, stop] of a subject (any integers, one for each row), for covariates that change: nothing is censored between the rows, and the
     * robust variance adds up those of a subject. After another event its last covariates stay, as they do in R's {@code finegray}. Only as
     * {@link Variant#WEIGHTED} if a subject has more than one row.
     */
    public FineGray withSubjects(int[] subjectOfRow) {
        return new FineGray(variant, names, strata, censoringGroup, subjectOfRow.clone(), ridge);
    }

    /** With the ridge penalty of {@link Cox#withRidge}. */
    public FineGray withRidge(double lambda) {
        return new FineGray(variant, names, strata, censoringGroup, subject, lambda);
    }

    /**
     * Fits the subdistribution hazard of a cause.
     *
     * @param times n rows, one for each subject unless {@link #withSubjects} says otherwise
     * @param cause from 1 on
     * @param x n × p covariates, all finite and known at a row's entry
     * @throws UserError if no row has an event of the cause, a covariate is missing, or a subject's rows make no history
     */
    public FineGrayFit fit(CompetingTimes times, int cause, double[][] x) {
        if (times.events(cause) == 0) {
            throw new UserError("None of the " + times.size() + " rows has an event of cause " + cause
                    + ", so no subdistribution hazard can be estimated. Check how the causes are coded.");
        }
        int n = times.size();
        int[] subjects = subject.length == 0 ? IntStream.range(0, n).toArray() : subject;
        SubjectTimes histories = SubjectTimes.of(times, subjects, censoringGroup);
        boolean several = histories.row().length < n;
        if (several && variant == Variant.ORIGINAL) {
            throw new UserError(
                    "The variance of 1999 is defined for one row a subject, but a subject has several. Use the weighted version.");
        }
        ObservationCurves observed =
                ObservationCurves.of(histories.times(), histories.group(), variant == Variant.WEIGHTED);
        RetainedRows retained = retained(times, cause, histories, observed);
        Cox cox = Cox.of(variant == Variant.WEIGHTED ? Ties.EFRON : Ties.BRESLOW)
                .withRidge(ridge)
                .withNames(names)
                .withRetained(retained)
                .withCluster(subjects);
        CoxFit fit = (strata.length == 0 ? cox : cox.withStrata(strata)).fit(times.causeSpecific(cause), x);
        double[][] variance = variant == Variant.WEIGHTED
                ? fit.variance()
                : new EstimatedWeightsVariance(times, x, fit, retained, observed).variance();
        return new FineGrayFit(times, cause, variant, fit, variance);
    }

    /** The rows that end with another event, each with the observation curve of its subject. */
    private static RetainedRows retained(
            CompetingTimes times, int cause, SubjectTimes histories, ObservationCurves observed) {
        boolean[] competing = new boolean[times.size()];
        int[] curve = new int[times.size()];
        for (int s = 0; s < histories.row().length; s++) {
            int row = histories.row()[s];
            competing[row] = times.cause()[row] > 0 && times.cause()[row] != cause;
            curve[row] = observed.group()[s];
        }
        return new RetainedRows(competing, curve, observed.curves());
    }
}
