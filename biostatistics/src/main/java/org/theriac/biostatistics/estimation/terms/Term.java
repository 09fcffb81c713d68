package org.theriac.biostatistics.estimation.terms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.theriac.core.study.AsText;

/**
 * A term of a regression as a study file writes it: a column ({@code age}, {@code ph.ecog}, {@code `with blanks`}), arithmetic on columns
 * ({@code log(bili)}, {@code age / 10}, {@code log(kappa + lambda)}, {@code age > 65}), a column as category ({@code factor(stage)}), a natural cubic
 * spline ({@code ns(age, 3)}), an interaction ({@code a : b}), or main effects with their interaction ({@code a * b}).
 */
@AsText
public record Term(String text) {
    /** @throws IllegalArgumentException if the text is no term: which character, what was expected */
    public Term {
        text = text.strip();
        TermParser.parse(text);
    }

    /** A column as it is. */
    public static Term column(String name) {
        return new Term(new Expression.Column(name).text());
    }

    /** A column as a category, whatever it holds. */
    public static Term category(String name) {
        return new Term(new Factor.Levels(name).text());
    }

    /** The products of factors that the term stands for: three for {@code a * b}. */
    List<Product> products() {
        return TermParser.parse(text);
    }

    /** The columns that the term reads. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        products().forEach(product -> product.factors().forEach(factor -> columns.addAll(factor.columns())));
        return columns;
    }

    @Override
    public String toString() {
        return text;
    }
}
