package org.theriac.core.outcome;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.theriac.core.run.Codec;

/** Keeps predictions between a stop and a resume, to the bit. */
public final class PredictionsCodec implements Codec<Predictions> {
    private static final byte PROPORTIONAL_HAZARDS = 1;
    private static final byte TABULATED_CURVES = 2;
    private static final byte CLASS_PROBABILITIES = 3;
    private static final byte CUMULATIVE_INCIDENCES = 4;

    @Override
    public void write(Predictions value, DataOutput out) throws IOException {
        if (value instanceof ProportionalHazards hazards) {
            out.writeByte(PROPORTIONAL_HAZARDS);
            writeDoubles(hazards.times(), out);
            writeDoubles(hazards.cumulativeHazard(), out);
            writeDoubles(hazards.logRisk(), out);
        } else if (value instanceof TabulatedCurves curves) {
            out.writeByte(TABULATED_CURVES);
            writeDoubles(curves.times(), out);
            writeDoubles(curves.risk(), out);
            writeShared(curves.survival(), out);
        } else if (value instanceof ComputedCurves curves) {
            out.writeByte(TABULATED_CURVES);
            writeDoubles(curves.times(), out);
            writeDoubles(curves.risk(), out);
            writeComputed(curves, out);
        } else if (value instanceof ClassProbabilities classes) {
            out.writeByte(CLASS_PROBABILITIES);
            writeNames(classes.classes(), out);
            writeShared(classes.probability(), out);
        } else if (value instanceof CumulativeIncidences incidences) {
            out.writeByte(CUMULATIVE_INCIDENCES);
            writeNames(incidences.causes(), out);
            writeDoubles(incidences.times(), out);
            for (double[][] ofCause : incidences.incidence()) {
                writeShared(ofCause, out);
            }
        }
    }

    @Override
    public Predictions read(DataInput in) throws IOException {
        byte form = in.readByte();
        return switch (form) {
            case PROPORTIONAL_HAZARDS -> new ProportionalHazards(readDoubles(in), readDoubles(in), readDoubles(in));
            case TABULATED_CURVES -> {
                double[] times = readDoubles(in);
                double[] risk = readDoubles(in);
                yield new TabulatedCurves(times, readShared(in), risk);
            }
            case CLASS_PROBABILITIES -> new ClassProbabilities(readNames(in), readShared(in));
            case CUMULATIVE_INCIDENCES -> {
                List<String> causes = readNames(in);
                double[] times = readDoubles(in);
                double[][][] incidence = new double[causes.size()][][];
                for (int cause = 0; cause < incidence.length; cause++) {
                    incidence[cause] = readShared(in);
                }
                yield new CumulativeIncidences(causes, times, incidence);
            }
            default -> throw new IOException("unknown form of predictions: " + form);
        };
    }

    private static void writeNames(List<String> names, DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    private static List<String> readNames(DataInput in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(in.readUTF());
        }
        return names;
    }

    /** Rows that share one array (a model without covariates) are written once. */
    private static void writeShared(double[][] curves, DataOutput out) throws IOException {
        IdentityHashMap<double[], Integer> number = new IdentityHashMap<>();
        List<double[]> distinct = new ArrayList<>();
        int[] which = new int[curves.length];
        for (int row = 0; row < curves.length; row++) {
            Integer known = number.get(curves[row]);
            if (known == null) {
                known = distinct.size();
                number.put(curves[row], known);
                distinct.add(curves[row]);
            }
            which[row] = known;
        }
        out.writeInt(distinct.size());
        for (double[] curve : distinct) {
            writeDoubles(curve, out);
        }
        out.writeInt(which.length);
        for (int index : which) {
            out.writeInt(index);
        }
    }

    /** The form of {@link #writeShared}, one curve at a time. */
    private static void writeComputed(ComputedCurves curves, DataOutput out) throws IOException {
        out.writeInt(curves.rows());
        for (int row = 0; row < curves.rows(); row++) {
            out.writeInt(curves.times().length);
            for (int k = 0; k < curves.times().length; k++) {
                out.writeDouble(curves.survival(row, k));
            }
        }
        out.writeInt(curves.rows());
        for (int row = 0; row < curves.rows(); row++) {
            out.writeInt(row);
        }
    }

    private static double[][] readShared(DataInput in) throws IOException {
        double[][] distinct = new double[in.readInt()][];
        for (int i = 0; i < distinct.length; i++) {
            distinct[i] = readDoubles(in);
        }
        double[][] curves = new double[in.readInt()][];
        for (int row = 0; row < curves.length; row++) {
            curves[row] = distinct[in.readInt()];
        }
        return curves;
    }

    private static void writeDoubles(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readDoubles(DataInput in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
