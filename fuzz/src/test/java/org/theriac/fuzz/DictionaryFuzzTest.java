package org.theriac.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.theriac.core.UserError;
import org.theriac.core.table.Dictionary;

/** Any text is a data dictionary, or sentences that say why not. */
class DictionaryFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void dictionary(byte[] bytes) throws IOException {
        try {
            Dictionary.read(new ByteArrayInputStream(bytes), "d.yaml");
        } catch (UserError e) {
            // says why not
        }
    }
}
