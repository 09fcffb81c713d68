package org.theriac.biostatistics.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.PublishedSystem;
import org.theriac.core.kind.StudyKind;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Remark;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;
import org.theriac.core.study.PartChoice;

/** The kind "estimation": curves, tests and models of one table, each told as a paper tells it. */
public final class EstimationKind implements StudyKind<EstimationSettings> {
    /**
     * The line in the catalogue.
     *
     * @param analyses as the list of systems shows them
     */
    public static KindEntry<EstimationSettings> entry(List<PublishedSystem> analyses) {
        return new KindEntry<>(
                "estimation",
                "Estimates curves, tests groups and fits models: what a paper's results section reports, without a prediction being judged.",
                true,
                EstimationSettings.DEFAULTS,
                catalogue -> new EstimationKind(),
                analyses,
                Optional.of(new EstimationDraft()));
    }

    @Override
    public Findings run(EstimationSettings settings, Map<String, Cohort> data, Run run) {
        Map<String, Cohort> beside = beside(settings, data);
        Cohort read = only(data, beside);
        Sample sample = sample(settings, read, run).withTables(beside);
        List<EstimationFindings.Done> done = new ArrayList<>();
        for (int i = 0; i < settings.analyses().size(); i++) {
            PartChoice<Analysis> choice = settings.analyses().get(i);
            Run child = run.child((i + 1) + " " + choice.entry().id());
            run.checkStop();
            AnalysisResult result = located(i, choice, () -> choice.create().run(sample, child));
            done.add(new EstimationFindings.Done(choice, choice.create().title(), result, child.notices()));
        }
        return new EstimationFindings(settings, read, sample, done, run).findings();
    }

    @Override
    public void check(EstimationSettings settings, Map<String, Cohort> data, Run run) {
        Map<String, Cohort> beside = beside(settings, data);
        Sample sample = sample(settings, only(data, beside), run).withTables(beside);
        for (int i = 0; i < settings.analyses().size(); i++) {
            PartChoice<Analysis> choice = settings.analyses().get(i);
            located(i, choice, () -> {
                choice.create().check(sample);
                return true;
            });
        }
    }

    private static <T> T located(int index, PartChoice<Analysis> choice, Supplier<T> work) {
        try {
            return work.get();
        } catch (UserError e) {
            throw new UserError("analyses[" + index + "]." + choice.entry().id() + ": " + e.getMessage(), e);
        }
    }

    /** The tables that analyses name beside the one that is analysed. */
    private static Map<String, Cohort> beside(EstimationSettings settings, Map<String, Cohort> data) {
        Map<String, Cohort> beside = new TreeMap<>();
        for (PartChoice<Analysis> choice : settings.analyses()) {
            for (String name : choice.create().tables()) {
                Optional.ofNullable(data.get(name)).ifPresent(table -> beside.put(name, table));
            }
        }
        return beside;
    }

    private static Cohort only(Map<String, Cohort> data, Map<String, Cohort> beside) {
        List<String> names =
                data.keySet().stream().filter(name -> !beside.containsKey(name)).toList();
        if (names.size() != 1) {
            throw new UserError(
                    "data: names " + data.size() + " tables (" + String.join(", ", data.keySet())
                            + "); an estimation study reads one, to which others are joined. Write join: {} beside each other table.");
        }
        return Objects.requireNonNull(data.get(names.get(0)));
    }

    private static Sample sample(EstimationSettings settings, Cohort read, Run run) {
        if (settings.analyses().isEmpty()) {
            throw new UserError(
                    "analyses: is empty; name at least one, as in analyses: [{kaplan_meier: {by: [arm]}}].");
        }
        Cohort asked = Recoding.named(Recoding.only(read, settings.rows()), settings.levels());
        Cohort cohort = settings.outcome()
                .map(outcome -> withOutcome(outcome, asked, run))
                .orElse(asked);
        Optional<Outcome<?>> outcome = settings.outcome().map(one -> one.settled(cohort));
        outcome.ifPresent(one -> {
            for (Remark remark : one.remarks(cohort)) {
                run.notice(remark.code(), remark.sentence(), remark.count());
            }
        });
        Sample sample =
                Sample.of(cohort, outcome, settings.reference()).withConfidence(new Confidence(settings.confidence()));
        settings.reference().keySet().forEach(sample::categories);
        return sample;
    }

    private static Cohort withOutcome(Outcome<?> outcome, Cohort read, Run run) {
        boolean[] observed = outcome.observed(read);
        int[] rows =
                IntStream.range(0, read.rows()).filter(row -> observed[row]).toArray();
        if (rows.length == 0) {
            throw new UserError("none of the " + read.rows() + " rows has an outcome (" + outcome.describe() + ").");
        }
        if (rows.length == read.rows()) {
            return read;
        }
        run.notice("outcome-missing", "Rows without an outcome were left out.", read.rows() - rows.length);
        return read.take(rows);
    }
}
