package org.theriac.biostatistics.estimation.terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;

/**
 * The design matrix of a list of terms: levels and knots are those of the rows it was fitted to, so that other rows are coded in the same way.
 * Categories have treatment contrasts. Immutable.
 */
public final class Design {
    private final List<List<CodedFactor>> products;
    private final List<DesignColumn> columns;
    private final Set<String> read;

    private Design(List<List<CodedFactor>> products, List<DesignColumn> columns, Set<String> read) {
        this.products = products;
        this.columns = columns;
        this.read = read;
    }

    /** The table's columns that some terms read. */
    public static Set<String> columnsOf(Collection<Term> terms) {
        Set<String> columns = new LinkedHashSet<>();
        terms.forEach(term -> columns.addAll(term.columns()));
        return columns;
    }

    /**
     * Settles levels and knots.
     *
     * @param sample rows that have values in all columns of the terms
     * @param strata columns whose main effects the model has already
     * @throws UserError if a column does not fit its term, or an interaction of a category lacks its main effect
     */
    public static Design fit(List<Term> terms, Sample sample, List<String> strata) {
        Set<Product> distinct = new LinkedHashSet<>();
        terms.forEach(term -> distinct.addAll(term.products()));
        Map<Factor, CodedFactor> coded = new LinkedHashMap<>();
        List<List<CodedFactor>> products = new ArrayList<>();
        List<DesignColumn> columns = new ArrayList<>();
        for (Product product : distinct) {
            List<CodedFactor> factors = new ArrayList<>();
            for (Factor factor : product.factors()) {
                factors.add(coded.computeIfAbsent(factor, one -> CodedFactor.fit(one, sample)));
            }
            requireMainEffects(product, factors, distinct, strata);
            products.add(factors);
            columns.addAll(columns(product, factors));
        }
        return new Design(products, List.copyOf(columns), columnsOf(terms));
    }

    private static void requireMainEffects(
            Product product, List<CodedFactor> factors, Set<Product> all, List<String> strata) {
        if (factors.size() == 1) {
            return;
        }
        for (CodedFactor factor : factors) {
            boolean known = !(factor instanceof CodedFactor.Contrasts contrasts)
                    || strata.contains(contrasts.column())
                    || all.contains(new Product(List.of(factor.factor())));
            if (!known) {
                throw new UserError("the interaction '" + product.text() + "' lacks the main effect '"
                        + factor.factor().text() + "'. Write '" + product.text().replace(" : ", " * ")
                        + "' for main effects and interaction together.");
            }
        }
    }

    private static List<DesignColumn> columns(Product product, List<CodedFactor> factors) {
        List<DesignColumn> combined = factors.get(0).columns();
        for (CodedFactor factor : factors.subList(1, factors.size())) {
            List<DesignColumn> more = new ArrayList<>();
            for (DesignColumn first : combined) {
                for (DesignColumn second : factor.columns()) {
                    more.add(new DesignColumn(
                            product.text(),
                            first.label() + " × " + second.label(),
                            first.name() + " : " + second.name(),
                            first.alone() && second.alone()));
                }
            }
            combined = more;
        }
        return combined;
    }

    /** The columns of the matrix. */
    public List<DesignColumn> columns() {
        return columns;
    }

    /** The table's columns that the matrix is made of. */
    public Set<String> reads() {
        return read;
    }

    /** Columns of the table that a spline of their own smooths, outside of interactions. */
    public List<String> smoothed() {
        Set<String> interacting = new LinkedHashSet<>();
        Set<String> smoothed = new LinkedHashSet<>();
        for (List<CodedFactor> product : products) {
            for (CodedFactor factor : product) {
                if (product.size() > 1) {
                    interacting.addAll(factor.factor().columns());
                } else if (factor instanceof CodedFactor.Splined splined
                        && splined.factor().expression() instanceof Expression.Column column) {
                    smoothed.add(column.name());
                }
            }
        }
        smoothed.removeAll(interacting);
        return List.copyOf(smoothed);
    }

    /** Labels of the columns. */
    public List<String> labels() {
        return columns.stream().map(DesignColumn::label).toList();
    }

    /**
     * The matrix of some rows, rows × columns.
     *
     * @param cohort rows with values in all columns that are read
     * @throws UserError if a level was not among the rows of the fit, or a value is not finite
     */
    public double[][] matrix(Cohort cohort) {
        double[][] matrix = new double[cohort.rows()][columns.size()];
        Map<Factor, double[][]> coded = new LinkedHashMap<>();
        int at = 0;
        for (List<CodedFactor> product : products) {
            List<double[]> values = List.of(ones(cohort.rows()));
            for (CodedFactor factor : product) {
                values = times(values, coded.computeIfAbsent(factor.factor(), one -> factor.code(cohort)));
            }
            for (double[] column : values) {
                for (int row = 0; row < column.length; row++) {
                    matrix[row][at] = column[row];
                }
                at++;
            }
        }
        return matrix;
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static List<double[]> times(List<double[]> before, double[][] factor) {
        List<double[]> all = new ArrayList<>();
        for (double[] first : before) {
            for (double[] second : Objects.requireNonNull(factor)) {
                double[] product = new double[first.length];
                for (int row = 0; row < product.length; row++) {
                    product[row] = first[row] * second[row];
                }
                all.add(product);
            }
        }
        return all;
    }
}
