package org.theriac.biostatistics.trial;

import java.util.List;
import java.util.function.Function;
import org.theriac.biostatistics.trial.design.DesignStudies;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.TrialDesign;
import org.theriac.biostatistics.trial.ewoc.EwocStudies;
import org.theriac.core.kind.PublishedSystem;

/**
 * A design's line in the list of designs.
 *
 * @param settings the class of its settings
 * @param system how lists name it; the id is the word under {@code design:}
 * @param studies what can be done with it
 */
record DesignEntry<D extends TrialDesign>(
        Class<D> settings, PublishedSystem system, Function<D, DesignStudies> studies) {
    /** All designs, one line each. */
    static final List<DesignEntry<?>> ALL = List.of(new DesignEntry<>(
            EwocTwoDrugs.class,
            new PublishedSystem(
                    "ewoc_two_drugs",
                    "EWOC, two drugs",
                    "Escalates two drugs with continuous doses to the curve of maximum tolerated combinations, then randomises along it.",
                    "Jiménez and Tighiouart, Combining cytotoxic agents with continuous dose levels in seamless phase I-II clinical trials,"
                            + " arXiv 2109.14231"),
            EwocStudies::new));

    /** The studies of a design. */
    static DesignStudies studies(TrialDesign design) {
        return ALL.stream()
                .filter(entry -> entry.settings().isInstance(design))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no line for the design " + design.getClass()))
                .of(design);
    }

    private DesignStudies of(TrialDesign design) {
        return studies.apply(settings.cast(design));
    }
}
