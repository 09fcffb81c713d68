package org.theriac.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.kind.prediction.MethodChoice;
import org.theriac.core.kind.prediction.PredictionSettings;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;
import org.theriac.core.study.ReportSettings.Language;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;
import org.theriac.core.table.Tables;

/** Every text that reaches a Chinese report of the main studies stands in a phrase book, but for what is the data's own and for papers. */
class ChineseReportTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Path STUDIES = Path.of("..", "studies");

    /** What may stay as it is: numbers, punctuation, p values, words that are names in every language. */
    private static final Pattern NAMES =
            Pattern.compile("[^A-Za-z]+|\\b(p|vs|Cox|DR|term|no|yes|other|part|test|x\\d|R_K|AUC|TRIPOD|log)\\b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gbsg.yaml",
                "support2.yaml|methods=[{kaplan_meier: {}}, {cox: {columns: [age, sex, dzgroup, scoma]}}, {aft: {columns: [age, sex]}}]|protocol.reference=cox",
                "pbc_competing.yaml|methods=[{aalen_johansen: {}}, {cause_specific_cox: {columns: [age, edema], ridge: 1}}, {fine_gray: {columns: [age, edema], ridge: 1}}]|protocol.reference=Aalen",
                "stanford_heart.yaml|methods=[{kaplan_meier: {}}, {cox: {}}]|protocol.reference=cox",
                "support2_hospital_death.yaml|methods=[{prevalence: {}}, {logistic: {columns: [age, sex, dzgroup]}}]|protocol.reference=logistic",
            })
    void everyTextOfAStudyIsTranslated(String said) {
        String[] words = said.split("\\|");
        List<String> overrides = new ArrayList<>(List.of(
                "report.language=zh",
                "report.individuals=true",
                "report.importance={repeats: 1, rows: 50, curves: 2}",
                "protocol.draws=3",
                "protocol.folds=2"));
        Stream.of(words)
                .skip(1)
                .filter(word -> !word.startsWith("protocol.reference"))
                .forEach(overrides::add);
        Stream.of(words)
                .filter(word -> word.startsWith("protocol.reference"))
                .map(word -> "protocol.reference="
                        + (word.contains("cox")
                                ? "Cox regression"
                                : word.contains("Aalen") ? "Aalen–Johansen" : "Logistic regression"))
                .forEach(overrides::add);
        Printed printed = Printed.of(words[0], overrides);
        String page = printed.page();
        assertThat(page).contains("lang=\"zh-CN\"", "一致性指数".substring(0, 2), "校准", "亚组");
        if (!words[0].startsWith("pbc_competing") && !words[0].startsWith("stanford_heart")) {
            assertThat(page).contains("决策曲线");
        }
        printed.holdsNothingBut(ownWords(printed.study(), printed.cohorts()));
        printed.findings().models().forEach(model -> model.model().close());
    }

    /** A study that was run and told in Chinese. */
    private record Printed(
            String file, Study study, Map<String, Cohort> cohorts, Findings findings, Phrasebook book, String page) {
        static Printed of(String file, List<String> overrides) {
            Study study = StudyFile.read(STUDIES.resolve(file), overrides, CATALOGUE);
            Map<String, Cohort> cohorts = new LinkedHashMap<>();
            study.data()
                    .forEach((name, table) -> cohorts.put(
                            name, Tables.load(table, STUDIES, CATALOGUE).cohort()));
            Findings findings = study.run(CATALOGUE, cohorts, Run.inMemory(1));
            Phrasebook book = Phrasebook.of(Language.ZH);
            Report report = new Report(
                    study.name(),
                    study.kind().purpose(),
                    Map.of("Finished", "", "Program", "", "Seed", "1"),
                    findings.sections(),
                    JsonNodeFactory.instance.objectNode(),
                    false,
                    Language.ZH);
            return new Printed(file, study, cohorts, findings, book, new ReportWriter().html(report, book));
        }

        /** Every text was found in a phrase book, but for what consists of these words, the longest first. */
        void holdsNothingBut(List<String> own) {
            assertThat(book.missing())
                    .filteredOn(text -> !remainder(text, own).isBlank())
                    .as("texts that no report.zh.txt holds, of " + file)
                    .isEmpty();
        }
    }

    @Test
    void everyTextOfAnEstimationStudyIsTranslated() {
        Map<String, String> studies = Map.of(
                "lung.yaml", "生存",
                "colon_estimation.yaml", "生存",
                "mgus2_incidence.yaml", "累积发生率",
                "cgd_infections.yaml", "平均累积函数");
        for (String file : studies.keySet()) {
            Printed printed = Printed.of(file, List.of("report.language=zh", "confidence=0.9"));
            assertThat(printed.page())
                    .contains("lang=\"zh-CN\"", "风险比", "90 % 区间", studies.get(file))
                    .doesNotContain("95 %");
            List<String> own = new ArrayList<>(wordsOfData(printed.cohorts()));
            own.addAll(
                    List.of("days", "male", "female", "man", "of", "woman", "ECOG", "Weibull", "AIC", "ns", "factor"));
            own.add("malignancy");
            printed.findings().results().path("analyses").forEach(one -> {
                own.add(one.path("analysis").asText());
                own.add(one.path("title").asText());
            });
            printed.holdsNothingBut(longestFirst(own));
        }
    }

    @Test
    void expectedSurvivalIsTranslated() {
        String groups = "rates: minnesota, age: age, sex: sex, year: sample.yr, by: [sex], at: [1826]";
        Printed printed = Printed.of(
                "flchain_estimation.yaml",
                List.of(
                        "report.language=zh",
                        "analyses=[{expected_survival: {" + groups + ", calendar: birthday}},"
                                + " {expected_survival: {" + groups + ", method: ederer}}]"));
        assertThat(printed.page()).contains("期望生存", "净生存", "人年");
        List<String> own = new ArrayList<>(wordsOfData(printed.cohorts()));
        own.addAll(List.of("days", "expected_survival", "sample.yr"));
        printed.holdsNothingBut(longestFirst(own));
    }

    private static List<String> longestFirst(Collection<String> words) {
        return words.stream()
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .toList();
    }

    private static TreeSet<String> wordsOfData(Map<String, Cohort> cohorts) {
        TreeSet<String> own = new TreeSet<>();
        for (Cohort cohort : cohorts.values()) {
            for (String name : cohort.names()) {
                own.add(name);
                own.add(cohort.definition(name).label());
                cohort.definition(name).unit().ifPresent(own::add);
                cohort.definition(name).note().ifPresent(note -> sentences(note, own));
                if (cohort.column(name) instanceof CategoryColumn categories) {
                    own.addAll(categories.levels());
                }
            }
        }
        return own;
    }

    /** Names, labels, notes, units and levels of the data; names and papers of methods: longest first. */
    private static List<String> ownWords(Study study, Map<String, Cohort> cohorts) {
        TreeSet<String> own = wordsOfData(cohorts);
        for (MethodChoice choice : ((PredictionSettings) study.settings()).methods()) {
            own.add(choice.name());
            own.add(choice.entry().id());
            sentences(choice.entry().paper(), own);
        }
        if (((PredictionSettings) study.settings()).task().outcome() instanceof CompetingRisks risks) {
            own.addAll(risks.causeNames());
        }
        own.addAll(List.of("days", "months"));
        return longestFirst(own);
    }

    /** A note, and the pieces into which a phrase book parts it. */
    private static void sentences(String text, TreeSet<String> own) {
        own.add(text);
        own.addAll(List.of(text.split("(?<=[.;,]) ")));
    }

    private static String remainder(String text, List<String> own) {
        String left = text;
        for (String word : own) {
            left = left.replaceAll("(?<![A-Za-z])" + Pattern.quote(word) + "(?![A-Za-z])", " ");
        }
        return NAMES.matcher(left).replaceAll(" ");
    }

    @Test
    void gapsAreFilledAndLookedUpInTheirTurn() {
        Phrasebook book = Phrasebook.of(Language.ZH);
        assertThat(book.say("Harrell's C, higher is better")).isEqualTo("Harrell 一致性指数，越高越好");
        assertThat(book.say("Probability of the event by 365 days")).isEqualTo("365 天内发生事件的概率");
        assertThat(book.say("−0.012 (−0.020 to −0.004)")).isEqualTo("−0.012 (−0.020 至 −0.004)");
        assertThat(book.say("Physician's estimate of the probability of surviving 2 months"))
                .isEqualTo("Physician's estimate of the probability of surviving 2 months");
        assertThat(book.missing()).containsExactly("Physician's estimate of the probability of surviving 2 months");
    }

    @Test
    void anEnglishBookSaysWhatItIsTold() {
        Phrasebook book = Phrasebook.of(Language.EN);
        assertThat(book.say("Harrell's C, higher is better")).isEqualTo("Harrell's C, higher is better");
        assertThat(book.missing()).isEmpty();
    }
}
