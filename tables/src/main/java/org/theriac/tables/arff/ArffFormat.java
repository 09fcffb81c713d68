package org.theriac.tables.arff;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.table.Encoding;
import org.theriac.core.table.Limits;
import org.theriac.core.table.TableFormat;
import org.theriac.core.table.TableText;

/** Attribute-relation files, plain or gzip. */
public final class ArffFormat implements TableFormat {
    @Override
    public String id() {
        return "arff";
    }

    @Override
    public String purpose() {
        return "Attribute-relation files (.arff, .arff.gz): each attribute is a column; levels keep their declared order.";
    }

    @Override
    public List<String> endings() {
        return List.of(".arff", ".arff.gz");
    }

    @Override
    public List<Column<?>> read(StoredFile file) throws IOException {
        try {
            return read(file, Encoding.UTF_8);
        } catch (CharacterCodingException e) {
            return read(file, Encoding.WINDOWS_1252);
        }
    }

    private static List<Column<?>> read(StoredFile file, Encoding encoding) throws IOException {
        Limits limits = Limits.standard();
        try (TableText text = new TableText(file, encoding, limits)) {
            return new ArffReader(text.reader(), file.name(), limits).read();
        } catch (CharacterCodingException e) {
            throw e;
        } catch (IOException e) {
            throw TableText.fault(e, file.name())
                    .<IOException>map(sentence -> {
                        throw new UserError(sentence, e);
                    })
                    .orElse(e);
        }
    }
}
