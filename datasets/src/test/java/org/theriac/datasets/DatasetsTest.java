package org.theriac.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

class DatasetsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private static LoadedTable load(String name) {
        return Tables.load(TableSettings.of("dataset:" + name), Path.of("."), CATALOGUE);
    }

    @Test
    void support2HasTheRowsEventsAndMissingValuesOfItsSource() {
        LoadedTable loaded = load("support2");
        Cohort cohort = loaded.cohort();
        assertThat(loaded.notices()).isEmpty();
        assertThat(cohort.rows()).isEqualTo(9105);
        assertThat(cohort.names()).hasSize(48);
        // counted with pandas 2 on the same file
        assertThat(java.util.Arrays.stream(cohort.numbers("death").values()).sum())
                .isEqualTo(6201);
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
