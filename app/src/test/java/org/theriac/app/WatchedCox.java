package org.theriac.app;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.theriac.biostatistics.methods.CoxMethod;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Run;
import org.theriac.core.run.StopSignal;
import org.theriac.core.task.Task;

/**
 * Cox regression that asks its run to stop when it is given more rows than the study has for the so-many-th time: then one column's permutations are
 * predicted, and the next column's are still to come.
 *
 * @param studied rows of the study
 * @param left how often such rows may still be asked for
 */
record WatchedCox(Method<TimeToEvent, SurvivalCurves> method, StopSignal stop, int studied, AtomicInteger left)
        implements Method<TimeToEvent, SurvivalCurves> {

    /** Everything, and {@code watched_cox}. */
    static Catalogue catalogue(StopSignal stop, int studied, int stopsAt) {
        AtomicInteger left = new AtomicInteger(stopsAt);
        return Catalogue.load()
                .withMethods(new MethodEntry<>(
                        "watched_cox",
                        "Watched Cox regression",
                        "Stops its run.",
                        "none",
                        TimeToEvent.class,
                        CoxMethod.Settings.DEFAULTS,
                        Map.of(),
                        settings -> new WatchedCox(new CoxMethod(settings), stop, studied, left)));
    }

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        return new Watched(method.fit(task, train, validation, run));
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new Watched(method.restore(task, state));
    }

    private final class Watched implements Model<SurvivalCurves> {
        private final Model<SurvivalCurves> model;

        Watched(Model<SurvivalCurves> model) {
            this.model = model;
        }

        @Override
        public SurvivalCurves predict(Cohort rows) {
            if (rows.rows() > studied && left.decrementAndGet() == 0) {
                stop.request();
            }
            return model.predict(rows);
        }

        @Override
        public <C> Optional<C> as(Class<C> ability) {
            return model.as(ability);
        }

        @Override
        public ModelState state() {
            return model.state();
        }
    }
}
