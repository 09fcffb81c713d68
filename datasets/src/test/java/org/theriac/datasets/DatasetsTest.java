package org.theriac.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.table.DatasetEntry;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

class DatasetsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private static LoadedTable load(String name) {
        return Tables.load(TableSettings.of("dataset:" + name), Path.of("."), CATALOGUE);
    }

    /** Rows, columns and events counted with pandas; MD5 of the files as NOTICE.md gives them. */
    @ParameterizedTest
    @CsvSource({
        "support2,9105,48,0fefc9690bf8bcbe798d8123696de5d2",
        "support,8873,17,c7aa8cfc3ceb12d2cf0062babb71b9a1",
        "metabric,1904,12,81f13bd689407fa99bbfa776288a412f",
        "gbsg_rotterdam,2232,10,dfc3c53de2def0d6fe7c9471ebb52429",
        "linear_simulation,6000,14,2506cd75d51a3a09c0a15049e402ac87",
        "gaussian_simulation,6000,14,05482425bce297b4ea5d903537d59809",
        "treatment_simulation,6000,15,b6a4ffc23209d5ee077b5b6fb720a1e2",
        "lung,228,11,79befdb95ffdf979b14d634c7dfe78ab",
        "veteran,137,9,24641d4e598fc79db5a1e49e739ace69",
        "gbsg,686,12,467fac1487a71c2803c584b800fc7217",
        "pbc,418,21,607e60daa0878913ca6ceccd6608fb8e",
        "colon,1858,17,979898d5bf66bd5be84e447d3bf62c34",
        "mgus2,1384,14,4b4a0119c86f6c54f4844e829a4ac93b",
        "stanford_heart,172,8,1a7355524a153d9a31c1227c2adce80e",
        "ovarian,26,7,b366ce182a6773f72fcdc38f9e8a2f01",
        "flchain,7874,12,98630449d2198bd09c552bc6d8fccc65",
        "nwtco,4028,10,7a6df05f578260a97f77b880c6fd630c",
        "rotterdam,2982,16,462e1fe730615b62730685309c73f33a",
        "cgd,203,17,c1bbe0084b41a46faaa0826c0b0a4557",
        "bladder,340,8,a9248fd60ec037cf56b4d2ebd1370c03",
        "bladder1,294,12,ae671ddae5e7fe48c362aa7aaaed4cdf",
        "bladder2,178,9,5353eef9e09a21516721c00777fc5d26",
        "bmt,137,24,3194dfb20e02c4cd20734d60ff01ab34",
        "channing,462,7,ebfdd77ee8f4aa3f8e933521112b04c9",
        "whas500,500,16,787847e78b3c41a9e7de025b27ec09b3",
        "actg320,1151,15,1940b32ce016cf90cccd04c5ca29c45c",
        "interval_diabetes,731,4,91843201d1b8e72d734177191461276c",
        "deephit_simulation,30000,16,f1989ec5919aea76dba8b022b726f559",
        "rossi,432,9,e3e04d05f9b8e183f8db091c2a8e0b17",
        "hnscc,451,109,ffcda48229b2b1086e34fedb6adff0f7",
        "breast_gse7390,198,82,443e51961f04f35a747a2cedfe2a814e",
        "selection_simulation,1200,103,8d6a9072261410a881edaff6bcdb0a37",
        "mortality_us,12100,4,f75b69bb854be78ec6e6de361b8a53d0",
        "mortality_minnesota,9680,4,4ebe5b382dfc0ea88236a13a33005359"
    })
    void aDataSetIsTheFileItsNoticeDescribesAndEveryColumnIsDefined(String name, int rows, int columns, String md5)
            throws Exception {
        DatasetEntry entry = CATALOGUE.dataset(name).orElseThrow();
        try (InputStream in = entry.open().get()) {
            byte[] digest = MessageDigest.getInstance("MD5").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(md5);
        }
        LoadedTable loaded = load(name);
        Cohort cohort = loaded.cohort();
        assertThat(loaded.notices()).isEmpty();
        assertThat(cohort.rows()).isEqualTo(rows);
        assertThat(cohort.names()).hasSize(columns);
        assertThat(entry.dictionary().get().stream().map(Definition::column))
                .containsExactlyInAnyOrderElementsOf(cohort.names());
        assertThat(Files.readString(Path.of("NOTICE.md"))).contains(md5).contains("`" + entry.fileName() + "`");
    }

    @Test
    void theCatalogueHoldsNoOtherDataSet() {
        assertThat(CATALOGUE.datasets()).hasSize(38);
    }

    @Test
    void theRowsOfOneColonPatientShareTheirSubject() {
        assertThat(load("colon").cohort().rowsBySubject()).hasSize(929);
    }

    /** Events and subjects as the sources' own documentation and R give them. */
    @ParameterizedTest
    @CsvSource({
        "ovarian,fustat,12,26",
        "flchain,death,2169,7874",
        "nwtco,rel,571,4028",
        "rotterdam,death,1272,2982",
        "cgd,status,76,128",
        "bladder,event,112,85",
        "bladder2,event,112,85",
        "bladder1,recur,1057,118",
        "bmt,d3,83,137",
        "channing,death,176,462",
        "whas500,fstat,215,500",
        "actg320,censor,96,1151"
    })
    void eventsAndSubjectsAreThoseOfTheSource(String name, String event, int events, int subjects) {
        Cohort cohort = load(name).cohort();
        assertThat(Arrays.stream(cohort.numbers(event).values()).sum()).isEqualTo(events);
        assertThat(cohort.rowsBySubject()).hasSize(subjects);
    }

    /** What comes to light only with the outcome is no input. */
    @ParameterizedTest
    @CsvSource({"flchain,chapter", "whas500,los", "bmt,ta", "bladder1,recur", "channing,time", "rotterdam,rtime"})
    void columnsThatGiveTheOutcomeAwayAreKnownAfter(String name, String column) {
        assertThat(load(name).cohort().definition(column).known()).isEqualTo(Definition.Known.AFTER);
    }

    @Test
    void theFirstEventAfterATransplantFollowsFromItsIndicators() {
        Cohort bmt = load("bmt").cohort();
        int[] count = new int[3];
        for (int row = 0; row < bmt.rows(); row++) {
            boolean relapse = bmt.numbers("d2").value(row) == 1;
            boolean either = bmt.numbers("d3").value(row) == 1;
            String expected = relapse ? "relapse" : either ? "death" : "censored";
            assertThat(bmt.key(row, "event")).isEqualTo(expected);
            count[relapse ? 0 : either ? 1 : 2]++;
        }
        assertThat(count).containsExactly(42, 41, 54);
    }

    @Test
    void numbersOfTheConvertedTablesAreTheirSourcesFloats() {
        Cohort cohort = load("linear_simulation").cohort();
        // the first row of train in the HDF5 file, read with h5py
        assertThat((float) cohort.numbers("x0").value(0)).isEqualTo(0.6738504f);
        assertThat((float) cohort.numbers("hr").value(0)).isEqualTo(1.5403095f);
        assertThat(cohort.key(0, "part")).isEqualTo("train");
    }

    @Test
    void support2HasTheRowsEventsAndMissingValuesOfItsSource() {
        LoadedTable loaded = load("support2");
        Cohort cohort = loaded.cohort();
        assertThat(loaded.notices()).isEmpty();
        assertThat(cohort.rows()).isEqualTo(9105);
        assertThat(cohort.names()).hasSize(48);
        // counted with pandas 2 on the same file
        assertThat(Arrays.stream(cohort.numbers("death").values()).sum()).isEqualTo(6201);
        assertThat(cohort.column("adlp").missingCount()).isEqualTo(5641);
        assertThat(cohort.column("income").missingCount()).isEqualTo(2982);
        assertThat(cohort.categories("dzgroup").levels()).hasSize(8);
        assertThat(cohort.numbers("age").value(0)).isEqualTo(62.84998);
        assertThat(cohort.subject(9104)).isEqualTo("9105");
    }

    @Test
    void support2KeepsTheFutureAndOtherModelsApart() {
        Cohort cohort = load("support2").cohort();
        Set<String> after = new HashSet<>();
        Set<String> predicted = new HashSet<>();
        for (String name : cohort.names()) {
            Definition definition = cohort.definition(name);
            if (definition.known() == Definition.Known.AFTER) {
                after.add(name);
            } else if (definition.source() != Definition.Source.MEASURED) {
                predicted.add(name);
            }
        }
        assertThat(after)
                .containsExactlyInAnyOrder(
                        "death",
                        "d.time",
                        "hospdead",
                        "slos",
                        "charges",
                        "totcst",
                        "totmcst",
                        "avtisst",
                        "dnr",
                        "dnrday",
                        "sfdm2");
        assertThat(predicted).containsExactlyInAnyOrder("surv2m", "surv6m", "prg2m", "prg6m", "sps", "aps");
    }
}
