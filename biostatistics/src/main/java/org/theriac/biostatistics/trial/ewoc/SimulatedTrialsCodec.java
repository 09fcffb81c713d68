package org.theriac.biostatistics.trial.ewoc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Counts;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.CurveError;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.End;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Ending;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Verdict;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Worth;
import org.theriac.core.run.Codec;

/** Keeps simulated trials between a stop and a resume. */
final class SimulatedTrialsCodec implements Codec<List<SimulatedTrial>> {
    @Override
    public void write(List<SimulatedTrial> trials, DataOutput out) throws IOException {
        out.writeInt(trials.size());
        for (SimulatedTrial trial : trials) {
            Counts counts = trial.counts();
            out.writeInt(counts.patientsOne());
            out.writeInt(counts.toxicitiesOne());
            out.writeInt(counts.patientsTwo());
            out.writeInt(counts.toxicitiesTwo());
            out.writeUTF(trial.ending().end().name());
            out.writeUTF(trial.ending().asked().name());
            out.writeInt(trial.ending().futileAfter());
            out.writeDouble(trial.verdict().statistic());
            write(trial.verdict().recommended(), out);
            out.writeDouble(trial.verdict().trueResponse());
            out.writeDouble(trial.toxicity().a0());
            out.writeDouble(trial.toxicity().a1());
            out.writeDouble(trial.toxicity().a2());
            out.writeDouble(trial.toxicity().a3());
            write(trial.error().signed(), out);
            out.writeDouble(trial.error().withinTenth());
            out.writeDouble(trial.error().withinFifth());
            out.writeDouble(trial.worth().toxicity());
            out.writeDouble(trial.worth().efficacy());
            write(trial.efficacyAlong(), out);
            write(trial.allocationX(), out);
            out.writeDouble(trial.effectiveShare());
            out.writeInt(trial.escalatedAfterToxicity());
            out.writeInt(trial.path().size());
            for (int i = 0; i < trial.path().size(); i++) {
                write(trial.path().get(i), out);
                out.writeBoolean(trial.pathToxicity()[i]);
            }
        }
    }

    @Override
    public List<SimulatedTrial> read(DataInput in) throws IOException {
        int count = in.readInt();
        List<SimulatedTrial> trials = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            trials.add(trial(in));
        }
        return List.copyOf(trials);
    }

    private static SimulatedTrial trial(DataInput in) throws IOException {
        Counts counts = new Counts(in.readInt(), in.readInt(), in.readInt(), in.readInt());
        Ending ending = new Ending(end(in), end(in), in.readInt());
        Verdict verdict = new Verdict(in.readDouble(), combination(in), in.readDouble());
        ToxicitySurface toxicity =
                new ToxicitySurface(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        CurveError error = new CurveError(doubles(in), in.readDouble(), in.readDouble());
        Worth worth = new Worth(in.readDouble(), in.readDouble());
        double[] efficacyAlong = doubles(in);
        double[] allocationX = doubles(in);
        double effectiveShare = in.readDouble();
        int escalatedAfterToxicity = in.readInt();
        int steps = in.readInt();
        List<Combination> path = new ArrayList<>(steps);
        boolean[] pathToxicity = new boolean[steps];
        for (int i = 0; i < steps; i++) {
            path.add(combination(in));
            pathToxicity[i] = in.readBoolean();
        }
        return new SimulatedTrial(
                counts,
                ending,
                verdict,
                toxicity,
                error,
                worth,
                efficacyAlong,
                allocationX,
                effectiveShare,
                escalatedAfterToxicity,
                List.copyOf(path),
                pathToxicity);
    }

    private static End end(DataInput in) throws IOException {
        return End.valueOf(in.readUTF());
    }

    private static void write(Combination combination, DataOutput out) throws IOException {
        out.writeDouble(combination.x());
        out.writeDouble(combination.y());
    }

    private static Combination combination(DataInput in) throws IOException {
        return new Combination(in.readDouble(), in.readDouble());
    }

    private static void write(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] doubles(DataInput in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
