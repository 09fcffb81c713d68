package org.theriac.biostatistics.trial;

import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.trial.design.DesignStudies;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.StudyKind;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;

/** The kind "trial": simulates a design under known truths, or conducts a real trial and says what its next patients receive. */
public final class TrialKind implements StudyKind<TrialSettings> {
    /** The line in the catalogue. */
    public static final KindEntry<TrialSettings> ENTRY = new KindEntry<>(
            "trial",
            "Simulates the design of a clinical trial, or conducts it: what do the next patients receive, and why?",
            false,
            TrialSettings.DEFAULTS,
            catalogue -> new TrialKind(),
            DesignEntry.ALL.stream().map(DesignEntry::system).toList(),
            Optional.empty());

    @Override
    public Findings run(TrialSettings settings, Map<String, Cohort> data, Run run) {
        DesignStudies studies = DesignEntry.studies(settings.design());
        return simulates(settings, data)
                ? studies.simulate(settings.simulate().orElseThrow(), run)
                : studies.conduct(settings.conduct().orElseThrow(), log(data), run);
    }

    @Override
    public void check(TrialSettings settings, Map<String, Cohort> data, Run run) {
        DesignStudies studies = DesignEntry.studies(settings.design());
        if (simulates(settings, data)) {
            studies.check(settings.simulate().orElseThrow());
        } else {
            studies.check(settings.conduct().orElseThrow(), log(data), run);
        }
    }

    private static boolean simulates(TrialSettings settings, Map<String, Cohort> data) {
        if (settings.simulate().isPresent() == settings.conduct().isPresent()) {
            throw new UserError("found "
                    + (settings.simulate().isPresent() ? "simulate: and conduct:" : "neither simulate: nor conduct:")
                    + "; allowed: one of them. Write simulate: {} to learn how the design behaves, conduct: {} for what the next patients"
                    + " receive.");
        }
        if (settings.simulate().isPresent() && !data.isEmpty()) {
            throw new UserError("data: names " + data.size()
                    + (data.size() == 1 ? " table" : " tables")
                    + "; a simulation reads none. Leave the key out, or write conduct: instead of simulate:.");
        }
        return settings.simulate().isPresent();
    }

    private static Cohort log(Map<String, Cohort> data) {
        if (data.size() != 1) {
            throw new UserError("data: names " + data.size()
                    + " tables; the conduct of a trial reads one: the log of its patients.");
        }
        return data.values().iterator().next();
    }
}
