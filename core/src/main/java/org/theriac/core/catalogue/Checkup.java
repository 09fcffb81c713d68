package org.theriac.core.catalogue;

import java.util.Map;

/** What a module wants to be asked by {@code theriac doctor}; found by {@link java.util.ServiceLoader}. */
public interface Checkup {
    /** What is examined, such as "libtorch". */
    String what();

    /**
     * Facts by name, in reading order.
     *
     * @throws org.theriac.core.SurroundingsError if it does not work here; the message says why and what to do
     */
    Map<String, String> facts();
}
