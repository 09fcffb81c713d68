package org.theriac.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Coefficients.Term;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.ForestPlot;
import org.theriac.core.run.Run;

/** Coefficients of every model that has them, fitted to all rows: a forest plot of the ratios and the table behind it. */
public final class CoefficientExhibit implements Exhibit<Outcome<Predictions>, Predictions> {
    /** Two-sided 95 %. */
    private static final double Z = 1.959963984540054;

    @Override
    public String id() {
        return "coefficients";
    }

    @Override
    @SuppressWarnings("unchecked") // for any outcome: the exhibit asks nothing of it
    public Class<Outcome<Predictions>> outcome() {
        return (Class<Outcome<Predictions>>) (Class<?>) Outcome.class;
    }

    @Override
    public List<Section> show(Evaluation<Outcome<Predictions>, Predictions> evaluation, Run run) {
        List<Block> blocks = new ArrayList<>();
        Set<String> ratios = new LinkedHashSet<>();
        for (Candidate<Outcome<Predictions>, Predictions> candidate : evaluation.candidates()) {
            Optional<Coefficients> model = candidate
                    .whole()
                    .flatMap(whole -> whole.as(Coefficients.class))
                    .filter(found -> !found.coefficients().isEmpty());
            if (model.isPresent()) {
                ratios.add(capital(model.get().ratioName()) + "s");
                blocks.addAll(blocks(candidate.name(), model.get(), blocks.size()));
            }
        }
        String title = ratios.size() == 1 ? ratios.iterator().next() : "Coefficients";
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), title, blocks));
    }

    private List<Block> blocks(String name, Coefficients model, int number) {
        boolean errors = model.coefficients().stream().anyMatch(term -> !Double.isNaN(term.standardError()));
        String title = capital(model.ratioName()) + (errors ? " (95 % interval)" : "");
        List<ForestPlot.Row> plotted = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Term term : model.coefficients()) {
            String label = term.reference().isEmpty() ? term.term() : term.term() + " vs " + term.reference();
            double ratio = Math.exp(term.estimate());
            double reach = errors ? Z * term.standardError() : 0;
            double lower = Math.exp(term.estimate() - reach);
            double upper = Math.exp(term.estimate() + reach);
            plotted.add(new ForestPlot.Row(label, ratio, lower, upper));
            rows.add(Row.of(
                    label,
                    Numbers.measure(term.estimate()),
                    errors ? Numbers.measure(term.standardError()) : "–",
                    Double.isNaN(ratio)
                            ? "–"
                            : Numbers.ratio(ratio)
                                    + (errors ? " (" + Numbers.ratio(lower) + " to " + Numbers.ratio(upper) + ")" : ""),
                    errors ? Numbers.pValue(term.pValue()) : "–"));
        }
        String alternative = String.format(
                Locale.ROOT,
                "Forest plot of %d %ss of %s%s on a logarithmic axis; the table beneath gives the numbers.",
                plotted.size(),
                model.ratioName(),
                name,
                errors ? " with 95 % intervals" : "");
        return List.of(
                new ForestPlot(title, plotted)
                        .figure(
                                id() + "-" + number,
                                name,
                                errors
                                        ? "Fitted to all rows. Wald intervals, adjusted for all other terms; associations, not effects of treatment."
                                                + " Intervals that reach beyond the axis end at its edge."
                                        : "Fitted to all rows. This model has no standard errors; terms that are not listed have a coefficient of 0.",
                                alternative),
                new Table(
                        name + ", fitted to all rows",
                        List.of(
                                Column.text("Term"),
                                Column.number("Coefficient"),
                                Column.number("Standard error"),
                                Column.number(title),
                                Column.number("Wald test")),
                        rows,
                        List.of()));
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
