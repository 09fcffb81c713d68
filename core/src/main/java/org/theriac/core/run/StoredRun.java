package org.theriac.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A run whose pieces of work are kept in stores. A piece takes in the notices that are given at its run and beneath while it is at work; therefore
 * pieces that work side by side need children of their own.
 */
public final class StoredRun implements Run {
    private final Execution execution;
    private final List<String> path;
    private final RandomStreams streams;
    private final NoticeLedger ledger;
    private final Set<List<String>> begun;
    private final Store pieces;

    /** The root. */
    public StoredRun(Execution execution) {
        this(
                execution,
                List.of(),
                RandomStreams.of(execution.seed()),
                new NoticeLedger(),
                ConcurrentHashMap.newKeySet());
    }

    private StoredRun(
            Execution execution,
            List<String> path,
            RandomStreams streams,
            NoticeLedger ledger,
            Set<List<String>> begun) {
        this.execution = execution;
        this.path = path;
        this.streams = streams;
        this.ledger = ledger;
        this.begun = begun;
        this.pieces = execution.stores().apply(path);
    }

    @Override
    public RandomGenerator random(String purpose, long step) {
        return streams.stream(purpose, step);
    }

    @Override
    public Run child(String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return new StoredRun(execution, List.copyOf(longer), streams.child(name), ledger, begun);
    }

    @Override
    public void notice(String code, String sentence, long count) {
        ledger.give(new NoticeLedger.Key(path, code, sentence), count);
    }

    @Override
    public <S> S once(String what, Codec<S> codec, Supplier<S> body) {
        String name = begin("once " + what);
        Optional<Piece<S>> kept = kept(name, codec);
        if (kept.isPresent()) {
            return kept.get().state();
        }
        checkStop();
        Map<NoticeLedger.Key, Long> before = ledger.under(path);
        S result = body.get();
        keep(name, codec, result, true, before);
        return result;
    }

    @Override
    public <S> S iterate(String what, Codec<S> codec, Supplier<S> start, UnaryOperator<S> step, Predicate<S> done) {
        String name = begin("iterate " + what);
        Map<NoticeLedger.Key, Long> before = ledger.under(path);
        Optional<Piece<S>> kept = kept(name, codec);
        if (kept.isPresent() && kept.get().finished()) {
            return kept.get().state();
        }
        S state = kept.isPresent() ? kept.get().state() : start.get();
        long lastKept = System.nanoTime();
        long steps = 0;
        try (Progress progress = progress(what, 0)) {
            while (!done.test(state)) {
                try {
                    checkStop();
                    state = step.apply(state);
                } catch (StoppedException stopped) {
                    keep(name, codec, state, false, before);
                    throw stopped;
                }
                progress.at(++steps, "");
                if (System.nanoTime() - lastKept >= execution.checkpointEvery().toNanos()) {
                    keep(name, codec, state, false, before);
                    lastKept = System.nanoTime();
                }
            }
        }
        keep(name, codec, state, true, before);
        return state;
    }

    @Override
    public Progress progress(String what, long total) {
        return execution.display().open(String.join("/", path), what, total);
    }

    @Override
    public void checkStop() {
        if (execution.stop().requested()) {
            throw new StoppedException();
        }
    }

    @Override
    public Store store() {
        return new Kept(pieces);
    }

    @Override
    public int workers() {
        return execution.workers();
    }

    @Override
    public List<Notice> notices() {
        return ledger.notices(path);
    }

    /** Two pieces of one name would read each other's result. */
    private String begin(String name) {
        List<String> full = new ArrayList<>(path);
        full.add(name);
        if (!begun.add(full)) {
            throw new IllegalStateException(
                    "the run '" + String.join("/", path) + "' has two pieces of work named '" + name + "'");
        }
        return name;
    }

    private <S> Optional<Piece<S>> kept(String name, Codec<S> codec) {
        Optional<Piece<S>> piece = pieces.read(name).map(bytes -> Piece.fromBytes(name, bytes, codec));
        piece.ifPresent(found -> found.notices().forEach(ledger::give));
        return piece;
    }

    private <S> void keep(String name, Codec<S> codec, S state, boolean finished, Map<NoticeLedger.Key, Long> before) {
        pieces.write(name, new Piece<>(state, finished, ledger.since(path, before)).toBytes(codec));
    }

    /** The part of a store that belongs to the run's owner: its names never meet those of pieces. */
    private record Kept(Store store) implements Store {
        @Override
        public Optional<byte[]> read(String name) {
            return store.read("kept " + name);
        }

        @Override
        public void write(String name, byte[] content) {
            store.write("kept " + name, content);
        }

        @Override
        public void delete(String name) {
            store.delete("kept " + name);
        }
    }
}
