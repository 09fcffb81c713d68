package org.theriac.learning.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Owns native memory. libtorch's tensors live outside the Java heap, so the garbage collector does not feel their
 * weight; an arena frees them at a known moment instead.
 *
 * <p>A {@linkplain #scope() scope} takes everything that its thread creates until it closes: one scope for each training
 * step keeps memory flat. A {@linkplain #lasting() lasting} arena owns only what it is handed by {@link #keep}: parameters
 * and optimiser state that outlive every scope, whichever thread works with them.
 */
public final class Arena implements AutoCloseable {
    /** Absent in a lasting arena. */
    private final @Nullable PointerScope scope;

    private final Deque<Pointer> kept = new ArrayDeque<>();

    private Arena(@Nullable PointerScope scope) {
        this.scope = scope;
    }

    /** Opens a scope on this thread: everything native created on this thread is freed when it closes. */
    public static Arena scope() {
        return new Arena(new PointerScope());
    }

    /** An arena that owns what it is asked to keep, and nothing else. */
    public static Arena lasting() {
        return new Arena(null);
    }

    /**
     * Lets {@code pointer} live until this arena closes, whatever inner scope it was made in.
     *
     * @return the same pointer, for chaining
     */
    public <P extends Pointer> P keep(P pointer) {
        if (scope != null) {
            scope.attach(pointer);
            return pointer;
        }
        pointer.retainReference();
        synchronized (kept) {
            kept.push(pointer);
        }
        return pointer;
    }

    /** Frees what the arena owns. Closing twice does nothing. */
    @Override
    public void close() {
        if (scope != null) {
            scope.close();
            return;
        }
        synchronized (kept) {
            while (!kept.isEmpty()) {
                kept.pop().releaseReference();
            }
        }
    }
}
