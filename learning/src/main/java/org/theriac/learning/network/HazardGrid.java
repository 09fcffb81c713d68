package org.theriac.learning.network;

import java.util.SortedMap;
import java.util.TreeMap;
import org.theriac.biostatistics.survival.DiscreteTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.survival.DiscreteCurves;

/** The cuts of discrete-time heads: fitted to training rows, kept beside the weights. */
final class HazardGrid {
    private static final String CUTS = "cuts";

    private HazardGrid() {}

    static DiscreteCurves fitted(HeadSettings.LogisticHazard settings, TimeToEvent.Observed train) {
        SurvivalTimes times = SurvivalTimes.of(train);
        DiscreteTimes cuts = switch (settings.cuts()) {
            case EQUIDISTANT -> DiscreteTimes.equidistant(times, settings.durations());
            case QUANTILES -> DiscreteTimes.quantiles(times, settings.durations());
        };
        return curves(settings, cuts);
    }

    static DiscreteCurves restored(HeadSettings.LogisticHazard settings, ModelState state) {
        try {
            return curves(settings, DiscreteTimes.of(state.array(CUTS).doubles()));
        } catch (IllegalArgumentException e) {
            throw new UserError("the model's cuts are damaged: " + e.getMessage() + ".", e);
        }
    }

    private static DiscreteCurves curves(HeadSettings.LogisticHazard settings, DiscreteTimes cuts) {
        return new DiscreteCurves(cuts, settings.interpolation(), settings.parts());
    }

    static SortedMap<String, NumericArray> kept(DiscreteCurves curves) {
        TreeMap<String, NumericArray> kept = new TreeMap<>();
        kept.put(CUTS, NumericArray.of(curves.times().cuts()));
        return kept;
    }
}
