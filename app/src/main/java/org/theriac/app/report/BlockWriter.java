package org.theriac.app.report;

import java.util.Base64;
import java.util.List;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Pictures;
import org.theriac.core.report.Table;

/** Writes the pieces of sections, numbering tables and figures through the page. */
final class BlockWriter {
    /** A table of more columns than this keeps its first column in sight while it is scrolled on a narrow screen. */
    private static final int NARROW_COLUMNS = 3;

    private final Html html;
    private final ChartWords words;
    private int tables;
    private int figures;

    BlockWriter(Html html) {
        this.html = html;
        this.words = new ChartWords(html.book());
    }

    void write(Block block) {
        if (block instanceof Paragraph paragraph) {
            paragraph(paragraph);
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Figure figure) {
            figure(figure);
        } else if (block instanceof Pictures pictures) {
            pictures(pictures);
        }
    }

    private void paragraph(Paragraph paragraph) {
        switch (paragraph.tone()) {
            case TEXT -> html.element("p", html.say(paragraph.text()));
            case NOTE -> html.element("p", html.say(paragraph.text()), "class", "note");
            case WARNING ->
                html.open("p", "class", "warning")
                        .element("strong", html.say("Caution"))
                        .text(html.say(paragraph.text()))
                        .close("p");
        }
        html.line();
    }

    private void table(Table table) {
        html.open("div", "class", "table");
        String id = "table-" + ++tables;
        html.open("div", "class", "caption", "id", id)
                .element("b", html.say("Table " + tables))
                .text(html.say(table.caption()))
                .close("div");
        boolean wide = table.columns().size() > NARROW_COLUMNS;
        html.open(
                "div",
                "class",
                wide ? "scroll wide" : "scroll",
                "role",
                "region",
                "aria-labelledby",
                id,
                "tabindex",
                "0");
        html.open("table", "aria-labelledby", id);
        headings(table.columns());
        html.open("tbody");
        table.rows().forEach(row -> row(row, table.columns()));
        html.close("tbody").close("table").close("div");
        notes(table.notes());
        html.close("div").line();
    }

    private void headings(List<Table.Column> columns) {
        if (columns.stream().allMatch(column -> column.heading().isBlank())) {
            return;
        }
        html.open("thead").open("tr");
        for (Table.Column column : columns) {
            html.element(
                    "th", html.say(column.heading()), "scope", "col", "class", column.number() ? "number" : "words");
        }
        html.close("tr").close("thead").line();
    }

    private void row(Table.Row row, List<Table.Column> columns) {
        String kind = (row.indent() > 0 ? "indented " : "") + (row.emphasis() ? "emphasis" : "");
        if (kind.isBlank()) {
            html.open("tr");
        } else {
            html.open("tr", "class", kind.strip());
        }
        for (int i = 0; i < columns.size(); i++) {
            String alignment = columns.get(i).number() ? "number" : "words";
            if (i == 0) {
                html.element("th", html.say(row.cells().get(i)), "scope", "row", "class", alignment);
            } else {
                String cell = html.say(row.cells().get(i));
                html.element("td", columns.get(i).number() ? kept(cell) : cell, "class", alignment);
            }
        }
        html.close("tr").line();
    }

    /** A number's parts stay together; only before a bracket or after a semicolon may a line end. */
    private static String kept(String cell) {
        return cell.replaceAll("(?<!;) (?![(\\[])", "\u00A0").replace("–", "\u2060–\u2060");
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            html.open("ul", "class", "notes");
            notes.forEach(note -> html.element("li", html.say(note)));
            html.close("ul");
        }
    }

    private void pictures(Pictures pictures) {
        String id = Html.anchor("figure", pictures.id());
        figures++;
        html.open("figure", "id", id, "aria-labelledby", id + "-title");
        html.open("h3", "id", id + "-title")
                .element("b", html.say("Figure " + figures))
                .text(html.say(pictures.title()))
                .close("h3");
        html.open("div", "class", "pictures", "style", "--columns:" + pictures.columns());
        for (Pictures.Picture picture : pictures.pictures()) {
            String data = Base64.getEncoder().encodeToString(picture.png());
            String label = html.say(picture.label());
            html.open("div", "class", "picture")
                    .open("img", "src", "data:image/png;base64," + data, "alt", label, "loading", "lazy")
                    .element("p", label, "aria-hidden", "true")
                    .close("div");
        }
        html.close("div");
        if (!pictures.caption().isEmpty()) {
            html.element("figcaption", html.say(pictures.caption()));
        }
        html.close("figure").line();
    }

    private void figure(Figure figure) {
        String id = Html.anchor("figure", figure.id());
        figures++;
        html.open("figure", "id", id, "aria-labelledby", id + "-title");
        html.open("h3", "id", id + "-title")
                .element("b", html.say("Figure " + figures))
                .text(html.say(figure.title()))
                .close("h3");
        html.element("p", html.say(figure.alternative()), "class", "sr", "id", id + "-alternative");
        html.open(
                "div",
                "class",
                "chart",
                "data-specification",
                id + "-data",
                "data-name",
                Html.anchor("theriac", figure.id()),
                "role",
                "group",
                "aria-describedby",
                id + "-alternative");
        html.open("noscript")
                .element(
                        "p",
                        html.say("This chart is drawn by JavaScript, which is switched off. What it shows:") + " "
                                + html.say(figure.alternative()))
                .close("noscript");
        html.close("div");
        if (!figure.caption().isEmpty()) {
            html.element("figcaption", html.say(figure.caption()));
        }
        html.open("script", "type", "application/json", "id", id + "-data")
                .verbatim(Html.insideScript(words.said(figure.specification()).toString()))
                .close("script");
        html.close("figure").line();
    }
}
