package org.theriac.core.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which columns may identify a person, so that no message prints a value of theirs: the subject's, and those with a telling name. */
public final class Identifying {
    private static final Set<String> TELLING = Set.of(
            "id",
            "pid",
            "mrn",
            "ssn",
            "nhs",
            "name",
            "surname",
            "forename",
            "lastname",
            "firstname",
            "email",
            "mail",
            "phone",
            "telephone",
            "mobile",
            "address",
            "street",
            "postcode",
            "zip",
            "birthday",
            "birthdate",
            "dob",
            "insurance",
            "accession",
            "passport",
            "identifier");
    /** Words that tell only when nothing else stands in the name: patient_age does not identify. */
    private static final Set<String> ALONE = Set.of("patient", "person", "subject", "birth");

    private static final Pattern PARTS =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})");

    private final Optional<String> subject;

    Identifying(Optional<String> subject) {
        this.subject = subject;
    }

    /** Whether a column's name alone tells that its values may identify a person. */
    public static boolean byName(String column) {
        return new Identifying(Optional.empty()).column(column);
    }

    boolean column(String name) {
        if (subject.isPresent() && subject.get().equals(name)) {
            return true;
        }
        List<String> parts = PARTS.splitAsStream(name)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
        return parts.stream().anyMatch(TELLING::contains)
                || parts.size() == 1 && ALONE.contains(parts.get(0))
                || parts.contains("birth") && parts.contains("date");
    }

    /** The word in quotation marks, shortened; without the word for a column that may identify. */
    String shown(String column, String word) {
        if (column(column)) {
            return "a value (not shown: the column may identify a person)";
        }
        return "'" + (word.length() > 40 ? word.substring(0, 40) + "…" : word) + "'";
    }
}
