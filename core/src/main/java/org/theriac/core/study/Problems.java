package org.theriac.core.study;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with several parts of a tree, so that a user learns of all of it at once. */
public final class Problems {
    private final List<LocatedError> errors = new ArrayList<>();

    /** Does a part of the work; a problem in it does not hinder the other parts. */
    public void attempt(Runnable part) {
        try {
            part.run();
        } catch (LocatedError e) {
            errors.add(e);
        }
    }

    public void add(LocatedError error) {
        errors.add(error);
    }

    /** @throws LocatedError with all problems */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw LocatedError.of(errors);
        }
    }
}
