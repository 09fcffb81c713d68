package org.theriac.survival.systems.lassonet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.survival.selection.SelectionPath.Validation;
import org.theriac.survival.systems.lassonet.DenseToSparsePath.Goal;
import org.theriac.survival.systems.lassonet.LassoNetSettings.Choose;

/**
 * LassoNet for survival: a network that selects its inputs (Lemhadri, Ruan, Abraham and Tibshirani, JMLR 22(127), 2021) under the linear-time Cox
 * loss of FastCPH (Yang et al., arXiv 2208.09793, 2022), on the whole cohort as one batch.
 *
 * <p>What the original does wrong is right here: the risk sets keep rows that are censored at the time of a death; the L2 penalties have a gradient;
 * the penalty is the one that is asked for, whatever the momentum ({@link DenseToSparsePath}); the model is never the empty end of the path; a
 * Breslow baseline gives survival curves; and equal seeds give equal bits.
 */
public final class LassoNet implements Method<TimeToEvent, SurvivalCurves> {
    /** The line of the catalogue. */
    public static final MethodEntry<LassoNetSettings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "lassonet",
            "LassoNet",
            "Selects the few inputs that carry prognostic signal, linear or not, along a path from a dense network to an empty"
                    + " one, and predicts survival from them.",
            "Lemhadri I et al., LassoNet: a neural network with feature sparsity, JMLR 22(127), 2021; Yang X et al., FastCPH:"
                    + " efficient survival analysis for neural networks, arXiv 2208.09793, 2022",
            TimeToEvent.class,
            LassoNetSettings.DEFAULTS,
            Map.of("paper", LassoNetSettings.PAPER),
            LassoNet::new);

    /** Fewer events than this in a fold, and its concordance says little. */
    private static final int EVENTS_PER_FOLD = 10;

    private static final int MOST_NAMED = 5;

    private final LassoNetSettings settings;

    /** The method with these settings. */
    public LassoNet(LassoNetSettings settings) {
        this.settings = settings;
    }

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        Observed observed = task.outcome().truth(train);
        requireOutcome(task.outcome(), observed);
        try (PathFit fit = new PathFit(settings, task, train, run)) {
            noticeInputs(fit, observed, run);
            Optional<Validation> validated = settings.choose() instanceof Choose.CrossValidation folds
                    ? Optional.of(new CrossValidatedPenalty(settings, folds.folds()).validate(task, train, run))
                    : Optional.empty();
            Walk walk = fit.follow(settings.path().lambdaStart(), goal(validated));
            noticePath(walk, settings.choose(), run);
            ModelState state = LassoNetModel.state(fit, walk, validated);
            fit.finish();
            return restore(task, state);
        }
    }

    private Goal goal(Optional<Validation> validated) {
        if (settings.choose() instanceof Choose.Keep keep) {
            return (kept, next) -> kept.count() > keep.inputs();
        }
        double most = settings.choose() instanceof Choose.Penalty penalty
                ? penalty.lambda()
                : validated.map(Validation::best).orElse(0.0);
        return (kept, next) -> next.penalty() <= most * (1 + 1e-9);
    }

    private static void requireOutcome(TimeToEvent outcome, Observed observed) {
        if (observed.events() == 0) {
            throw new UserError("none of the " + observed.rows()
                    + " training rows has an event, so there is nothing to learn; see that the event column is coded"
                    + " 1 = seen, or give event_is.");
        }
        if (observed.rows() > 2 && Arrays.stream(observed.time()).allMatch(time -> time == 0 || time == 1)) {
            throw new UserError("column '" + outcome.time() + "' (time) holds only 0 and 1, as an event indicator does;"
                    + " see that time and event are not exchanged.");
        }
    }

    private void noticeInputs(PathFit fit, Observed observed, Run run) {
        Design design = fit.design();
        if (!settings.preparation().standardise()) {
            run.notice(
                    "not-standardised",
                    "LassoNet was told not to standardise: the penalty then falls on an input according to its unit, and the"
                            + " training may diverge.",
                    1);
        }
        int constant = design.inputs().length == 0 ? 0 : constantInputs(design);
        if (constant > 0) {
            run.notice(
                    "constant-inputs",
                    "Inputs that do not vary in the training rows take no part in LassoNet's selection.",
                    constant);
        }
        noticeDuplicates(fit, run);
        if (!(settings.choose() instanceof Choose.CrossValidation) && design.width() > observed.rows()) {
            run.notice(
                    "selection-not-validated",
                    "There are more inputs than training rows and the number that LassoNet keeps was not validated; choose:"
                            + " {cross_validation: {}} does that.",
                    design.width());
        }
        if (settings.choose() instanceof Choose.CrossValidation folds
                && observed.events() < EVENTS_PER_FOLD * folds.folds()) {
            run.notice(
                    "few-events-per-fold",
                    "LassoNet's inner folds hold fewer than " + EVENTS_PER_FOLD
                            + " events each, so the choice of the penalty is uncertain: take fewer folds, or read the"
                            + " stability of the selection.",
                    observed.events());
        }
    }

    private static int constantInputs(Design design) {
        long varying = Arrays.stream(design.inputs()).distinct().count();
        return design.preparation().inputs().size() - Math.toIntExact(varying);
    }

    private void noticeDuplicates(PathFit fit, Run run) {
        if (!settings.preparation().standardise()) {
            return;
        }
        List<int[]> pairs = fit.design().duplicates(fit.matrix());
        if (!pairs.isEmpty()) {
            List<String> inputs = fit.design().preparation().inputs();
            int[] inputOfColumn = fit.design().inputs();
            String named = pairs.stream()
                    .limit(MOST_NAMED)
                    .map(pair -> inputs.get(inputOfColumn[pair[0]]) + " = " + inputs.get(inputOfColumn[pair[1]]))
                    .collect(Collectors.joining(", "));
            run.notice(
                    "duplicated-inputs",
                    "Inputs that are copies of each other, scale and sign apart, share their weight, and which of them LassoNet"
                            + " keeps is chance: " + named + (pairs.size() > MOST_NAMED ? ", …" : "")
                            + ". Leave all but one out.",
                    pairs.size());
        }
    }

    private static void noticePath(Walk walk, Choose choose, Run run) {
        int count = walk.steps().get(walk.chosen()).count();
        if (choose instanceof Choose.Keep keep && count > keep.inputs()) {
            run.notice(
                    "more-inputs-kept",
                    "LassoNet's path jumps from more inputs than were to be kept to none, so it keeps more: give a smaller"
                            + " multiplier or more epochs.",
                    count);
        }
        if (walk.steps().stream().anyMatch(step -> step.count() == 0 && step.penalty() < 2 * walk.start())) {
            run.notice(
                    "path-too-short",
                    "All inputs vanished before LassoNet's penalty had doubled; give a smaller lambda_start or learning_rate.",
                    1);
        }
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new LassoNetModel(settings, state);
    }
}
