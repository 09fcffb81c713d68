package org.theriac.biostatistics;

import org.theriac.biostatistics.competing.CauseAccuracyExhibit;
import org.theriac.biostatistics.competing.CauseBrierMetric;
import org.theriac.biostatistics.competing.CauseConcordanceMetric;
import org.theriac.biostatistics.competing.CauseDecisionCurves;
import org.theriac.biostatistics.competing.CauseDistributionExhibit;
import org.theriac.biostatistics.competing.CauseMetrics;
import org.theriac.biostatistics.competing.IncidenceCalibrationExhibit;
import org.theriac.biostatistics.competing.IncidenceExhibit;
import org.theriac.biostatistics.decisions.ClassDecisionCurves;
import org.theriac.biostatistics.diagnostics.DecisionExhibit;
import org.theriac.biostatistics.diagnostics.DiscriminationExhibit;
import org.theriac.biostatistics.diagnostics.ReliabilityExhibit;
import org.theriac.biostatistics.estimation.EstimationKind;
import org.theriac.biostatistics.estimation.analysis.Analyses;
import org.theriac.biostatistics.exhibits.AccuracyOverTimeExhibit;
import org.theriac.biostatistics.exhibits.CalibrationExhibit;
import org.theriac.biostatistics.exhibits.DistributionExhibit;
import org.theriac.biostatistics.exhibits.EventDecisionCurves;
import org.theriac.biostatistics.exhibits.RiskGroupExhibit;
import org.theriac.biostatistics.methods.AalenJohansenMethod;
import org.theriac.biostatistics.methods.AftMethod;
import org.theriac.biostatistics.methods.CauseSpecificCoxMethod;
import org.theriac.biostatistics.methods.CoxMethod;
import org.theriac.biostatistics.methods.ElasticNetMethod;
import org.theriac.biostatistics.methods.FineGrayMethod;
import org.theriac.biostatistics.methods.ForestMethod;
import org.theriac.biostatistics.methods.KaplanMeierMethod;
import org.theriac.biostatistics.methods.LogisticMethod;
import org.theriac.biostatistics.methods.PrevalenceMethod;
import org.theriac.biostatistics.metrics.AntoliniMetric;
import org.theriac.biostatistics.metrics.DCalibrationMetric;
import org.theriac.biostatistics.metrics.DistributionMetrics;
import org.theriac.biostatistics.metrics.EventWeight;
import org.theriac.biostatistics.metrics.HarrellMetric;
import org.theriac.biostatistics.metrics.IntegratedBrierMetric;
import org.theriac.biostatistics.metrics.UnoMetric;
import org.theriac.biostatistics.trial.TrialKind;
import org.theriac.core.catalogue.Catalogue;

/**
 * What biostatistics contributes: the classical methods, the metrics of survival, the exhibits of survival and of classes, and the kinds of study
 * for estimation and for trials.
 */
public final class BiostatisticsCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY
                .withMethods(
                        KaplanMeierMethod.ENTRY,
                        CoxMethod.ENTRY,
                        ElasticNetMethod.ENTRY,
                        AftMethod.ENTRY,
                        ForestMethod.ENTRY,
                        AalenJohansenMethod.ENTRY,
                        CauseSpecificCoxMethod.ENTRY,
                        FineGrayMethod.ENTRY,
                        PrevalenceMethod.ENTRY,
                        LogisticMethod.ENTRY)
                .withKinds(EstimationKind.entry(Analyses.systems()), TrialKind.ENTRY)
                .withParts(Analyses.parts())
                .withMetrics(
                        new HarrellMetric(),
                        new AntoliniMetric(),
                        new UnoMetric(),
                        new IntegratedBrierMetric(EventWeight.BEFORE),
                        new DCalibrationMetric(),
                        new CauseConcordanceMetric(),
                        new CauseBrierMetric())
                .withMetrics(DistributionMetrics.all())
                .withMetrics(CauseMetrics.all())
                .withExhibits(
                        new RiskGroupExhibit(),
                        new AccuracyOverTimeExhibit(),
                        new CalibrationExhibit(),
                        new DistributionExhibit(),
                        new CauseDistributionExhibit(),
                        new EventDecisionCurves(),
                        new IncidenceExhibit(),
                        new CauseAccuracyExhibit(),
                        new IncidenceCalibrationExhibit(),
                        new CauseDecisionCurves(),
                        new DiscriminationExhibit(),
                        new ReliabilityExhibit(),
                        new DecisionExhibit(),
                        new ClassDecisionCurves());
    }
}
