package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import org.theriac.core.kind.PublishedSystem;
import org.theriac.core.study.PartEntry;

/** The analyses of estimation studies, one line each. */
public final class Analyses {
    private static final List<AnalysisEntry> ALL = List.of(
            CharacteristicsAnalysis.ENTRY,
            KaplanMeierAnalysis.ENTRY,
            TurnbullAnalysis.ENTRY,
            LogRankAnalysis.ENTRY,
            RestrictedMeanAnalysis.ENTRY,
            CumulativeIncidenceAnalysis.ENTRY,
            FineGrayAnalysis.ENTRY,
            StateOccupancyAnalysis.ENTRY,
            MeanCumulativeAnalysis.ENTRY,
            RecurrentCoxAnalysis.ENTRY,
            CoxAnalysis.ENTRY,
            ElasticNetAnalysis.ENTRY,
            AftAnalysis.ENTRY,
            ForestAnalysis.ENTRY,
            ExpectedSurvivalAnalysis.ENTRY);

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
