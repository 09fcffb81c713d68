package org.theriac.learning.tensor;

import java.util.Map;
import org.theriac.core.catalogue.Checkup;

/** Whether libtorch works on this machine. */
public final class NativeCheckup implements Checkup {
    @Override
    public String what() {
        return "libtorch";
    }

    @Override
    public Map<String, String> facts() {
        Native.load();
        return Native.facts();
    }
}
