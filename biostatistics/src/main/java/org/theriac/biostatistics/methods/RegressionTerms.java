package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.core.method.Coefficients;
import org.theriac.core.preparation.Prepared;

/** The terms of a regression: as a model folder keeps them, and as a report shows them. */
final class RegressionTerms {
    private RegressionTerms() {}

    static void write(List<Prepared.Term> terms, ObjectNode facts) {
        ArrayNode list = facts.putArray("terms");
        terms.forEach(term -> list.addObject().put("term", term.term()).put("reference", term.reference()));
    }

    static List<Prepared.Term> read(JsonNode facts) {
        List<Prepared.Term> terms = new ArrayList<>();
        for (JsonNode term : facts.path("terms")) {
            terms.add(new Prepared.Term(
                    term.path("term").asText(), term.path("reference").asText()));
        }
        return terms;
    }

    /** A coefficient with its two-sided Wald test. */
    static Coefficients.Term tested(Prepared.Term term, double estimate, double standardError) {
        double z = estimate / standardError;
        double p =
                Double.isNaN(z) ? Double.NaN : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
        return new Coefficients.Term(term.term(), term.reference(), estimate, standardError, p);
    }
}
