package org.theriac.app.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.ReportSettings.Language;

/**
 * The words of a report in its language. Findings speak English; a module that has words of its own brings, beside its catalogue, a file
 * {@code report.zh.txt} in which an English sentence stands on one line and the Chinese one, indented, on the next. Gaps in braces, such as
 * <code>{0}</code>, stand for numbers, names and other phrases, which are looked up in their turn; <code>{0#}</code> stands for a number alone,
 * <code>{0=}</code> for a name that is left alone. What is in no file stays as it is: names of methods,
 * of columns and of their levels are the study's own.
 *
 * <p>Not safe for use by several threads: it keeps what it has said, and what it could not say.
 */
public final class Phrasebook {
    private static final Pattern GAP = Pattern.compile("\\{(\\d)([#=]?)}");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?]) (?=[\\p{Lu}\\p{N}<'])");
    /** What fills a gap does not reach over the end of a sentence. */
    private static final String FILLING = "((?:(?!\\. ).)+?)";

    /** A gap that takes numbers alone. */
    private static final String NUMBER = "([−0-9.,<% –]+)";

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final int MOST_IN_A_GROUP = 6;

    private final boolean english;
    private final Map<String, String> exact = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final Map<String, String> said = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    /** A gap by its number; what fills it may be a phrase of the book's, or stays as it is. */
    private record Gap(int number, boolean phrase) {}

    /** A sentence with gaps. */
    private record Template(Pattern pattern, List<Gap> gaps, String longest, int literal, String translation) {
        static Template of(String source, String translation) {
            StringBuilder pattern = new StringBuilder();
            List<Gap> gaps = new ArrayList<>();
            Matcher gap = GAP.matcher(source);
            int at = 0;
            int literal = 0;
            String longest = "";
            while (gap.find()) {
                String between = source.substring(at, gap.start());
                longest = between.length() > longest.length() ? between : longest;
                literal += between.length();
                pattern.append(Pattern.quote(between)).append(gap.group(2).equals("#") ? NUMBER : FILLING);
                gaps.add(new Gap(Integer.parseInt(gap.group(1)), gap.group(2).isEmpty()));
                at = gap.end();
            }
            String last = source.substring(at);
            longest = last.length() > longest.length() ? last : longest;
            pattern.append(Pattern.quote(last));
            return new Template(
                    Pattern.compile(pattern.toString(), Pattern.DOTALL),
                    gaps,
                    longest,
                    literal + last.length(),
                    translation);
        }
    }

    private Phrasebook(boolean english) {
        this.english = english;
    }

    /** The book of a language, from all modules on the class path. */
    public static Phrasebook of(Language language) {
        Phrasebook book = new Phrasebook(language == Language.EN);
        if (language != Language.EN) {
            String name = "report." + language.name().toLowerCase(Locale.ROOT) + ".txt";
            book.read(Phrasebook.class, name);
            ServiceLoader.load(Catalogue.Provider.class).stream()
                    .sorted(Comparator.comparing(provider -> provider.type().getName()))
                    .forEach(provider -> book.read(provider.type(), name));
            book.templates.sort(Comparator.comparingInt(Template::literal).reversed());
        }
        return book;
    }

    private void read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                return;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            Optional<String> source = Optional.empty();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (!Character.isWhitespace(line.charAt(0))) {
                    source = Optional.of(line.strip());
                } else if (source.isPresent()) {
                    add(source.get(), line.strip());
                    source = Optional.empty();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String source, String translation) {
        if (GAP.matcher(source).find()) {
            templates.add(Template.of(source, translation));
        } else {
            exact.put(source, translation);
        }
    }

    /** The text in the language of the book; what the book does not hold stays English. */
    public String say(String text) {
        if (english || text.isBlank() || !WORD.matcher(text).find()) {
            return text;
        }
        String known = said.get(text);
        if (known == null) {
            known = whole(text).or(() -> sentences(text)).or(() -> list(text)).orElseGet(() -> unknown(text));
            said.put(text, known);
        }
        return known;
    }

    /** Texts that were asked for and that the book does not hold. */
    public Set<String> missing() {
        return Collections.unmodifiableSet(missing);
    }

    private String unknown(String text) {
        missing.add(text);
        return text;
    }

    private Optional<String> whole(String text) {
        String found = exact.get(text);
        if (found != null) {
            return Optional.of(found);
        }
        for (Template template : templates) {
            if (text.length() > template.literal() && text.contains(template.longest())) {
                Matcher matcher = template.pattern().matcher(text);
                if (matcher.matches()) {
                    return Optional.of(filled(template, matcher));
                }
            }
        }
        return Optional.empty();
    }

    private String filled(Template template, Matcher matcher) {
        Map<Integer, String> fillings = new HashMap<>();
        for (int g = 0; g < template.gaps().size(); g++) {
            Gap gap = template.gaps().get(g);
            String filling = matcher.group(g + 1);
            fillings.put(gap.number(), gap.phrase() ? say(filling) : filling);
        }
        return spaced(GAP.matcher(template.translation())
                .replaceAll(
                        gap -> Matcher.quoteReplacement(fillings.getOrDefault(Integer.parseInt(gap.group(1)), ""))));
    }

    /** Between Chinese and Latin letters or numbers stands a space, between Chinese ones none. */
    private static String spaced(String text) {
        return text.replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "")
                .replaceAll("(?<=\\p{IsHan})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\\p{IsHan})", " ");
    }

    /** Sentence by sentence, the longest run of sentences that the book holds first. */
    private Optional<String> sentences(String text) {
        String[] pieces = SENTENCE_END.split(text);
        if (pieces.length == 1) {
            return Optional.empty();
        }
        StringBuilder told = new StringBuilder();
        int from = 0;
        while (from < pieces.length) {
            int to = Math.min(pieces.length, from + MOST_IN_A_GROUP);
            Optional<String> found = Optional.empty();
            for (; to > from; to--) {
                String group = String.join(" ", List.of(pieces).subList(from, to));
                found = to - from == pieces.length ? Optional.empty() : whole(group);
                if (found.isPresent()) {
                    break;
                }
            }
            int end = Math.max(to, from + 1);
            String piece = found.orElse("");
            if (found.isEmpty()) {
                piece = list(pieces[from]).orElse(pieces[from]);
                if (piece.equals(pieces[from]) && WORD.matcher(piece).find()) {
                    missing.add(piece);
                }
            }
            if (told.length() > 0 && needsSpace(told.charAt(told.length() - 1), piece)) {
                told.append(' ');
            }
            told.append(piece);
            from = end;
        }
        return Optional.of(told.toString());
    }

    /** Between Chinese sentences there is none. */
    private static boolean needsSpace(char last, String next) {
        return last < 0x2E80 && !next.isEmpty() && next.charAt(0) < 0x2E80;
    }

    /** Phrases with semicolons or commas between them, if the book holds any of them. */
    private Optional<String> list(String text) {
        for (String separator : List.of("; ", ", ")) {
            String[] parts = text.split(Pattern.quote(separator), -1);
            if (parts.length > 1) {
                List<String> told = new ArrayList<>();
                boolean any = false;
                for (String part : parts) {
                    Optional<String> found = !WORD.matcher(part).find()
                            ? Optional.empty()
                            : separator.equals("; ") ? whole(part).or(() -> list(part)) : whole(part);
                    any |= found.isPresent();
                    told.add(found.orElse(part));
                }
                if (any) {
                    return Optional.of(String.join(separator.equals("; ") ? "；" : "，", told));
                }
            }
        }
        return Optional.empty();
    }
}
