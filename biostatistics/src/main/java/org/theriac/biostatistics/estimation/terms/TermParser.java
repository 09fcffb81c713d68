package org.theriac.biostatistics.estimation.terms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.theriac.biostatistics.estimation.terms.Expression.Operation;
import org.theriac.biostatistics.estimation.terms.Expression.Sign;
import org.theriac.biostatistics.estimation.terms.Tokens.Kind;
import org.theriac.biostatistics.estimation.terms.Tokens.Token;
import org.theriac.core.study.Words;

/**
 * Reads terms by recursive descent.
 *
 * <pre>
 * term        = interaction { "*" interaction }
 * interaction = factor { ":" factor }
 * factor      = "factor(" name ")" | "ns(" sum "," number ")" | comparison, without + − * outside of parentheses
 * comparison  = sum [ ("&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=") (sum | text) ]
 * sum         = product { ("+" | "-") product }
 * product     = power { ("*" | "/") power }
 * power       = unary [ "^" power ]
 * unary       = "-" unary | number | name | function "(" comparison ")" | "(" comparison ")"
 * </pre>
 */
final class TermParser {
    private static final String FACTOR = "factor";
    private static final String SPLINE = "ns";
    private static final int MOST_DEGREES = 20;

    /** What formulas of R say by words and study files by keys. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "strata", "Name the column under strata:.",
            "cluster", "Name the column under cluster:.",
            "offset", "Name the column under offset:.",
            "C", "Write factor(…); reference: names the level to compare with.",
            "relevel", "Write factor(…); reference: names the level to compare with.",
            "bs", "Write ns(…, 3), a natural cubic spline.",
            "rcs", "Write ns(…, 3), a natural cubic spline.",
            "pspline", "Write ns(…, 3), a natural cubic spline.",
            "tt", "Cut the rows into intervals (start, stop] whose values change.",
            "Surv", "The outcome stands under outcome:.");

    private final Tokens tokens;
    /** Whether arithmetic signs that also join terms may stand here. */
    private boolean enclosed;

    private TermParser(String text) {
        tokens = new Tokens(text);
    }

    /** The products of factors that a text stands for. */
    static List<Product> parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "a term is empty; write a column's name, or arithmetic on columns such as log(bili).");
        }
        TermParser parser = new TermParser(text);
        List<Product> products = parser.term();
        if (parser.tokens.at("+") || parser.tokens.at("-")) {
            throw parser.tokens.error("found " + parser.tokens.peek().describe() + " at character "
                    + (parser.tokens.peek().at() + 1)
                    + ". Terms are items of the list: [age, sex]; arithmetic stands in parentheses: (a + b).");
        }
        if (parser.tokens.peek().kind() != Kind.END) {
            throw parser.tokens.expected("the end, '*' or ':'");
        }
        return products;
    }

    /** a * b * c: all main effects, then all interactions of two, and so on. */
    private List<Product> term() {
        List<Product> crossed = new ArrayList<>(List.of(interaction()));
        while (tokens.takeIf("*")) {
            Product next = interaction();
            List<Product> joint = crossed.stream().map(one -> one.and(next)).toList();
            crossed.add(next);
            crossed.addAll(joint);
        }
        return crossed.stream()
                .distinct()
                .sorted(java.util.Comparator.comparingInt(one -> one.factors().size()))
                .toList();
    }

    private Product interaction() {
        List<Factor> factors = new ArrayList<>(List.of(factor()));
        while (tokens.takeIf(":")) {
            factors.add(factor());
        }
        return new Product(factors);
    }

    private Factor factor() {
        Token word = tokens.peek();
        if (word.kind() == Kind.NAME && tokens.after().text().equals("(")) {
            if (word.text().equals(FACTOR)) {
                return levels();
            }
            if (word.text().equals(SPLINE)) {
                return spline();
            }
        }
        Expression expression = comparison();
        if (expression.columns().isEmpty()) {
            throw tokens.error("'" + expression.text()
                    + "' is a number and no term. Arithmetic with '*' stands in parentheses: (age * 10).");
        }
        return new Factor.Plain(expression);
    }

    private Factor levels() {
        tokens.take();
        tokens.require("(");
        Token name = tokens.peek();
        if (name.kind() != Kind.NAME) {
            throw tokens.expected("a column's name");
        }
        tokens.take();
        if (tokens.at(",")) {
            throw tokens.error(
                    "factor(…) takes a column's name alone; the level to compare with stands under reference: {"
                            + name.text() + ": …}.");
        }
        tokens.require(")");
        return new Factor.Levels(name.text());
    }

    private Factor spline() {
        tokens.take();
        tokens.require("(");
        Expression expression = inside(this::sum);
        if (!tokens.takeIf(",")) {
            throw tokens.expected("',' and the degrees of freedom, as in ns(age, 3)");
        }
        Token number = tokens.take();
        int degrees =
                number.kind() == Kind.NUMBER && number.text().matches("\\d{1,3}") ? Integer.parseInt(number.text()) : 0;
        if (degrees < 2 || degrees > MOST_DEGREES) {
            throw tokens.error("found " + number.describe()
                    + " as degrees of freedom of ns(…); allowed: a whole number from 2 to " + MOST_DEGREES + ".");
        }
        tokens.require(")");
        return new Factor.Spline(expression, degrees);
    }

    private Expression inside(java.util.function.Supplier<Expression> part) {
        boolean before = enclosed;
        enclosed = true;
        Expression expression = part.get();
        enclosed = before;
        return expression;
    }

    private Expression comparison() {
        Expression left = sum();
        Optional<Sign> sign =
                sign(Sign.LESS, Sign.LESS_OR_EQUAL, Sign.GREATER, Sign.GREATER_OR_EQUAL, Sign.EQUAL, Sign.UNEQUAL);
        if (sign.isEmpty()) {
            return left;
        }
        if (tokens.peek().kind() == Kind.TEXT) {
            boolean equality = sign.get() == Sign.EQUAL || sign.get() == Sign.UNEQUAL;
            if (!(left instanceof Expression.Column column) || !equality) {
                throw tokens.error("a text is compared with a column by == or !=, as in sex == \"female\".");
            }
            return new Expression.Is(column.name(), tokens.take().text(), sign.get() == Sign.UNEQUAL);
        }
        return new Expression.Joined(sign.get(), left, sum());
    }

    private Expression sum() {
        Expression left = product();
        while (enclosed) {
            Optional<Sign> sign = sign(Sign.PLUS, Sign.MINUS);
            if (sign.isEmpty()) {
                break;
            }
            left = new Expression.Joined(sign.get(), left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (true) {
            Optional<Sign> sign = enclosed ? sign(Sign.TIMES, Sign.OVER) : sign(Sign.OVER);
            if (sign.isEmpty()) {
                return left;
            }
            left = new Expression.Joined(sign.get(), left, power());
        }
    }

    private Expression power() {
        Expression base = unary();
        return sign(Sign.POWER).isPresent() ? new Expression.Joined(Sign.POWER, base, power()) : base;
    }

    private Expression unary() {
        if (tokens.takeIf("-")) {
            Expression of = unary();
            return of instanceof Expression.Constant number
                    ? new Expression.Constant(-number.value())
                    : new Expression.Joined(Sign.MINUS, new Expression.Constant(0), of);
        }
        if (tokens.takeIf("(")) {
            Expression within = inside(this::comparison);
            tokens.require(")");
            return within;
        }
        Token token = tokens.peek();
        if (token.kind() == Kind.NUMBER) {
            return new Expression.Constant(number(tokens.take()));
        }
        if (token.kind() != Kind.NAME) {
            throw tokens.expected("a column's name, a number or '('");
        }
        tokens.take();
        return tokens.at("(") ? applied(token) : new Expression.Column(token.text());
    }

    private double number(Token token) {
        try {
            return Double.parseDouble(token.text());
        } catch (NumberFormatException e) {
            throw tokens.error("'" + token.text() + "' is no number.");
        }
    }

    private Expression applied(Token word) {
        tokens.require("(");
        Expression argument = inside(this::comparison);
        if (word.text().equals("I")) {
            tokens.require(")");
            return argument;
        }
        Optional<Operation> function = Arrays.stream(Operation.values())
                .filter(one -> one.word().equals(word.text()))
                .findFirst();
        if (function.isEmpty()) {
            throw unknown(word);
        }
        tokens.require(")");
        return new Expression.Applied(function.get(), argument);
    }

    private IllegalArgumentException unknown(Token word) {
        String name = word.text();
        if (ELSEWHERE.containsKey(name)) {
            return tokens.error("there is no " + name + "(…) in terms. " + ELSEWHERE.get(name));
        }
        if (name.equals(FACTOR) || name.equals(SPLINE)) {
            return tokens.error(name + "(…) gives several columns and cannot be part of arithmetic.");
        }
        List<String> known = Stream.concat(
                        Arrays.stream(Operation.values()).map(Operation::word), Stream.of(FACTOR, SPLINE))
                .toList();
        return tokens.error(Words.unknown("function '" + name + "'", name.toLowerCase(Locale.ROOT), known));
    }

    private Optional<Sign> sign(Sign... allowed) {
        for (Sign sign : allowed) {
            if (tokens.takeIf(sign.symbol)) {
                return Optional.of(sign);
            }
        }
        return Optional.empty();
    }
}
