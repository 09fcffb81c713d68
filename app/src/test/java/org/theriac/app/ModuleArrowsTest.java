package org.theriac.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.method.MethodEntry;

/** The plan of the house: which module may know which, and what no module may hold. */
class ModuleArrowsTest {
    private static final String OURS = "org.theriac.";

    /** For each module those it may use. The program finds methods, metrics and data by the catalogue alone. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "core", Set.of(),
            "tables", Set.of("core"),
            "datasets", Set.of("core"),
            "biostatistics", Set.of("core"),
            "learning", Set.of("core", "biostatistics"),
            "survival", Set.of("core", "biostatistics", "learning"),
            "imaging", Set.of("core", "biostatistics", "learning"),
            "app", Set.of("core"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.theriac");

    static Stream<String> modules() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleUsesOnlyWhatThePlanAllows(String module) {
        String[] forbidden = modules()
                .filter(other -> !other.equals(module))
                .filter(other -> !MAY_USE.getOrDefault(module, Set.of()).contains(other))
                .map(other -> OURS + other + "..")
                .toArray(String[]::new);
        hold(noClasses()
                .that()
                .resideInAPackage(OURS + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    @Test
    void everyClassBelongsToAModuleOfThePlan() {
        String[] rooms = modules().map(module -> OURS + module + "..").toArray(String[]::new);
        hold(classes().should().resideInAnyPackage(rooms));
    }

    @Test
    void onlyLearningAndItsSystemsKnowNativeCode() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(OURS + "core..", OURS + "biostatistics..", OURS + "datasets..", OURS + "app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.."));
    }

    @Test
    void onlyTheArenaNamesPointerScope() {
        hold(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.theriac.learning.tensor.Arena")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.javacpp.PointerScope"));
    }

    @Test
    void namesSayWhatAClassIsAndNotThatItHelps() {
        hold(noClasses().should().haveNameMatching(".*(Utils?|Manager|Helpers?|Impl)"));
    }

    @Test
    void noStaticFieldCanBeReassigned() {
        hold(fields().that().areStatic().should().beFinal());
    }

    @Test
    void randomNumbersComeFromTheRunAlone() {
        hold(noClasses()
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class));
    }

    @Test
    void onlyTheProgramWritesToTheTerminal() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage(OURS + "app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void everyPackageRefusesNull() {
        assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void coreAndTheProgramNameNoMethod() throws IOException {
        List<String> ids =
                Catalogue.load().methods().stream().map(MethodEntry::id).toList();
        List<String> named = new ArrayList<>();
        for (String module : List.of("core", "app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    ids.stream()
                            .filter(id -> source.contains('"' + id + '"'))
                            .forEach(id -> named.add(file + " names the method " + id));
                }
            }
        }
        assertThat(named).isEmpty();
    }

    /** A rule over classes that do not exist yet holds. */
    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
