package org.theriac.core.evaluation;

import java.util.List;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;

/** Sections of a report that an outcome calls for: curves of risk groups, calibration plots, training curves. */
public interface Exhibit<O extends Outcome<P>, P extends Predictions> {
    String id();

    Class<O> outcome();

    /** The sections; none when there is nothing to show. */
    List<Section> show(Evaluation<O, P> evaluation, Run run);
}
