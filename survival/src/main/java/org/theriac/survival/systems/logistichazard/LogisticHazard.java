package org.theriac.survival.systems.logistichazard;

import java.util.Map;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.learning.network.Network;

/**
 * Logistic-Hazard, or nnet-survival: a perceptron whose outputs are the hazards at a grid of cuts, trained by the likelihood of discrete times in ordinary
 * batches. Curves may cross, since no proportionality is assumed. It is the method {@code network} with the encoder of tables and the head
 * {@code logistic_hazard}, and the settings under which it was published; other encoders take the same head there.
 */
public final class LogisticHazard implements Method<TimeToEvent, SurvivalCurves> {
    /** The method's line in the catalogue. */
    public static final MethodEntry<LogisticHazardSettings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "logistic_hazard",
            "Logistic-Hazard",
            "Survival curves by a network that gives the hazard at each of a grid of times; curves may cross.",
            "Gensheimer MF, Narasimhan B, A scalable discrete-time survival model for neural networks, PeerJ 7:e6257, 2019; Kvamme H, Borgan Ø,"
                    + " Continuous and discrete-time survival prediction with neural networks, Lifetime Data Analysis 27, 2021",
            TimeToEvent.class,
            LogisticHazardSettings.DEFAULTS,
            Map.of(),
            LogisticHazard::new);

    private final LogisticHazardSettings settings;
    private final Network network;

    /** The method with these settings. */
    public LogisticHazard(LogisticHazardSettings settings) {
        this.settings = settings;
        network = new Network(settings.network());
    }

    @Override
    public boolean validates() {
        return settings.patience() > 0;
    }

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        return narrowed(network.fit(widened(task), train, validation, run));
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return narrowed(network.restore(widened(task), state));
    }

    @SuppressWarnings("unchecked") // a network takes the task of any outcome that has a head
    private static Task<Outcome<Predictions>> widened(Task<TimeToEvent> task) {
        return (Task<Outcome<Predictions>>) (Task<?>) task;
    }

    @SuppressWarnings("unchecked") // for a time to event, the network's predictions are survival curves
    private static Model<SurvivalCurves> narrowed(Model<Predictions> model) {
        return (Model<SurvivalCurves>) (Model<?>) model;
    }
}
