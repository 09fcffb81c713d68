package org.theriac.core.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a value is kept on disk between a stop and a resume: what is read back equals what was written, to the bit. */
public interface Codec<S> {
    void write(S value, DataOutput out) throws IOException;

    S read(DataInput in) throws IOException;
}
