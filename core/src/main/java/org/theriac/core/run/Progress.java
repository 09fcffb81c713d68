package org.theriac.core.run;

/** How far a piece of long work has come. */
public interface Progress extends AutoCloseable {
    /**
     * @param done how much of the total is done
     * @param detail a few words on the present state, such as the validation loss; may be empty
     */
    void at(long done, String detail);

    @Override
    void close();
}
