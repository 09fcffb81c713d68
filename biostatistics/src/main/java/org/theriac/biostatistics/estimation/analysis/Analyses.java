package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import org.theriac.core.kind.PublishedSystem;
import org.theriac.core.study.PartEntry;

/** The analyses of estimation studies, one line each. */
public final class Analyses {
    private static final List<AnalysisEntry> ALL = List.of(
            AnalysisEntry.of(
                    "characteristics",
                    "Characteristics",
                    "The first table of a paper: who the patients are, in all and by group.",
                    "von Elm et al., The STROBE statement, Lancet 370, 2007, item 14",
                    CharacteristicsAnalysis.Settings.DEFAULTS,
                    CharacteristicsAnalysis::new),
            AnalysisEntry.of(
                    "kaplan_meier",
                    "Kaplan–Meier",
                    "Survival curves of groups with numbers at risk, quartiles, survival at given times and median follow-up.",
                    "Kaplan and Meier, Nonparametric estimation from incomplete observations, Journal of the American Statistical Association 53, 1958",
                    KaplanMeierAnalysis.Settings.DEFAULTS,
                    KaplanMeierAnalysis::new),
            AnalysisEntry.of(
                    "log_rank",
                    "Log-rank test",
                    "Tests whether groups have the same survival; weighted towards early differences if asked, within strata if named.",
                    "Harrington and Fleming, A class of rank test procedures for censored survival data, Biometrika 69, 1982",
                    LogRankAnalysis.Settings.DEFAULTS,
                    LogRankAnalysis::new),
            AnalysisEntry.of(
                    "restricted_mean",
                    "Restricted mean survival time",
                    "How long groups live on average up to a horizon, and how much longer one than another.",
                    "Royston and Parmar, Restricted mean survival time: an alternative to the hazard ratio, BMC Medical Research Methodology 13, 2013",
                    RestrictedMeanAnalysis.Settings.DEFAULTS,
                    RestrictedMeanAnalysis::new),
            AnalysisEntry.of(
                    "cox",
                    "Cox regression",
                    "Hazard ratios with their forest plot, tests, concordance, the test of proportional hazards, and curves of given patients.",
                    "Cox, Regression models and life-tables, Journal of the Royal Statistical Society B 34, 1972",
                    CoxSettings.DEFAULTS,
                    CoxAnalysis::new),
            AnalysisEntry.of(
                    "aft",
                    "Accelerated failure time",
                    "Time ratios under a parametric law of the times, with other laws beside it.",
                    "Wei, The accelerated failure time model, Statistics in Medicine 11, 1992",
                    AftSettings.DEFAULTS,
                    AftAnalysis::new));

    private Analyses() {}

    /** The lines for the catalogue. */
    public static PartEntry<?, ?>[] parts() {
        return ALL.stream().map(AnalysisEntry::part).toArray(PartEntry[]::new);
    }

    /** The lines for the list of systems. */
    public static List<PublishedSystem> systems() {
        return ALL.stream().map(AnalysisEntry::system).toList();
    }
}
