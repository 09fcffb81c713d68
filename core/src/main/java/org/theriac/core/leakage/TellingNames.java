package org.theriac.core.leakage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of columns that often hold what is known only after a prediction. A hint for a reader; no guard leans on it. */
public final class TellingNames {
    private static final Pattern LATER = Pattern.compile(
            "death|dead|died|deceas|mortal|surviv|discharg|charges|cost|t(ot|otm)cst|length.?of.?stay|(^|[^a-z])s?los([^a-z]|$)|follow.?up"
                    + "|futime|outcome|relapse|recur|progress|metasta|autops|cause|readmi|rehosp|complication|(^|[^a-z])dnr|last.?(seen|contact)"
                    + "|response|remission|status");

    private TellingNames() {}

    /** Whether a column's name hints that it is known only later. */
    public static boolean later(String column) {
        return LATER.matcher(column.toLowerCase(Locale.ROOT)).find();
    }
}
