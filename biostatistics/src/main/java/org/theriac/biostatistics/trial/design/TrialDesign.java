package org.theriac.biostatistics.trial.design;

/** The design of a clinical trial with all its settings. One line for each design that a study file can name. */
public sealed interface TrialDesign permits EwocTwoDrugs {}
