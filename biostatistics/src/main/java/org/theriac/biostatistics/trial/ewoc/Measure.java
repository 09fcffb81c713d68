package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.End;

/**
 * An operating characteristic: a number of each trial, averaged.
 *
 * @param id for programs
 * @param title for readers
 * @param of the number; NaN for a trial that did not get that far
 */
record Measure(String id, String title, ToDoubleFunction<SimulatedTrial> of) {
    private static final double[] THRESHOLDS = {0.8, 0.9, 0.95};

    /** All of them, in the order of the report. */
    static List<Measure> all(EwocTwoDrugs design) {
        double unsafe = design.targetToxicity() + design.stopping().margin();
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure(
                "dlt_rate",
                "Rate of dose-limiting toxicities",
                trial -> trial.counts().toxicityRate()));
        measures.add(new Measure(
                "dlt_rate_stage_one",
                "… in stage one",
                trial -> rate(trial.counts().toxicitiesOne(), trial.counts().patientsOne())));
        measures.add(new Measure(
                "dlt_rate_stage_two",
                "… in stage two",
                trial -> rate(trial.counts().toxicitiesTwo(), trial.counts().patientsTwo())));
        measures.add(new Measure(
                "unsafe_trials",
                "Trials with a rate above target + margin",
                trial -> trial.counts().toxicityRate() > unsafe ? 1 : 0));
        measures.add(new Measure("rejected", "Null hypothesis rejected", rejected(design.decision())));
        for (double threshold : THRESHOLDS) {
            String text = String.format(Locale.ROOT, "%.2f", threshold);
            measures.add(new Measure(
                    "rejected_at_" + text.replace('.', '_'), "… with a threshold of " + text, rejected(threshold)));
        }
        measures.add(new Measure(
                "effective_share", "Patients of stage two at effective combinations", SimulatedTrial::effectiveShare));
        measures.add(new Measure(
                "recommended_effective",
                "Recommended combination is effective",
                trial -> Double.isNaN(trial.verdict().trueResponse())
                        ? Double.NaN
                        : trial.verdict().trueResponse() > design.nullResponse() ? 1 : 0));
        measures.add(new Measure(
                "curve_within_tenth",
                "True curve within 10 % of the estimate",
                trial -> trial.error().withinTenth()));
        measures.add(new Measure(
                "curve_within_fifth",
                "True curve within 20 % of the estimate",
                trial -> trial.error().withinFifth()));
        measures.add(new Measure("patients", "Patients", trial -> trial.counts().patients()));
        measures.add(new Measure(
                "patients_by_futility",
                "Patients if only the futility rule were followed",
                trial -> trial.ending().futileAfter()));
        measures.add(new Measure(
                "asked_unsafe_start", "Rules first asked to stop: least doses unsafe", asked(End.UNSAFE_START)));
        measures.add(new Measure("asked_unsafe_rate", "… rate of toxicities unsafe", asked(End.UNSAFE_RATE)));
        measures.add(new Measure("asked_futile", "… futile", asked(End.FUTILE)));
        measures.add(new Measure(
                "escalated_after_toxicity",
                "Doses of stage one raised on a track right after its toxicity",
                SimulatedTrial::escalatedAfterToxicity));
        measures.add(new Measure(
                "toxicity_effective_draws",
                "Effective draws, toxicity",
                trial -> trial.worth().toxicity()));
        measures.add(new Measure(
                "efficacy_effective_draws",
                "Effective draws, efficacy",
                trial -> trial.worth().efficacy()));
        return List.copyOf(measures);
    }

    private static double rate(int toxicities, int patients) {
        return patients == 0 ? Double.NaN : (double) toxicities / patients;
    }

    private static ToDoubleFunction<SimulatedTrial> rejected(double threshold) {
        return trial -> trial.verdict().statistic() >= threshold ? 1 : 0;
    }

    private static ToDoubleFunction<SimulatedTrial> asked(End end) {
        return trial -> trial.ending().asked() == end ? 1 : 0;
    }
}
