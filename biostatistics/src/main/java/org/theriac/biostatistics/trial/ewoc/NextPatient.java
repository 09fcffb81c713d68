package org.theriac.biostatistics.trial.ewoc;

/**
 * What a next patient receives.
 *
 * @param number of the patient in the trial, from 1
 * @param decided standardised doses as the design decides them
 * @param given doses in the drugs' units, rounded
 * @param meanToxicity posterior mean of P(DLT) at the doses given
 * @param lowerToxicity 5 % quantile
 * @param upperToxicity 95 % quantile
 * @param overdose posterior probability that P(DLT) exceeds the target
 * @param why in words
 */
record NextPatient(
        int number,
        Combination decided,
        Combination given,
        double meanToxicity,
        double lowerToxicity,
        double upperToxicity,
        double overdose,
        String why) {}
