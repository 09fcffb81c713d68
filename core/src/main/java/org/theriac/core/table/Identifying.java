package org.theriac.core.table;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which columns may identify a person, so that no message prints a value of theirs: the subject's, and those with a telling name. */
final class Identifying {
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
            "patient",
            "person",
            "subject",
            "email",
            "mail",
            "phone",
            "telephone",
            "mobile",
            "address",
            "street",
            "postcode",
            "zip",
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "insurance",
            "accession",
            "passport",
            "identifier");
    private static final Pattern PARTS =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})");

    private final Optional<String> subject;

    Identifying(Optional<String> subject) {
        this.subject = subject;
    }

    boolean column(String name) {
        if (subject.isPresent() && subject.get().equals(name)) {
            return true;
        }
        return PARTS.splitAsStream(name).anyMatch(part -> TELLING.contains(part.toLowerCase(Locale.ROOT)));
    }

    /** The word in quotation marks, shortened; without the word for a column that may identify. */
    String shown(String column, String word) {
        if (column(column)) {
            return "a value (not shown: the column may identify a person)";
        }
        return "'" + (word.length() > 40 ? word.substring(0, 40) + "…" : word) + "'";
    }
}
