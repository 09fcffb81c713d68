package org.theriac.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class RoundTripTest {
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> field =
                Arbitraries.strings().withChars("ab,;|\t\n\r\" \u00fc\u4e2d.").ofMaxLength(6);
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(width -> field.list().ofSize(width).list().ofMinSize(1).ofMaxSize(6));
    }

    @Property(tries = 500, seed = "1")
    void whatIsQuotedIsReadBackEqual(
            @ForAll("tables") List<List<String>> rows, @ForAll Delimiter delimiter, @ForAll boolean crlf) {
        String end = crlf ? "\r\n" : "\n";
        String between = String.valueOf(delimiter.character());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.get(0).size(); i++) {
            text.append(i == 0 ? "" : between).append('c').append(i);
        }
        text.append(end);
        rows.forEach(row -> text.append(String.join(
                        between,
                        row.stream()
                                .map(f -> '"' + f.replace("\"", "\"\"") + '"')
                                .toList()))
                .append(end));
        RawTable table = read(text.toString(), delimiter);
        assertThat(table.rows()).isEqualTo(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                assertThat(table.columns().get(c).word(r)).isEqualTo(rows.get(r).get(c));
            }
        }
    }

    @Property(tries = 1000, seed = "2")
    void aDecimalIsReadAsTheNearestDouble(
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double value, @ForAll boolean comma) {
        String word = Double.toString(value);
        byte[] bytes = (comma ? word.replace('.', ',') : word).getBytes(StandardCharsets.US_ASCII);
        assertThat(Decimals.parse(bytes, 0, bytes.length, (byte) (comma ? ',' : '.')))
                .isEqualTo(value);
    }

    @Property(tries = 1000, seed = "3")
    void anyDigitsAreReadAsJavaReadsThem(@ForAll("decimals") String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        assertThat(Decimals.parse(bytes, 0, bytes.length, (byte) '.')).isEqualTo(Double.parseDouble(word));
    }

    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25);
        Arbitrary<String> exponent = Arbitraries.integers().between(-60, 60).map(e -> "e" + e);
        return net.jqwik.api.Combinators.combine(Arbitraries.of("", "-", "+"), digits, digits, exponent)
                .as((sign, whole, fraction, power) -> sign + whole + "." + fraction + power);
    }

    @Property(tries = 1)
    void whatOnlyLooksLikeANumberIsNone() {
        for (String word : List.of(
                "",
                "-",
                ".",
                "1.2.3",
                "1e",
                "e5",
                "1e+",
                "0x1F",
                "1d",
                "1f",
                "NaN",
                "Infinity",
                "1,5",
                "1 000",
                "1e999",
                "--1")) {
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            assertThat(Decimals.parse(bytes, 0, bytes.length, (byte) '.'))
                    .as(word)
                    .isNaN();
        }
    }

    private static RawTable read(String text, Delimiter delimiter) {
        TableSettings settings = TableSettings.of("t").withDelimiter(delimiter).withMissing(List.of());
        TableSource source = new TableSource(
                "t", "t.csv", -1, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return new RawTableReader(source, settings, Limits.standard()).read();
    }
}
