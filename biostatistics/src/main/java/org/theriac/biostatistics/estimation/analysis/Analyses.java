package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import org.theriac.core.kind.PublishedSystem;
import org.theriac.core.study.PartEntry;

/** The analyses of estimation studies, one line each. */
public final class Analyses {
    private static final List<AnalysisEntry> ALL = List.of(
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
                    "cox",
                    "Cox regression",
                    "Hazard ratios with their forest plot, tests, concordance, the test of proportional hazards, and curves of given patients.",
                    "Cox, Regression models and life-tables, Journal of the Royal Statistical Society B 34, 1972",
                    CoxSettings.DEFAULTS,
                    CoxAnalysis::new));

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
