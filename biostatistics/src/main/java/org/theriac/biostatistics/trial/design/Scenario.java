package org.theriac.biostatistics.trial.design;

/** A truth from which patients are simulated. */
public sealed interface Scenario permits TwoDrugs {}
