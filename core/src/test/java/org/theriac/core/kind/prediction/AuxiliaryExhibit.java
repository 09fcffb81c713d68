package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.List;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/** Shows all that models said of test rows, to the last bit: a row of its table for each. */
final class AuxiliaryExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    @Override
    public String id() {
        return "auxiliary";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        List<Row> rows = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            for (int part = 0; part < evaluation.parts().size(); part++) {
                AuxiliaryOutputs.Columns said = candidate.auxiliary().get(part);
                NumberColumn doubled = said.numbers().get(0);
                CategoryColumn half = said.labels().get(0);
                for (int row = 0; row < doubled.rows(); row++) {
                    rows.add(Row.of(
                            Double.toString(candidate.predictions().get(part).risk(row)),
                            Double.toString(doubled.value(row)),
                            half.get(row)));
                }
            }
        }
        List<Column> columns = List.of(Column.number("risk"), Column.number("doubled"), Column.text("half"));
        return List.of(new Section(id(), "Auxiliary", List.of(new Table("", columns, rows, List.of()))));
    }
}
