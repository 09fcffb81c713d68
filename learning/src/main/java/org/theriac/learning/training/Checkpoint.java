package org.theriac.learning.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.run.Codec;
import org.theriac.learning.tensor.Parameters;

/** Everything that a stopped training needs to go on: named parts, each as bytes. */
record Checkpoint(SortedMap<String, byte[]> parts) {
    /** Writes something of one part. */
    @FunctionalInterface
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static <S> S read(byte[] bytes, Codec<S> codec) {
        try {
            return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] toBytes() {
        return bytes(out -> {
            out.writeInt(parts.size());
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                out.writeUTF(part.getKey());
                out.writeInt(part.getValue().length);
                out.write(part.getValue());
            }
        });
    }

    static Checkpoint fromBytes(byte[] bytes) {
        return read(bytes, new Codec<Checkpoint>() {
            @Override
            public void write(Checkpoint value, DataOutput out) throws IOException {
                out.write(value.toBytes());
            }

            @Override
            public Checkpoint read(DataInput in) throws IOException {
                SortedMap<String, byte[]> parts = new TreeMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    String name = in.readUTF();
                    byte[] part = new byte[in.readInt()];
                    in.readFully(part);
                    parts.put(name, part);
                }
                return new Checkpoint(parts);
            }
        });
    }

    /** Named arrays, bit by bit. */
    static final Codec<SortedMap<String, double[]>> ARRAYS = new Codec<>() {
        @Override
        public void write(SortedMap<String, double[]> value, DataOutput out) throws IOException {
            out.writeInt(value.size());
            for (Map.Entry<String, double[]> entry : value.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                for (double number : entry.getValue()) {
                    out.writeDouble(number);
                }
            }
        }

        @Override
        public SortedMap<String, double[]> read(DataInput in) throws IOException {
            SortedMap<String, double[]> arrays = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                double[] values = new double[in.readInt()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readDouble();
                }
                arrays.put(name, values);
            }
            return arrays;
        }
    };

    static byte[] of(Map<String, Tensor> tensors) {
        return bytes(out -> ARRAYS.write(Parameters.values(tensors), out));
    }
}
