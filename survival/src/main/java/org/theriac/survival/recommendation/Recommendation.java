package org.theriac.survival.recommendation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.AuxiliaryOutputs.Columns;

/**
 * What a model advises for each row.
 *
 * @param arms the treatment
 * @param risk n × arms: the model's risk under each arm, on its own scale (log-risk for proportional hazards)
 * @param received the arm that each row really had; −1 when unknown
 */
public record Recommendation(TreatmentArms arms, double[][] risk, int[] received) {
    /** Said with every recommendation. */
    public static final String CONFOUNDING =
            "Advice learned from observed treatments compares patients whom physicians chose to treat differently:"
                    + " unless the treatment was randomised, differences may be those of the patients, not of the"
                    + " treatment.";

    private static final String ADVISED = "advised_";

    /** As columns: the risk under each arm, {@code risk_if_COLUMN_is_ARM}, and the {@code advised_COLUMN}. */
    public Columns columns() {
        List<NumberColumn> risks = new ArrayList<>();
        for (int arm = 0; arm < arms.arms().size(); arm++) {
            int of = arm;
            risks.add(new NumberColumn(
                    riskName(arms, arm),
                    Arrays.stream(risk).mapToDouble(row -> row[of]).toArray()));
        }
        return new Columns(risks, List.of(new CategoryColumn(ADVISED + arms.column(), arms.arms(), advisedArms())));
    }

    private static String riskName(TreatmentArms arms, int arm) {
        return "risk_if_" + arms.column() + "_is_" + arms.arms().get(arm);
    }

    /**
     * The recommendation that a model's auxiliary outputs hold; empty when they hold none.
     *
     * @param rows those that the outputs speak of, with the treatment that they received; an arm unseen in training counts as unknown
     */
    public static Optional<Recommendation> of(Columns columns, Cohort rows) {
        return columns.labels().stream()
                .filter(label -> label.name().startsWith(ADVISED))
                .findFirst()
                .map(label -> {
                    String column = label.name().substring(ADVISED.length());
                    boolean numeric = rows.has(column) && rows.column(column) instanceof NumberColumn;
                    TreatmentArms arms = new TreatmentArms(column, numeric, label.levels());
                    Map<String, NumberColumn> byName = columns.numbers().stream()
                            .collect(Collectors.toMap(NumberColumn::name, Function.identity()));
                    double[][] risk = new double[rows.rows()][arms.arms().size()];
                    for (int arm = 0; arm < arms.arms().size(); arm++) {
                        NumberColumn risks = Objects.requireNonNull(byName.get(riskName(arms, arm)));
                        for (int row = 0; row < risk.length; row++) {
                            risk[row][arm] = risks.value(row);
                        }
                    }
                    return new Recommendation(arms, risk, arms.receivedIfKnown(rows));
                });
    }

    /**
     * The rows of several recommendations for one treatment, such as those of the folds of a cross-validation, one after the other. An arm that one
     * of them does not know has infinite risk in its rows, so that it is not advised.
     */
    public static Recommendation pooled(List<Recommendation> parts) {
        List<String> all = parts.stream()
                .flatMap(part -> part.arms.arms().stream())
                .distinct()
                .toList();
        TreatmentArms first = parts.get(0).arms;
        List<double[]> risk = new ArrayList<>();
        List<Integer> received = new ArrayList<>();
        for (Recommendation part : parts) {
            int[] number = part.arms.arms().stream().mapToInt(all::indexOf).toArray();
            for (int row = 0; row < part.risk.length; row++) {
                double[] each = new double[all.size()];
                Arrays.fill(each, Double.POSITIVE_INFINITY);
                for (int arm = 0; arm < number.length; arm++) {
                    each[number[arm]] = part.risk[row][arm];
                }
                risk.add(each);
                received.add(part.received[row] < 0 ? -1 : number[part.received[row]]);
            }
        }
        return new Recommendation(
                new TreatmentArms(first.column(), first.numeric(), all),
                risk.toArray(double[][]::new),
                received.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Rows whose treatment is known, in their order. */
    public int[] known() {
        return IntStream.range(0, received.length)
                .filter(row -> received[row] >= 0)
                .toArray();
    }

    /** The arm of least risk for a row; of equal risks the first. */
    public int advised(int row) {
        int best = 0;
        for (int arm = 1; arm < risk[row].length; arm++) {
            if (risk[row][arm] < risk[row][best]) {
                best = arm;
            }
        }
        return best;
    }

    /** rec_ij of the paper: risk under arm i less risk under arm j; positive: i is riskier. */
    public double difference(int row, int i, int j) {
        return risk[row][i] - risk[row][j];
    }

    /** Whether every row is advised the same arm. */
    public boolean isConstant() {
        return Arrays.stream(advisedArms()).distinct().count() <= 1;
    }

    /** The advised arm of each row. */
    public int[] advisedArms() {
        int[] advised = new int[risk.length];
        Arrays.setAll(advised, this::advised);
        return advised;
    }

    /** Whether the differences between arms are the same for all rows, as in a model without interactions. */
    public boolean hasNoInteraction() {
        for (int arm = 1; arm < arms.arms().size(); arm++) {
            for (int row = 1; row < risk.length; row++) {
                double scale = Math.max(1, Math.abs(risk[row][arm]));
                if (Math.abs(difference(row, arm, 0) - difference(0, arm, 0)) > 1e-5 * scale) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a reader has to be told beside the advice. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        sameForAll(hasNoInteraction()).ifPresent(warnings::add);
        warnings.add(CONFOUNDING);
        return warnings;
    }

    /**
     * Says that all are advised alike, when they are.
     *
     * @param noInteraction whether the model (of recommendations that were {@linkplain #pooled pooled}: each of the models) {@link #hasNoInteraction}
     */
    Optional<String> sameForAll(boolean noInteraction) {
        if (isConstant()) {
            String arm = risk.length == 0 ? "" : ", " + arms.arms().get(advised(0));
            return Optional.of(
                    noInteraction
                            ? "The model has no interaction between " + arms.column()
                                    + " and the other inputs: it gives everybody the same advice" + arm + "."
                            : "Everybody is advised the same arm" + arm + ".");
        }
        return noInteraction
                ? Optional.of("The models have no interaction between " + arms.column()
                        + " and the other inputs: each gives everybody the same advice, but those of different folds do"
                        + " not agree.")
                : Optional.empty();
    }
}
