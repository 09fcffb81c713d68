package org.theriac.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.Located;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;

/** Any text is a study, or sentences that say why not; what is written of a study reads back as the same. */
class StudyFuzzTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @FuzzTest(maxDuration = "2m")
    void study(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Study study;
        try {
            Located tree = LocatedYaml.parse(text, Place.of("s.yaml"));
            study = StudyFile.of(tree, CATALOGUE);
        } catch (UserError e) {
            return;
        }
        String written = StudyFile.write(study, CATALOGUE).toString();
        Study again = StudyFile.of(LocatedYaml.parse(written, Place.of("written")), CATALOGUE);
        if (!StudyFile.write(again, CATALOGUE).toString().equals(written)) {
            throw new AssertionError("a study changes when it is written and read: " + written);
        }
    }
}
