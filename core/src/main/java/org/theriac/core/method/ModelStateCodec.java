package org.theriac.core.method;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.theriac.core.preparation.PreparationJson;
import org.theriac.core.run.Codec;

/** Keeps a fitted model between a stop and a resume. */
public final class ModelStateCodec implements Codec<ModelState> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void write(ModelState state, DataOutput out) throws IOException {
        writeBytes(PreparationJson.write(state.preparation()).toString().getBytes(StandardCharsets.UTF_8), out);
        writeBytes(state.facts().toString().getBytes(StandardCharsets.UTF_8), out);
        writeBytes(Safetensors.write(state.arrays()), out);
    }

    @Override
    public ModelState read(DataInput in) throws IOException {
        var preparation = PreparationJson.read(JSON.readTree(readBytes(in)));
        ObjectNode facts = (ObjectNode) JSON.readTree(readBytes(in));
        return new ModelState(preparation, facts, Safetensors.read(readBytes(in), "the run's stored model"));
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
