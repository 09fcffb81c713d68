package org.theriac.core.run;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What one execution is given. Nothing is ambient: random numbers, progress, stop, resume and notices all come from here. Safe for use by several
 * threads; a child run belongs to one piece of work.
 */
public interface Run {
    /** A run that keeps everything in memory, shows nothing and uses one worker: for tests, and for methods used from Java. */
    static Run inMemory(long seed) {
        return new StoredRun(Execution.inMemory(seed));
    }

    /**
     * Random numbers for a purpose at a step. They are a function of (seed, names of the children that lead here, purpose, step) and of nothing else,
     * so a resumed run needs no generator's state.
     */
    RandomGenerator random(String purpose, long step);

    /** A run for a part of the work; its name takes part in random streams, stored pieces, progress and notices. */
    Run child(String name);

    /** Tells the reader of the report something. Equal notices of one child are added up. */
    void notice(String code, String sentence, long count);

    /**
     * Repeats {@code step} from {@code start} until {@code done}, with progress and checkpoints; a resumed run goes on from the last checkpoint, and
     * one that had come to its end returns its result at once. Notices given inside are kept with the state.
     *
     * @param what a name that is unique within this run
     */
    <S> S iterate(String what, Codec<S> codec, Supplier<S> start, UnaryOperator<S> step, Predicate<S> done);

    /** Does a piece of work once in the life of the run: a resumed run reads its result, and the notices given inside, from disk. */
    <S> S once(String what, Codec<S> codec, Supplier<S> body);

    /**
     * Opens a progress display.
     *
     * @param total how much there is to do; 0 when unknown
     */
    Progress progress(String what, long total);

    /**
     * Goes on, or ends the work here because the user asked to stop. Long loops call it often.
     *
     * @throws StoppedException if a stop was asked for
     */
    void checkStop();

    /** What this run keeps on disk. */
    Store store();

    /** How many pieces of work may run side by side. */
    int workers();

    /** All notices given so far, here and in children, in an order that does not depend on the threads. */
    List<Notice> notices();
}
