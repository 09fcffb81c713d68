package org.theriac.core.run;

/** Where progress is shown. Safe for use by several threads: pieces of work that run side by side each open their own. */
@FunctionalInterface
public interface Display {
    /** Shows nothing. */
    Display SILENT = (where, what, total) -> new Progress() {
        @Override
        public void at(long done, String detail) {}

        @Override
        public void close() {}
    };

    /**
     * @param where the child run, such as {@code "fold 1/deepsurv"}; empty at the top
     * @param what the piece of work
     * @param total how much there is to do; 0 when unknown
     */
    Progress open(String where, String what, long total);
}
