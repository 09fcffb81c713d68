package org.theriac.survival.systems.deepsurv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.method.TrainingHistory.Epoch;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.learning.encoder.Table;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.optim.Schedule;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Batches;
import org.theriac.learning.training.History;
import org.theriac.learning.training.Minimisation;
import org.theriac.learning.training.Training;
import org.theriac.survival.recommendation.TreatmentArms;
import org.theriac.survival.systems.deepsurv.DeepSurvNetwork.Batch;

/**
 * DeepSurv: proportional hazards whose log-risk is a neural network (Katzman, Shaham, Cloninger, Bates, Jiang and Kluger, BMC
 * Medical Research Methodology 18:24, 2018), trained on the whole partial likelihood.
 *
 * <p>What the original does wrong is right here: sums of exponentials are cumulated as logarithms, ties follow Efron or
 * Breslow instead of the order of sorting, the learning-rate decay and momentum that are asked for are those that act, and
 * the preprocessing is fitted on training rows. A Breslow baseline, which the original lacks, gives survival curves.
 */
public final class DeepSurv implements Method<TimeToEvent, SurvivalCurves> {
    /** The line of the catalogue. */
    public static final MethodEntry<DeepSurvSettings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "deepsurv",
            "DeepSurv",
            "Ranks patients by a neural log-risk under proportional hazards, gives survival curves, and compares treatments.",
            "Katzman JL et al., DeepSurv: personalized treatment recommender system using a Cox proportional hazards deep"
                    + " neural network, BMC Medical Research Methodology 18:24, 2018",
            TimeToEvent.class,
            DeepSurvSettings.DEFAULTS,
            Map.of(
                    "interaction", DeepSurvSettings.INTERACTION,
                    "metabric", DeepSurvSettings.METABRIC,
                    "linear", DeepSurvSettings.LINEAR,
                    "paper_metabric", DeepSurvSettings.PAPER_METABRIC,
                    "paper_gbsg", DeepSurvSettings.PAPER_GBSG,
                    "paper_support", DeepSurvSettings.PAPER_SUPPORT,
                    "paper_linear", DeepSurvSettings.PAPER_LINEAR,
                    "paper_gaussian", DeepSurvSettings.PAPER_GAUSSIAN,
                    "paper_treatment", DeepSurvSettings.PAPER_TREATMENT),
            DeepSurv::new);

    /** A concordance on the training rows below this says that nothing was learned. */
    private static final double CHANCE = 0.52;

    private final DeepSurvSettings settings;

    /** The method with these settings. */
    public DeepSurv(DeepSurvSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean validates() {
        return settings.patience() > 0;
    }

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        Observed observed = task.outcome().truth(train);
        requireEvents(observed);
        Optional<TreatmentArms> arms = settings.treatment().map(column -> TreatmentArms.of(column, task, train));
        Preparation preparation = Preparation.fit(train, task.inputs(), settings.preparation());
        try (Training training = new Training(run)) {
            DeepSurvNetwork network = training.layer(
                    "network", new DeepSurvNetwork(training.initialiser(ScalarType.Float), preparation, settings));
            Batch rows = batch(training.arena(), network, preparation, train, observed);
            Optional<Batch> validationRows = validationRows(task, validation, training, network, preparation);
            Minimisation<Batch> minimisation = new Minimisation<>(training, minimisation(), network, network::loss);
            History history = minimisation.run(Batches.whole(rows), validationRows);
            try (Arena scope = Arena.scope()) {
                ModelState state = state(preparation, network, network.finish(rows), history, arms);
                Model<SurvivalCurves> model = restore(task, state);
                warnOfChance(model.predict(train), observed, run);
                training.finish();
                return model;
            }
        }
    }

    private static void requireEvents(Observed observed) {
        if (observed.events() == 0) {
            throw new UserError("none of the " + observed.rows()
                    + " training rows has an event, so there is nothing to learn; see that the event column is coded"
                    + " 1 = seen, or give event_is.");
        }
    }

    /** A network whose ranking of its own training rows is a coin's has a setting wrong, and its user must hear of it. */
    private static void warnOfChance(SurvivalCurves fitted, Observed observed, Run run) {
        double[] risk = new double[fitted.rows()];
        Arrays.setAll(risk, fitted::risk);
        double c = HarrellConcordance.of(SurvivalTimes.of(observed), risk).estimate();
        if (c < CHANCE) {
            run.notice(
                    "no-signal",
                    "DeepSurv ranks its own training rows no better than chance: raise learning_rate or epochs, keep"
                            + " standardise on, and see that the inputs carry information.",
                    1);
        }
    }

    private Optional<Batch> validationRows(
            Task<TimeToEvent> task,
            Cohort validation,
            Training training,
            DeepSurvNetwork network,
            Preparation preparation) {
        if (!validates() || validation.rows() == 0) {
            return Optional.empty();
        }
        Observed observed = task.outcome().truth(validation);
        if (observed.events() == 0) {
            training.run()
                    .notice(
                            "no-early-stopping",
                            "DeepSurv trained for all epochs: no validation row has an event.",
                            observed.rows());
            return Optional.empty();
        }
        return Optional.of(batch(training.arena(), network, preparation, validation, observed));
    }

    private Batch batch(
            Arena arena, DeepSurvNetwork network, Preparation preparation, Cohort cohort, Observed observed) {
        Table table = network.table(preparation.apply(cohort));
        arena.keep(table.numbers());
        arena.keep(table.codes());
        return new Batch(table, CoxHead.Truth.of(arena, observed, settings.ties()));
    }

    private Minimisation.Settings minimisation() {
        Optimiser.Rule rule = switch (settings.optimiser()) {
            case ADAM -> Optimiser.Rule.Adam.DEFAULTS;
            case ADAMW -> Optimiser.Rule.AdamW.DEFAULTS;
            case SGD -> new Optimiser.Rule.Sgd(settings.momentum());
        };
        Optimiser.Settings optimiser = new Optimiser.Settings(
                rule,
                settings.learningRate(),
                new Schedule.InverseTime(settings.decay()),
                settings.weightDecay(),
                settings.l1(),
                settings.clip() > 0 ? settings.clip() : Double.POSITIVE_INFINITY);
        return new Minimisation.Settings(settings.epochs(), Math.max(1, settings.patience()), optimiser);
    }

    private static ModelState state(
            Preparation preparation,
            DeepSurvNetwork network,
            CoxHead.Hazards hazards,
            History history,
            Optional<TreatmentArms> arms) {
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        for (Map.Entry<String, Tensor> entry : network.state().entrySet()) {
            arrays.put(entry.getKey(), Tensors.toArray(entry.getValue()));
        }
        arrays.put("baseline.times", NumericArray.of(hazards.times()));
        arrays.put("baseline.cumulative_hazard", NumericArray.of(hazards.cumulativeHazard()));
        arrays.put("history.training", NumericArray.of(losses(history, false)));
        arrays.put("history.validation", NumericArray.of(losses(history, true)));
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("best_epoch", history.best());
        arms.ifPresent(a -> facts.set("treatment", a.toJson()));
        return new ModelState(preparation, facts, arrays);
    }

    private static double[] losses(History history, boolean validation) {
        return history.epochs().stream()
                .mapToDouble(validation ? Epoch::validation : Epoch::training)
                .toArray();
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new DeepSurvModel(settings, state);
    }
}
