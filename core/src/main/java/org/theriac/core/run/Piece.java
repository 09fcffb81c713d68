package org.theriac.core.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theriac.core.SurroundingsError;

/**
 * A piece of work as it is stored.
 *
 * @param finished whether nothing is left to do
 * @param notices those that were given by the piece of work so far, by their path
 */
record Piece<S>(S state, boolean finished, Map<NoticeLedger.Key, Long> notices) {

    byte[] toBytes(Codec<S> codec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(finished);
            out.writeInt(notices.size());
            for (Map.Entry<NoticeLedger.Key, Long> notice : notices.entrySet()) {
                NoticeLedger.Key key = notice.getKey();
                out.writeInt(key.path().size());
                for (String name : key.path()) {
                    writeText(name, out);
                }
                writeText(key.code(), out);
                writeText(key.sentence(), out);
                out.writeLong(notice.getValue());
            }
            codec.write(state, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a state could not be encoded", e);
        }
        return bytes.toByteArray();
    }

    static <S> Piece<S> fromBytes(String what, byte[] bytes, Codec<S> codec) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean finished = in.readBoolean();
            Map<NoticeLedger.Key, Long> notices = new LinkedHashMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                List<String> path = new ArrayList<>();
                int depth = in.readInt();
                for (int level = 0; level < depth; level++) {
                    path.add(readText(in));
                }
                notices.put(new NoticeLedger.Key(List.copyOf(path), readText(in), readText(in)), in.readLong());
            }
            return new Piece<>(codec.read(in), finished, notices);
        } catch (IOException e) {
            throw new SurroundingsError(
                    "the stored state of '" + what + "' cannot be read back (" + e.getMessage()
                            + "); start the run anew in another folder.",
                    e);
        }
    }

    private static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
