package org.theriac.core.evaluation;

import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;

/** A metric that is told what it is called when it is made: what the metrics of one outcome build on. */
public abstract class NamedMetric<O extends Outcome<P>, P extends Predictions> implements Metric<O, P> {
    private final String id;
    private final String title;
    private final String convention;
    private final Direction direction;
    private final Class<O> outcome;

    protected NamedMetric(String id, String title, String convention, Direction direction, Class<O> outcome) {
        this.id = id;
        this.title = title;
        this.convention = convention;
        this.direction = direction;
        this.outcome = outcome;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final String convention() {
        return convention;
    }

    @Override
    public final Direction direction() {
        return direction;
    }

    @Override
    public final Class<O> outcome() {
        return outcome;
    }
}
