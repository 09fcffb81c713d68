package org.theriac.biostatistics.trial.ewoc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.theriac.biostatistics.trial.design.TwoDrugs;
import org.theriac.biostatistics.trial.design.TwoDrugs.Efficacy;
import org.theriac.biostatistics.trial.design.TwoDrugs.Toxicity;

/** The sixteen truths of the publication: two of toxicity by four of efficacy, each where some combinations are effective (h1) and where none is (h0). */
final class PublishedScenarios {
    private static final Toxicity[] TOXICITY = {new Toxicity(1e-7, 0.3, 0.3, 2), new Toxicity(1e-5, 0.005, 0.01, 9)};

    /** For each toxicity and efficacy: intercept under h1, intercept under h0, slopes of x and y, interaction. */
    private static final double[][][] EFFICACY = {
        {
            {-5.51, -6.3, 2, 4.3, 10},
            {-5.51, -6.3, 4.3, 2, 10},
            {-6.5, -7.3, 6.17, 5.5, 0},
            {-4, -4.8, 1.25, 1.25, 12}
        },
        {
            {-2, -2.8, 0.05, 1.57, 1},
            {-2, -2.8, 1.55, 0.05, 1},
            {-5.8, -6.6, 4.63, 4.73, 0},
            {-6.49, -7.28, 0.2, 0.2, 26}
        }
    };

    private PublishedScenarios() {}

    /** By name, such as {@code tox1_eff3_h0}. */
    static Map<String, TwoDrugs> all() {
        Map<String, TwoDrugs> scenarios = new LinkedHashMap<>();
        for (int hypothesis = 0; hypothesis < 2; hypothesis++) {
            for (int t = 0; t < TOXICITY.length; t++) {
                for (int e = 0; e < EFFICACY[t].length; e++) {
                    double[] b = EFFICACY[t][e];
                    scenarios.put(
                            "tox" + (t + 1) + "_eff" + (e + 1) + (hypothesis == 0 ? "_h1" : "_h0"),
                            new TwoDrugs(TOXICITY[t], new Efficacy(b[hypothesis], b[2], b[3], b[4], 0, 0)));
                }
            }
        }
        return Collections.unmodifiableMap(scenarios);
    }
}
