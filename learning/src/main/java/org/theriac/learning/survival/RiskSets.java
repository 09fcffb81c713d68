package org.theriac.learning.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;

/**
 * The risk sets of a batch: who was under observation when each event happened. Rows are sorted by descending time, so the
 * risk set of an event is a prefix that ends where its whole block of equal times ends: rows censored at the time of a death
 * were still at risk (the original of FastCPH reads the prefix at the last <em>event</em> of the block and may lose them).
 * Rows with an entry time are at risk after it only. Sorting takes O(n log n) once; full-batch training then reuses the index tensors in every epoch.
 */
public final class RiskSets {
    private final int rows;
    private final int events;
    /** {@code [n]}: rows by descending time. */
    private final Tensor order;
    /** {@code [N_e]}: the row of each event, by descending time. */
    private final Tensor eventRows;
    /** {@code [N_e]}: last position, in {@link #order}, of the risk set of each event. */
    private final Tensor riskSetEnds;
    /** Of events that share their time with another, under Efron's rule. */
    private final Tied tied;
    /** Of rows that come under observation late. */
    private final Late late;

    /**
     * Rows that had not entered at the time of an event. They sort by descending entry, so that those of an event are a prefix as well.
     *
     * @param order {@code [m]} rows with an entry, by descending entry
     * @param events {@code [k]} positions, among the events, of those at whose time some rows had not entered
     * @param ends {@code [k]} last position, in {@code order}, of the rows that had not
     */
    record Late(Tensor order, Tensor events, Tensor ends) {}

    /**
     * Tied events. The r-th of d deaths at one time (r = 0, …, d−1) sees the risk set less r/d of the deaths.
     *
     * @param deaths {@code [m]} rows of all tied deaths
     * @param blocks {@code [m]} the block of each, from 0 on
     * @param blockCount number of blocks
     * @param later {@code [k]} positions, among the events, of those with r > 0
     * @param laterBlocks {@code [k]} their blocks
     * @param logShare {@code [k]} log(r/d) in double
     */
    record Tied(Tensor deaths, Tensor blocks, int blockCount, Tensor later, Tensor laterBlocks, Tensor logShare) {}

    /** Rows that are all observed from time 0. */
    public RiskSets(Arena arena, double[] time, boolean[] event, Ties ties) {
        this(arena, new Observed(time, event), ties);
    }

    /**
     * Sorts the rows and prepares the index tensors.
     *
     * @param arena owns the index tensors
     * @param observed n times and events; a row with an entry is at risk on (entry, time]
     */
    public RiskSets(Arena arena, Observed observed, Ties ties) {
        double[] time = observed.time();
        boolean[] event = observed.event();
        if (time.length != event.length) {
            throw new IllegalArgumentException(time.length + " times for " + event.length + " event indicators");
        }
        rows = time.length;
        int[] sorted = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -time[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        Builder builder = new Builder(time, event, sorted);
        events = builder.events;
        order = longs(arena, Arrays.stream(sorted).asLongStream().toArray());
        eventRows = longs(arena, Arrays.copyOf(builder.eventRows, events));
        riskSetEnds = longs(arena, Arrays.copyOf(builder.riskSetEnds, events));
        tied = builder.tied(arena, ties == Ties.EFRON);
        late = late(arena, observed.entry().orElseGet(() -> new double[0]), time);
    }

    private Late late(Arena arena, double[] entry, double[] time) {
        int[] byEntry = IntStream.range(0, entry.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -entry[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] of = Tensors.toLongs(eventRows);
        long[] positions = new long[events];
        long[] ends = new long[events];
        int some = 0;
        int waiting = 0;
        for (int i = 0; i < events; i++) { // by descending time: the later, the fewer wait
            while (waiting < byEntry.length && entry[byEntry[waiting]] >= time[(int) of[i]]) {
                waiting++;
            }
            if (waiting > 0) {
                positions[some] = i;
                ends[some++] = (long) waiting - 1;
            }
        }
        return new Late(
                longs(arena, Arrays.stream(byEntry).asLongStream().toArray()),
                longs(arena, Arrays.copyOf(positions, some)),
                longs(arena, Arrays.copyOf(ends, some)));
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of events. */
    public int events() {
        return events;
    }

    Tensor order() {
        return order;
    }

    Tensor eventRows() {
        return eventRows;
    }

    Tensor riskSetEnds() {
        return riskSetEnds;
    }

    Tied tied() {
        return tied;
    }

    Late late() {
        return late;
    }

    private static Tensor longs(Arena arena, long... values) {
        return arena.keep(Tensors.ofLongs(values, values.length));
    }

    /** Walks the blocks of equal times. */
    private static final class Builder {
        private final long[] eventRows;
        private final long[] riskSetEnds;
        private final long[] blocks;
        private final long[] ranks;
        private final long[] sizes;
        private int events;
        private int blockCount;

        Builder(double[] time, boolean[] event, int[] sorted) {
            int n = sorted.length;
            eventRows = new long[n];
            riskSetEnds = new long[n];
            blocks = new long[n];
            ranks = new long[n];
            sizes = new long[n];
            for (int start = 0, end; start < n; start = end) {
                end = start + 1;
                while (end < n && time[sorted[end]] == time[sorted[start]]) {
                    end++;
                }
                addBlock(event, sorted, start, end);
            }
        }

        private void addBlock(boolean[] event, int[] sorted, int start, int end) {
            int firstEvent = events;
            for (int position = start; position < end; position++) {
                if (event[sorted[position]]) {
                    eventRows[events] = sorted[position];
                    riskSetEnds[events] = (long) end - 1;
                    ranks[events] = (long) events - firstEvent;
                    blocks[events] = blockCount;
                    events++;
                }
            }
            int deaths = events - firstEvent;
            Arrays.fill(sizes, firstEvent, events, deaths);
            blockCount += deaths > 1 ? 1 : 0;
        }

        Tied tied(Arena arena, boolean wanted) {
            int[] members = IntStream.range(0, wanted ? events : 0)
                    .filter(i -> sizes[i] > 1)
                    .toArray();
            int[] later = Arrays.stream(members).filter(i -> ranks[i] > 0).toArray();
            double[] logShare = Arrays.stream(later)
                    .mapToDouble(i -> Math.log((double) ranks[i] / sizes[i]))
                    .toArray();
            return new Tied(
                    longs(arena, pick(eventRows, members)),
                    longs(arena, pick(blocks, members)),
                    blockCount,
                    longs(arena, Arrays.stream(later).asLongStream().toArray()),
                    longs(arena, pick(blocks, later)),
                    arena.keep(Tensors.of(logShare, ScalarType.Double, logShare.length)));
        }

        private static long[] pick(long[] values, int[] chosen) {
            return Arrays.stream(chosen).mapToLong(i -> values[i]).toArray();
        }
    }
}
