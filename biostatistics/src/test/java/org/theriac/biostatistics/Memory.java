package org.theriac.biostatistics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What tests ask of memory. */
public final class Memory {
    private Memory() {}

    /** The bytes that this thread has allocated so far. */
    public static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
