package org.theriac.core.kind.prediction;

import java.util.List;
import org.theriac.core.evaluation.SubgroupScoring;
import org.theriac.core.explanation.Explained;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.study.ReportSettings;

/**
 * What a report asked for beyond the scores, and the answers.
 *
 * @param report the wishes
 * @param questions what was put to the model of every part
 * @param explained the answers, by candidate and part
 * @param groups scores of subgroups, in the order of the report
 */
record Asked<O extends Outcome<P>, P extends Predictions>(
        ReportSettings report,
        Questions<O, P> questions,
        List<List<Explained>> explained,
        List<SubgroupScoring.GroupScores> groups) {}
