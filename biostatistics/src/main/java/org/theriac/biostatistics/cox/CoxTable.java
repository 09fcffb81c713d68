package org.theriac.biostatistics.cox;

import java.util.Locale;
import org.theriac.biostatistics.concordance.Concordance;

/** Prints a fit as a paper's table. */
final class CoxTable {
    private CoxTable() {}

    static String print(CoxFit fit) {
        boolean robust = fit.robustVariance().isPresent();
        int width = fit.names().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Cox regression, %s ties, n %d, events %d",
                fit.ties().name().toLowerCase(Locale.ROOT),
                fit.rows(),
                fit.events());
        line(
                text,
                "%" + Math.max(1, width) + "s %11s %10s %10s %s%9s %10s   %s",
                "",
                "coef",
                "exp(coef)",
                "se(coef)",
                robust ? " robust se " : "",
                "z",
                "p",
                "95 % CI of exp(coef)");
        for (CoxFit.Coefficient c : fit.table()) {
            double[] ratio = c.hazardRatio();
            line(
                    text,
                    "%-" + Math.max(1, width) + "s %11.7f %10.6g %10.6f %s%9.3f %10.3g   %.4g to %.4g",
                    c.name(),
                    c.estimate(),
                    ratio[0],
                    c.modelStandardError(),
                    robust ? String.format(Locale.ROOT, "%10.6f ", c.standardError()) : "",
                    c.z(),
                    c.p(),
                    ratio[1],
                    ratio[2]);
        }
        test(text, "Likelihood ratio test", fit.likelihoodRatioTest());
        test(text, robust ? "Wald test (robust)" : "Wald test", fit.waldTest());
        test(text, "Score test", fit.scoreTest());
        Concordance c = fit.concordance();
        line(text, "Concordance %.4f (se %.4f)", c.estimate(), c.standardError());
        if (!fit.aliased().isEmpty()) {
            line(text, "Left out as constant or collinear: %s", String.join(", ", fit.aliased()));
        }
        if (!fit.infinite().isEmpty()) {
            line(text, "The coefficient may be infinite: %s", String.join(", ", fit.infinite()));
        }
        if (!fit.converged()) {
            line(text, "The likelihood did not converge in %d iterations", fit.iterations());
        }
        return text.toString();
    }

    private static void test(StringBuilder text, String name, CoxFit.Test test) {
        line(text, "%-22s %.4f on %d df, p %.4g", name, test.statistic(), test.degreesOfFreedom(), test.p());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
