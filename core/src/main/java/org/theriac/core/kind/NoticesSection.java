package org.theriac.core.kind;

import java.util.List;
import org.theriac.core.report.Block;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Notice;

/** The section of a report that lists what was repaired and what needs a warning. */
public final class NoticesSection {
    private NoticesSection() {}

    /** Small counts are withheld. */
    public static Section of(List<Notice> notices) {
        List<Row> rows = notices.stream()
                .map(notice -> Row.of(notice.where(), notice.sentence(), SmallCells.count(notice.count())))
                .toList();
        List<Block> blocks = notices.isEmpty()
                ? List.of(Paragraph.text("Nothing was repaired and nothing needs a warning."))
                : List.of(new Table(
                        "",
                        List.of(Column.text("Where"), Column.text("What"), Column.number("Count")),
                        rows,
                        List.of()));
        return new Section("notices", "Notices", blocks);
    }
}
