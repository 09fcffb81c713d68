package org.theriac.biostatistics.estimation.terms;

/**
 * A column of a design matrix.
 *
 * @param term the main effect or interaction that it belongs to, as the study writes it
 * @param label for readers, such as "Age (years)", "Sex: 2 vs 1" or "log(bili)"
 * @param name a short name for programs, such as "age", "sex: 2" or "ns(age, 3) [1]"
 * @param alone whether its coefficient means something by itself: not so for a piece of a spline
 */
public record DesignColumn(String term, String label, String name, boolean alone) {}
