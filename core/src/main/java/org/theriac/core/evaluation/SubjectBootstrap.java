package org.theriac.core.evaluation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.theriac.core.cohort.Cohort;

/**
 * Resamples subjects with replacement within each test set, models held fixed: every row of a subject gets the number of times that its subject was
 * drawn. The intervals speak of new patients for these models, not of new training data.
 */
public final class SubjectBootstrap {
    /** For each test set, the subject number of each row. */
    private final int[][] subjectOfRow;

    private final int[] subjects;

    /** @param tests the test rows of each part */
    public SubjectBootstrap(List<Cohort> tests) {
        subjectOfRow = new int[tests.size()][];
        subjects = new int[tests.size()];
        for (int part = 0; part < tests.size(); part++) {
            Cohort test = tests.get(part);
            int[] of = new int[test.rows()];
            int number = 0;
            for (int[] rows : test.rowsBySubject().values()) {
                for (int row : rows) {
                    of[row] = number;
                }
                number++;
            }
            subjectOfRow[part] = of;
            subjects[part] = number;
        }
    }

    /** Row weights of one draw for each test set. */
    public double[][] draw(RandomGenerator random) {
        double[][] weights = new double[subjects.length][];
        for (int part = 0; part < subjects.length; part++) {
            int[] count = new int[subjects[part]];
            for (int i = 0; i < count.length; i++) {
                count[random.nextInt(count.length)]++;
            }
            int[] of = subjectOfRow[part];
            weights[part] = new double[of.length];
            for (int row = 0; row < of.length; row++) {
                weights[part][row] = count[of[row]];
            }
        }
        return weights;
    }
}
