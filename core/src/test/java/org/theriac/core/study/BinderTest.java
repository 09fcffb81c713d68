package org.theriac.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.UserError;

class BinderTest {
    enum Ties {
        EFRON,
        BRESLOW_EXACT
    }

    sealed interface Shape permits Ball, UnitBox {}

    record Ball(double radius) implements Shape {
        static final Ball DEFAULTS = new Ball(1);
    }

    record UnitBox() implements Shape {}

    @Meaning("Rates.")
    record Rate(@Range(min = 0, max = 1) double initial, boolean decayed) {
        static final Rate DEFAULTS = new Rate(0.5, true);
    }

    record Everything(
            @Range(min = 1, max = 10) int count,
            long seed,
            @Range(min = 0) double weight,
            boolean isLinear,
            String columnName,
            Ties ties,
            Optional<Double> limit,
            @Range(min = 1) List<Integer> hidden,
            Map<String, Rate> rates,
            Rate rate,
            Shape shape) {
        static final Everything DEFAULTS = new Everything(
                1,
                2,
                0.5,
                false,
                "age",
                Ties.EFRON,
                Optional.empty(),
                List.of(32),
                Map.of(),
                Rate.DEFAULTS,
                Ball.DEFAULTS);

        Everything {
            if (count == 7) {
                throw new IllegalArgumentException("seven is not a count");
            }
        }
    }

    private static final Binder BINDER = Binder.standard();

    private static Everything bind(String yaml) {
        return BINDER.bind(LocatedYaml.parse(yaml, Place.of("s.yaml")), Everything.DEFAULTS);
    }

    @Test
    void keysThatAreNotGivenKeepTheirDefaults() {
        assertThat(bind("")).isEqualTo(Everything.DEFAULTS);
        assertThat(bind("count: 3\nrate: {initial: 0.25}"))
                .isEqualTo(new Everything(
                        3,
                        2,
                        0.5,
                        false,
                        "age",
                        Ties.EFRON,
                        Optional.empty(),
                        List.of(32),
                        Map.of(),
                        new Rate(0.25, true),
                        Ball.DEFAULTS));
    }

    @Test
    void everyTypeIsRead() {
        Everything read = bind("""
                count: 1e1
                seed: -9223372036854775808
                weight: 1e-3
                is_linear: true
                column_name: 2
                ties: breslow_exact
                limit: .5
                hidden: [1, 2]
                rates: {a: {decayed: false}, b: }
                shape: {unit_box: {}}
                """);
        assertThat(read)
                .isEqualTo(new Everything(
                        10,
                        Long.MIN_VALUE,
                        0.001,
                        true,
                        "2",
                        Ties.BRESLOW_EXACT,
                        Optional.of(0.5),
                        List.of(1, 2),
                        Map.of("a", new Rate(0.5, false), "b", Rate.DEFAULTS),
                        Rate.DEFAULTS,
                        new UnitBox()));
        assertThat(bind("shape: unit_box").shape()).isEqualTo(new UnitBox());
        assertThat(bind("limit: null").limit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            coun: 1                  | s.yaml:1:1: coun: unknown key; did you mean 'count'? Allowed: count, seed, weight, is_linear, column_name, ties, limit, hidden, rates, rate, shape.
            count: 11                | s.yaml:1:8: count: found '11'; allowed: a whole number from 1 to 10.
            count: 1.5               | s.yaml:1:8: count: found '1.5'; allowed: a whole number from 1 to 10.
            count: 99999999999       | s.yaml:1:8: count: found '99999999999'; allowed: a whole number from 1 to 10.
            count: "'3'"             | s.yaml:1:8: count: found the text "3"; allowed: a whole number from 1 to 10.
            count:                   | s.yaml:1:7: count: found nothing; allowed: a whole number from 1 to 10.
            count: 7                 | s.yaml:1:1: seven is not a count
            weight: -0.1             | s.yaml:1:9: weight: found '-0.1'; allowed: a number of at least 0.
            weight: .nan             | s.yaml:1:9: weight: found '.nan'; allowed: a number of at least 0.
            weight: 1e9999           | s.yaml:1:9: weight: found '1e9999'; allowed: a number of at least 0.
            seed: 9223372036854775808 | s.yaml:1:7: seed: found '9223372036854775808'; allowed: a whole number.
            is_linear: yes           | s.yaml:1:12: is_linear: found 'yes'; allowed: true or false.
            column_name: [a]         | s.yaml:1:14: column_name: found a list; allowed: a text.
            ties: efronn             | s.yaml:1:7: ties: found 'efronn'; did you mean 'efron'? Allowed: efron, breslow_exact.
            ties: {}                 | s.yaml:1:7: ties: found keys with values; allowed: one of efron, breslow_exact.
            hidden: 3                | s.yaml:1:9: hidden: found '3'; allowed: a list, such as [a, b].
            hidden: [4, 0]           | s.yaml:1:13: hidden[1]: found '0'; allowed: a whole number of at least 1.
            rates: {a: {initial: 2}} | s.yaml:1:22: rates.a.initial: found '2'; allowed: a number from 0 to 1.
            rate: 1                  | s.yaml:1:7: rate: found '1'; allowed: keys with values.
            shape: {bal: {}}         | s.yaml:1:9: shape.bal: unknown shape; did you mean 'ball'? Allowed: ball, unit_box.
            shape: {}                | s.yaml:1:8: shape: found keys with values; allowed: one shape with its settings, such as {ball: {…}}. Allowed: ball, unit_box.
            shape: {ball: {}, unit_box: {}} | s.yaml:1:19: shape.unit_box: a second shape in one place; keep one, or write each as an item of its own.
            """)
    void whatDoesNotFitIsNamedWithItsPlaceAndWhatIsAllowed(String yaml, String message) {
        assertThatThrownBy(() -> bind(
                        yaml.startsWith("\"") ? yaml : yaml.replace("\"'", "'").replace("'\"", "'")))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void severalProblemsAreToldAtOnceInTheFilesOrder() {
        assertThatThrownBy(() -> bind("wieght: 1\ncount: x\nrate:\n  decayed: 3\n"))
                .hasMessageContaining("s.yaml:1:1: wieght: unknown key; did you mean 'weight'?")
                .hasMessageContaining("\ns.yaml:2:8: count: found 'x'")
                .hasMessageContaining("\ns.yaml:4:12: rate.decayed: found '3'; allowed: true or false.");
    }

    @Property(tries = 200, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    void whatIsWrittenIsReadBack(
            @ForAll("counts") int count,
            @ForAll long seed,
            @ForAll("weights") double weight,
            @ForAll boolean linear,
            @ForAll String text,
            @ForAll Ties ties,
            @ForAll("weights") double limit,
            @ForAll @Size(max = 3) List<@net.jqwik.api.constraints.IntRange(min = 1) Integer> hidden) {
        Everything value = new Everything(
                count,
                seed,
                weight,
                linear,
                text,
                ties,
                linear ? Optional.of(limit) : Optional.empty(),
                hidden,
                Map.of("k", Rate.DEFAULTS),
                new Rate(0.1, false),
                linear ? new UnitBox() : new Ball(weight));
        var written = new RecordWriter(BINDER).write(value);
        assertThat(BINDER.bind(Located.of(written, Place.of("model.json")), Everything.DEFAULTS))
                .isEqualTo(value);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Integer> counts() {
        return net.jqwik.api.Arbitraries.integers().between(1, 10).filter(n -> n != 7);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Double> weights() {
        return net.jqwik.api.Arbitraries.doubles().between(0, 1e12);
    }

    @Test
    void aRecordWithoutDefaultsWantsAllItsKeysThatAreNotOptional() {
        record Bare(Optional<String> maybe, int needed) {}
        record Holder(List<Bare> bares) {}
        assertThatThrownBy(() -> BINDER.bind(
                        LocatedYaml.parse("bares: [{maybe: x}]", Place.of("s.yaml")), new Holder(List.of())))
                .hasMessage("s.yaml:1:9: bares[0]: the key 'needed' is missing.");
    }

    @Test
    void jsonProblemsAreNamedByTheirField() {
        var json = new RecordWriter(BINDER).write(Everything.DEFAULTS).put("count", "many");
        assertThatThrownBy(() -> BINDER.bind(Located.of(json, Place.of("model.json")), Everything.DEFAULTS))
                .hasMessage("model.json: count: found the text \"many\"; allowed: a whole number from 1 to 10.");
    }
}
