package org.theriac.learning.network;

import java.util.Map;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.training.Training;

/** The general network: any encoder with the head of any outcome, trained in batches with early stopping. */
public final class Network implements Method<Outcome<Predictions>, Predictions> {
    static final String ID = "network";

    /** The method's line in the catalogue. */
    public static final MethodEntry<NetworkSettings, Outcome<Predictions>, Predictions> ENTRY = new MethodEntry<>(
            ID,
            "Network",
            "Any encoder (of tables, of images) with the head of the study's outcome (classes, time to event, competing risks).",
            "Loshchilov I, Hutter F, Decoupled weight decay regularization, ICLR 2019 (the training); each encoder names its own source",
            outcome(),
            NetworkSettings.DEFAULTS,
            Map.of(),
            Network::new);

    private final NetworkSettings settings;

    public Network(NetworkSettings settings) {
        this.settings = settings;
    }

    @SuppressWarnings("unchecked") // for any outcome that has a head; the others are refused by HeadPlan
    private static Class<Outcome<Predictions>> outcome() {
        return (Class<Outcome<Predictions>>) (Class<?>) Outcome.class;
    }

    @Override
    public boolean validates() {
        return settings.patience() > 0;
    }

    @Override
    public Model<Predictions> fit(Task<Outcome<Predictions>> task, Cohort train, Cohort validation, Run run) {
        HeadPlan<?, ?, ?> plan = HeadPlan.fitted(task.outcome(), settings.head(), train);
        plan.useless(train).ifPresent(reason -> {
            throw new UserError("nothing can be learned from the " + train.rows() + " training rows: " + reason + ".");
        });
        Optional<Pretrained> pretrained =
                settings.start().map(start -> Pretrained.read(start, settings.encoder(), task.inputs(), run));
        Reading<?, ?> reading = pretrained.isPresent()
                ? pretrained.get().reading()
                : settings.encoder().create().fit(task.inputs(), train);
        try (Training training = new Training(run)) {
            return widened(fit(reading, plan, pretrained, training, train, validation));
        }
    }

    @Override
    public Optional<SeenSubjects> startsFrom() {
        return settings.start().map(start -> ModelFolder.seenBy(start.from().path()));
    }

    private <R, I, H extends Head<Features.Vector, T, P>, T, P extends Predictions> Model<P> fit(
            Reading<R, I> reading,
            HeadPlan<H, T, P> plan,
            Optional<Pretrained> pretrained,
            Training training,
            Cohort train,
            Cohort validation) {
        ModelState state = new NetworkFit<>(settings, reading, plan, pretrained, training, train, validation).run();
        Model<P> model = new NetworkModel<>(reading, plan, settings.batchSize(), state);
        training.finish();
        return model;
    }

    @Override
    public Model<Predictions> restore(Task<Outcome<Predictions>> task, ModelState state) {
        Reading<?, ?> reading = settings.encoder()
                .create()
                .restore(state.preparation(), state.facts().path(NetworkModel.READING));
        return widened(model(reading, HeadPlan.restored(task.outcome(), settings.head(), state), state));
    }

    private <R, I, H extends Head<Features.Vector, T, P>, T, P extends Predictions> Model<P> model(
            Reading<R, I> reading, HeadPlan<H, T, P> plan, ModelState state) {
        return new NetworkModel<>(reading, plan, settings.batchSize(), state);
    }

    @SuppressWarnings("unchecked") // a model only gives predictions, so one that gives special ones serves
    private static Model<Predictions> widened(Model<? extends Predictions> model) {
        return (Model<Predictions>) model;
    }
}
