package org.theriac.biostatistics.estimation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.TableOne;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/** The first table of a paper: who the patients are, in all and by group. */
public record CharacteristicsAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "characteristics",
            "Characteristics",
            "The first table of a paper: who the patients are, in all and by group.",
            "von Elm et al., The STROBE statement, Lancet 370, 2007, item 14",
            Settings.DEFAULTS,
            CharacteristicsAnalysis::new);

    /** Settings of the table. */
    @Meaning("Who the patients are.")
    public record Settings(
            @Required @Meaning("The columns to show, in their order.")
            List<String> columns,

            @Meaning("Columns whose groups stand side by side; empty: all rows alone.")
            List<String> by,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS = new Settings(List.of(), List.of(), Optional.empty());

        public Settings {
            columns = List.copyOf(columns);
            by = List.copyOf(by);
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() ->
                        "Characteristics" + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    private Sample plan(Sample all) {
        if (settings.columns().isEmpty()) {
            throw new UserError("columns: is empty; name at least one.");
        }
        for (String name : settings.columns()) {
            Column<?> column = all.column(name);
            if (!(column instanceof NumberColumn) && !(column instanceof CategoryColumn)) {
                throw new UserError("column '" + name + "' holds neither categories nor numbers.");
            }
        }
        Sample sample = all.complete(settings.by());
        Groups.of(sample, settings.by());
        return sample;
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Sample sample = plan(all);
        Groups groups = Groups.of(sample, settings.by());
        Optional<TableOne.Strata> strata = settings.by().isEmpty()
                ? Optional.empty()
                : Optional.of(new TableOne.Strata(groups.names(), groups.codes()));
        List<org.theriac.core.report.Block> blocks = new ArrayList<>();
        if (sample.leftOut() > 0) {
            blocks.add(Paragraph.text(sample.inWords()));
        }
        blocks.add(TableOne.of(sample.cohort(), settings.columns(), strata));
        return new AnalysisResult(blocks, List.of(), ResultNumbers.object("rows", sample.rows()));
    }
}
