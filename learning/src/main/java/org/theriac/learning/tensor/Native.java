package org.theriac.learning.tensor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.theriac.core.SurroundingsError;

/** The native libraries: how many threads they use, and what {@code theriac doctor} says of them. */
public final class Native {
    private Native() {}

    /**
     * Loads libtorch, if that has not happened yet.
     *
     * @throws SurroundingsError when there is no libtorch for this platform, or it cannot be unpacked
     */
    public static void load() {
        try {
            torch.get_num_threads();
        } catch (LinkageError e) {
            throw new SurroundingsError(
                    "libtorch cannot be loaded on " + Loader.getPlatform() + " (" + e.getMessage()
                            + "). Build with the Maven profile of this platform, and see that the folder "
                            + System.getProperty("user.home") + "/.javacpp can be written.",
                    e);
        }
    }

    /**
     * Sets the number of threads of one libtorch operation, for the whole process. Folds that run side by side use one
     * each; results are bit-equal only between runs of the same number. OpenBLAS keeps threads of its own, which libtorch
     * does not limit; on small networks their waiting for each other took ten times as long as the work.
     */
    public static void threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("libtorch needs at least one thread, not " + threads);
        }
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
    }

    /** The number of threads of one libtorch operation. */
    public static int threads() {
        return torch.get_num_threads();
    }

    /** What is loaded, for the report of the surroundings: name to value, in reading order. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("platform", Loader.getPlatform());
        facts.put("libtorch", version());
        facts.put("vector instructions", torch.get_cpu_capability().getString());
        facts.put("threads", Integer.toString(threads()));
        facts.put("cuda", torch.cuda_is_available() ? "available" : "not available");
        return facts;
    }

    private static String version() {
        try {
            return Optional.ofNullable(Loader.getVersion("org.bytedeco", "pytorch"))
                    .orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
