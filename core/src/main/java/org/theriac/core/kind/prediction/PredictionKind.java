package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.Scoring;
import org.theriac.core.evaluation.SubgroupScoring;
import org.theriac.core.evaluation.Subgroups;
import org.theriac.core.explanation.Explained;
import org.theriac.core.kind.StudyKind;
import org.theriac.core.leakage.Examined;
import org.theriac.core.leakage.LeakGuards;
import org.theriac.core.leakage.LeakReport;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.method.FittedModel;
import org.theriac.core.method.InputSchema;
import org.theriac.core.method.Method;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.ModelStateCodec;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.Remark;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;
import org.theriac.core.study.ReportSettings;
import org.theriac.core.study.Words;
import org.theriac.core.task.InputSelection;
import org.theriac.core.task.Task;

/** The kind 'prediction': fits methods, judges them on rows that they have not seen, compares them, and fits each once more to all rows. */
public final class PredictionKind implements StudyKind<PredictionSettings> {

    /** Stands for the metrics that a study reports when it names none. */
    private static final String USUAL = "default";

    /** Stands for all metrics that the outcome has. */
    private static final String ALL = "all";

    private final Catalogue catalogue;

    public PredictionKind(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Findings run(PredictionSettings settings, Map<String, Cohort> data, Run run) {
        return run(settings, data, ReportSettings.DEFAULTS, run);
    }

    @Override
    public Findings run(PredictionSettings settings, Map<String, Cohort> data, ReportSettings report, Run run) {
        return judge(settings, report, settings.task().outcome(), only(data), run);
    }

    @Override
    public void check(PredictionSettings settings, Map<String, Cohort> data, Run run) {
        plan(settings, settings.task().outcome(), only(data), run);
    }

    private static Cohort only(Map<String, Cohort> data) {
        if (data.size() != 1) {
            throw new UserError(
                    "data: names " + data.size() + " tables (" + String.join(", ", data.keySet())
                            + "); a prediction study reads one, to which others are joined. Write join: {} beside each other table.");
        }
        return data.values().iterator().next();
    }

    /** All that is settled, and all that can be refused, before the first method is fitted. */
    private record Plan<O extends Outcome<P>, P extends Predictions>(
            Cohort cohort,
            Task<O> task,
            InputSelection.Chosen chosen,
            List<Contender<O, P>> contenders,
            int reference,
            List<Metric<O, P>> metrics,
            Parting parting,
            List<Part> parts,
            Examined examined,
            LeakReport leaks) {}

    private <O extends Outcome<P>, P extends Predictions> Plan<O, P> plan(
            PredictionSettings settings, Outcome<P> outcome, Cohort read, Run run) {
        Cohort cohort = withOutcome(outcome, read, run);
        Outcome<P> settled = outcome.settled(cohort);
        InputSelection.Chosen chosen = choose(settings, cohort);
        @SuppressWarnings(
                "unchecked") // an Outcome<P> is an O: the family is sealed and each member names its predictions
        Task<O> task = new Task<>((O) settled, chosen.inputs());
        List<Contender<O, P>> contenders = contenders(settings, task);
        for (Remark remark : settled.remarks(cohort)) {
            run.notice(remark.code(), remark.sentence(), remark.count());
        }
        List<Metric<O, P>> metrics = metrics(settings, task.outcome());
        Parting parting = new Parting(settings.protocol(), cohort, settled, run);
        List<Part> parts = parting.parts();
        Map<String, SeenSubjects> begun = new LinkedHashMap<>();
        contenders.forEach(
                contender -> contender.method().startsFrom().ifPresent(seen -> begun.put(contender.name(), seen)));
        Examined examined =
                new Examined(cohort, settled, chosen.inputs(), parts, keys(settings), begun, settings.leaks());
        LeakReport leaks = LeakGuards.ofTables(examined, run);
        leaks.stopIfLeaking(settings.task().inputs());
        return new Plan<>(
                cohort, task, chosen, contenders, reference(settings), metrics, parting, parts, examined, leaks);
    }

    private <O extends Outcome<P>, P extends Predictions> Findings judge(
            PredictionSettings settings, ReportSettings report, Outcome<P> outcome, Cohort read, Run run) {
        Plan<O, P> plan = plan(settings, outcome, read, run);
        LeakReport leaks = plan.leaks().and(LeakGuards.ofFiles(plan.examined(), run));
        leaks.stopIfLeaking(settings.task().inputs());
        Subgroups subgroups = Subgroups.of(plan.cohort(), report.subgroups());
        Questions<O, P> questions = Questions.of(plan.task(), plan.cohort(), plan.metrics(), plan.parts(), report, run);
        Task<O> task = plan.task();
        Cohort cohort = plan.cohort();
        List<Part> parts = plan.parts();
        Fitted<O, P> fitted = fitAll(
                plan.contenders(),
                task,
                cohort,
                plan.parting(),
                parts,
                questions,
                settings.protocol().refit(),
                run);
        List<Candidate<O, P>> candidates = fitted.candidates();
        try {
            Evaluation<O, P> evaluation = new Evaluation<>(task, cohort, parts, candidates, plan.reference());
            Scores<O, P> scores = new Scoring(
                            settings.protocol().draws(), settings.protocol().level())
                    .score(evaluation, plan.metrics(), run);
            List<FittedModel> models = fitted(settings, plan, candidates);
            List<SubgroupScoring.GroupScores> groups = new SubgroupScoring(
                            settings.protocol().draws(), settings.protocol().level())
                    .score(evaluation, plan.metrics(), subgroups, run);
            Asked<O, P> asked = new Asked<>(report, questions, fitted.explained(), groups);
            return new PredictionFindings<>(settings, read, plan.chosen(), leaks, evaluation, scores, asked, run)
                    .findings(catalogue.exhibits(), models);
        } catch (RuntimeException | Error e) {
            candidates.forEach(candidate -> candidate.whole().ifPresent(Model::close));
            throw e;
        }
    }

    /** A method of the study, known to fit the outcome. */
    private record Contender<O extends Outcome<P>, P extends Predictions>(String name, Method<O, P> method) {}

    private static Cohort withOutcome(Outcome<?> outcome, Cohort read, Run run) {
        boolean[] observed = outcome.observed(read);
        int[] rows =
                IntStream.range(0, read.rows()).filter(row -> observed[row]).toArray();
        int without = read.rows() - rows.length;
        if (rows.length == 0) {
            throw new UserError("none of the " + read.rows() + " rows has an outcome (" + outcome.describe() + ").");
        }
        if (without > 0) {
            run.notice("outcome-missing", "Rows without an outcome were left out.", without);
        }
        return without == 0 ? read : read.take(rows);
    }

    private static InputSelection.Chosen choose(PredictionSettings settings, Cohort cohort) {
        List<String> roles = new ArrayList<>(settings.task().outcome().columns());
        settings.protocol().test().ifPresent(test -> roles.add(test.column()));
        if (!settings.protocol().by().equals(Cohort.SUBJECT)) {
            roles.add(settings.protocol().by());
        }
        return settings.task().inputs().choose(cohort, roles);
    }

    private static List<String> keys(PredictionSettings settings) {
        String by = settings.protocol().by();
        return by.equals(Cohort.SUBJECT) ? List.of(by) : List.of(Cohort.SUBJECT, by);
    }

    private static <O extends Outcome<P>, P extends Predictions> List<Contender<O, P>> contenders(
            PredictionSettings settings, Task<O> task) {
        if (settings.methods().isEmpty()) {
            throw new UserError("methods: is empty; name at least one. 'theriac systems' lists them.");
        }
        List<Contender<O, P>> contenders = new ArrayList<>();
        for (MethodChoice choice : settings.methods()) {
            if (!choice.entry().outcome().isInstance(task.outcome())) {
                throw new UserError("method '" + choice.entry().id() + "' predicts "
                        + Words.snakeCase(choice.entry().outcome().getSimpleName()) + "; the study's outcome is "
                        + task.outcome().describe() + ".");
            }
            contenders.add(new Contender<>(choice.name(), create(choice)));
        }
        return contenders;
    }

    /** The one place where types that were checked at run time, the outcome's and the settings', become types of the compiler. */
    @SuppressWarnings("unchecked")
    private static <O extends Outcome<P>, P extends Predictions> Method<O, P> create(MethodChoice choice) {
        return (Method<O, P>)
                ((java.util.function.Function<Record, ?>) choice.entry().create()).apply(choice.settings());
    }

    private static int reference(PredictionSettings settings) {
        Optional<String> wanted = settings.protocol().reference();
        if (wanted.isEmpty()) {
            return 0;
        }
        List<String> names = settings.methods().stream().map(MethodChoice::name).toList();
        int index = names.indexOf(wanted.get());
        if (index < 0) {
            throw new UserError("protocol.reference names '" + wanted.get() + "'; the study's methods are: "
                    + String.join(", ", names) + ".");
        }
        return index;
    }

    @SuppressWarnings("unchecked") // a metric's outcome() says what its type parameters are
    private <O extends Outcome<P>, P extends Predictions> List<Metric<O, P>> metrics(
            PredictionSettings settings, O outcome) {
        List<Metric<O, P>> fitting = catalogue.metrics().stream()
                .filter(metric -> metric.outcome().isInstance(outcome))
                .map(metric -> (Metric<O, P>) metric)
                .toList();
        List<String> wanted = settings.protocol().metrics().isEmpty()
                ? List.of(USUAL)
                : settings.protocol().metrics();
        List<String> ids = fitting.stream().map(Metric::id).toList();
        List<Metric<O, P>> chosen = new ArrayList<>();
        for (String id : wanted) {
            if (!ids.contains(id) && !id.equals(USUAL) && !id.equals(ALL)) {
                throw new UserError("protocol.metrics names '" + id + "'; for this outcome there are: "
                        + String.join(", ", ids) + "; and the words " + USUAL + " and " + ALL + ".");
            }
            fitting.stream()
                    .filter(metric -> id.equals(ALL) || metric.id().equals(id) || id.equals(USUAL) && metric.standard())
                    .filter(metric -> !chosen.contains(metric))
                    .forEach(chosen::add);
        }
        return chosen.stream().flatMap(metric -> metric.each(outcome).stream()).toList();
    }

    /** The candidates, and by candidate and part what their models leaned on. */
    private record Fitted<O extends Outcome<P>, P extends Predictions>(
            List<Candidate<O, P>> candidates, List<List<Explained>> explained) {}

    private <O extends Outcome<P>, P extends Predictions> Fitted<O, P> fitAll(
            List<Contender<O, P>> contenders,
            Task<O> task,
            Cohort cohort,
            Parting parting,
            List<Part> parts,
            Questions<O, P> questions,
            boolean refit,
            Run run) {
        List<Callable<Tested<P>>> judged = new ArrayList<>();
        List<Callable<ModelState>> whole = new ArrayList<>();
        try (Progress progress = run.progress("fits", (long) contenders.size() * (parts.size() + (refit ? 1 : 0)))) {
            Counted count = new Counted(progress);
            for (Contender<O, P> contender : contenders) {
                for (int p = 0; p < parts.size(); p++) {
                    int number = p;
                    judged.add(() -> count.after(
                            () -> test(contender, task, cohort, parting, parts.get(number), number, questions, run)));
                }
                whole.add(() -> count.after(() -> fitWhole(contender, task, cohort, parting, parts.size(), run)));
            }
            List<Tested<P>> tested = SideBySide.all(run, judged);
            List<ModelState> states = refit ? SideBySide.all(run, whole) : List.of();
            List<Candidate<O, P>> candidates = new ArrayList<>();
            List<List<Explained>> explained = new ArrayList<>();
            for (int c = 0; c < contenders.size(); c++) {
                Contender<O, P> contender = contenders.get(c);
                List<Tested<P>> own = tested.subList(c * parts.size(), (c + 1) * parts.size());
                candidates.add(new Candidate<>(
                        contender.name(),
                        task,
                        own.stream().map(Tested::predictions).toList(),
                        own.stream().map(Tested::auxiliary).toList(),
                        refit ? Optional.of(contender.method().restore(task, states.get(c))) : Optional.empty()));
                explained.add(own.stream().map(Tested::explained).toList());
            }
            return new Fitted<>(candidates, explained);
        }
    }

    private <O extends Outcome<P>, P extends Predictions> Tested<P> test(
            Contender<O, P> contender,
            Task<O> task,
            Cohort cohort,
            Parting parting,
            Part part,
            int number,
            Questions<O, P> questions,
            Run run) {
        Run own = run.child(part.name()).child(contender.name());
        return own.once("test rows", new Tested.Kept<P>(), () -> {
            try (Model<P> model = fit(contender, task, cohort, parting, part.train(), number, own)) {
                Cohort rows = cohort.take(part.test());
                long unseen = model.state().preparation().unseen(rows);
                if (unseen > 0) {
                    own.notice(
                            "unseen-level",
                            "Test rows held levels of a category that the training rows did not; they count as the model's"
                                    + " reference or pooled level.",
                            unseen);
                }
                return new Tested<>(
                        model.predict(rows),
                        AuxiliaryOutputs.of(model, rows),
                        questions.ask(model, cohort.take(part.train()), rows, number, own));
            }
        });
    }

    private <O extends Outcome<P>, P extends Predictions> ModelState fitWhole(
            Contender<O, P> contender, Task<O> task, Cohort cohort, Parting parting, int number, Run run) {
        Run own = run.child("all rows").child(contender.name());
        return own.once("model", new ModelStateCodec(), () -> {
            try (Model<P> model = fit(contender, task, cohort, parting, cohort.allRows(), number, own)) {
                return model.state();
            }
        });
    }

    private static <O extends Outcome<P>, P extends Predictions> Model<P> fit(
            Contender<O, P> contender, Task<O> task, Cohort cohort, Parting parting, int[] train, int number, Run run) {
        run.checkStop();
        try {
            if (!contender.method().validates()) {
                return contender.method().fit(task, cohort.take(train), cohort.none(), run);
            }
            Parting.Learning learning = parting.learning(train, number);
            return contender.method().fit(task, cohort.take(learning.train()), cohort.take(learning.validation()), run);
        } catch (UserError e) {
            throw new UserError("method '" + contender.name() + "': " + e.getMessage(), e);
        }
    }

    private static <O extends Outcome<P>, P extends Predictions> List<FittedModel> fitted(
            PredictionSettings settings, Plan<O, P> plan, List<Candidate<O, P>> candidates) {
        SeenSubjects here = SeenSubjects.of(plan.cohort());
        List<FittedModel> models = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            MethodChoice choice = settings.methods().get(c);
            SeenSubjects seen = Optional.ofNullable(plan.examined().begun().get(choice.name()))
                    .map(here::and)
                    .orElse(here);
            candidates.get(c).whole().ifPresent(model -> {
                InputSchema schema = InputSchema.of(plan.cohort(), model.inputs());
                models.add(new FittedModel(
                        choice.name(), choice.entry(), choice.settings(), plan.task(), schema, seen, model));
            });
        }
        return models;
    }
}
