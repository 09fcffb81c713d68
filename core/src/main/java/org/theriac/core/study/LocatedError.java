package org.theriac.core.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.theriac.core.UserError;

/** What is wrong with a tree of settings: one line for each problem, in the file's order. */
public final class LocatedError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Line> lines;

    private record Line(Place place, String sentence) {}

    public LocatedError(Place place, String sentence) {
        this(List.of(new Line(place, sentence)));
    }

    private LocatedError(List<Line> lines) {
        super(text(lines));
        this.lines = lines;
    }

    /** Several problems as one. */
    static LocatedError of(List<LocatedError> errors) {
        List<Line> all = new ArrayList<>();
        errors.forEach(error -> all.addAll(error.lines));
        all.sort(Comparator.<Line>comparingInt(line -> line.place().line())
                .thenComparingInt(line -> line.place().column()));
        return new LocatedError(all);
    }

    UserError toUserError() {
        return new UserError(text(lines));
    }

    private static String text(List<Line> lines) {
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.place().prefix() + line.sentence())
                        .toList());
    }
}
