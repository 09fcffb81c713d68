package org.theriac.tables.hdf5;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.util.List;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.PartEntry;
import org.theriac.core.table.Limits;
import org.theriac.core.table.TableFormat;
import org.theriac.tables.LocalFile;

/** HDF5 files whose data sets are columns, whole or in groups such as {@code train} and {@code test}. */
public final class Hdf5Format implements TableFormat {
    public static final PartEntry<Hdf5Settings, TableFormat> ENTRY = new PartEntry<>(
            TableFormat.class,
            "hdf5",
            "HDF5 files: vectors, matrices and records as columns.",
            Hdf5Settings.DEFAULTS,
            Hdf5Format::new);

    private final Hdf5Settings settings;

    Hdf5Format(Hdf5Settings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return "hdf5";
    }

    @Override
    public String purpose() {
        return "HDF5 (.h5, .hdf5): vectors and matrices are columns; groups train, valid, val and test make a column 'part'.";
    }

    @Override
    public List<String> endings() {
        return List.of(".h5", ".hdf5", ".hdf");
    }

    @Override
    public List<Column<?>> read(StoredFile file) throws IOException {
        try (LocalFile local = LocalFile.of(file, ".h5")) {
            Damage damage = new Damage(file.name());
            try (HdfFile opened = damage.guard(() -> new HdfFile(local.path()))) {
                return new Hdf5Reader(opened, settings, file.name(), damage, Limits.standard()).read();
            }
        }
    }

    /** What goes wrong inside the library goes wrong because of the file's bytes: every such failure becomes one message. */
    record Damage(String origin) {
        /** A piece of the library's work. */
        interface Work<T> {
            T done();
        }

        <T> T guard(Work<T> work) {
            try {
                return work.done();
            } catch (UserError e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                throw new UserError(
                        origin
                                + " is no HDF5 file that can be read, is damaged, or was cut off. Copy or download it again.",
                        e);
            } catch (OutOfMemoryError e) {
                // the library reserves what a header claims before it looks whether the file is as long
                throw new UserError(
                        origin
                                + " claims a part that is larger than the memory: it is damaged, or needs more (THERIAC_JAVA_OPTS=-Xmx8g).",
                        e);
            }
        }
    }
}
