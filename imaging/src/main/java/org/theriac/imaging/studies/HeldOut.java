package org.theriac.imaging.studies;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.run.Run;
import org.theriac.core.split.HoldOut;

/**
 * The rows to learn from and those held out.
 *
 * @param train row numbers, ascending
 * @param test row numbers, ascending
 */
record HeldOut(int[] train, int[] test) {
    /** Fewer pictures than these teach a generator nothing but themselves. */
    static final int LEAST_TRAINING = 50;

    private static final int LEAST_HELD_OUT = 20;

    static HeldOut of(Cohort cohort, GenerationSettings.Protocol protocol, Run run) {
        if (!protocol.by().equals(Cohort.SUBJECT) && !cohort.has(protocol.by())) {
            throw new UserError(
                    "protocol.by names '" + protocol.by() + "', which is neither 'subject' nor a column of the table.");
        }
        int[] test = protocol.test()
                .map(marked -> marked(cohort, marked))
                .orElseGet(() -> HoldOut.stratified(
                        cohort, new int[cohort.rows()], protocol.holdout(), protocol.by(), run.random("holdout", 0)));
        BitSet apart = new BitSet();
        Arrays.stream(test).forEach(apart::set);
        int[] train =
                IntStream.range(0, cohort.rows()).filter(row -> !apart.get(row)).toArray();
        refuseShared(cohort, train, test, protocol.by());
        if (train.length < LEAST_TRAINING) {
            throw new UserError(
                    "a generator needs at least " + LEAST_TRAINING + " pictures to learn from; the table has "
                            + train.length + " beside those held out. It would do nothing but repeat them.");
        }
        if (test.length < LEAST_HELD_OUT) {
            throw new UserError("only " + test.length + " pictures are held out; at least " + LEAST_HELD_OUT
                    + " are needed to judge generated ones.");
        }
        return new HeldOut(train, test);
    }

    private static int[] marked(Cohort cohort, GenerationSettings.Marked marked) {
        if (!cohort.has(marked.column())) {
            throw new UserError("protocol.test.column names '" + marked.column()
                    + "', which the table does not have; its columns are: " + String.join(", ", cohort.names()) + ".");
        }
        return IntStream.range(0, cohort.rows())
                .filter(row -> cohort.key(row, marked.column()).equals(marked.value()))
                .toArray();
    }

    private static void refuseShared(Cohort cohort, int[] train, int[] test, String by) {
        Set<String> learned =
                Arrays.stream(train).mapToObj(row -> cohort.key(row, by)).collect(Collectors.toSet());
        long shared = Arrays.stream(test)
                .mapToObj(row -> cohort.key(row, by))
                .distinct()
                .filter(learned::contains)
                .count();
        if (shared > 0) {
            throw new UserError(shared + " values of '" + by
                    + "' stand among both the training and the held-out rows. Part the rows by " + by
                    + ", or correct the column that marks them.");
        }
    }

    /** How many held-out files are, byte for byte, also files to learn from. */
    long equalFiles(Cohort cohort, String column) {
        FileColumn<?> files = PictureSet.column(cohort, column);
        Set<String> learned = Arrays.stream(train).mapToObj(files::digest).collect(Collectors.toSet());
        return Arrays.stream(test)
                .mapToObj(files::digest)
                .filter(learned::contains)
                .count();
    }
}
