package org.theriac.learning.training;

/**
 * A value that survives a stop.
 *
 * @param <S> its type
 */
public final class Cell<S> {
    private S value;

    Cell(S value) {
        this.value = value;
    }

    /** The present value. */
    public S get() {
        return value;
    }

    /** Replaces the value. */
    public void set(S value) {
        this.value = value;
    }
}
