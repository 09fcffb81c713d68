package org.theriac.biostatistics.estimation;

import java.util.List;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.run.Run;

/**
 * A curve, test or model that an estimation study asks for. Its members are parts: a class and a line in a module's catalogue add one. The settings are a
 * record; the analysis is made from them.
 */
public interface Analysis {
    /** The heading of its section, unless the study gives one. */
    String title();

    /** Tables beside the one that is analysed, by their names under {@code data:}; it finds them by {@link Sample#table}. */
    default List<String> tables() {
        return List.of();
    }

    /**
     * Refuses at once what {@link #run} would refuse before it computes; nothing is fitted.
     *
     * @throws org.theriac.core.UserError if the settings do not fit the table: what was found, what is allowed. The study puts the place in front
     */
    void check(Sample sample);

    /**
     * Carries the analysis out. What the reader should be warned of is told to {@link Run#notice}; it stands at the head of the section.
     *
     * @throws org.theriac.core.UserError as {@link #check}
     */
    AnalysisResult run(Sample sample, Run run);
}
