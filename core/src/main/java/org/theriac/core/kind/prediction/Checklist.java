package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;

/**
 * What a paper on a prediction model must tell, after TRIPOD+AI (Collins and others, BMJ 385, 2024, e078378), in words of our own: for each item the
 * section of this report that tells it, or that its authors must.
 */
final class Checklist {
    private static final String UNCHANGED = "no model was changed after its training";
    private static final String NOT_KNOWN = "not known to the program: you must write it";

    private final Set<String> sections = new HashSet<>();
    private final List<Section> all;

    /** @param sections of the report, in its order */
    Checklist(List<Section> sections) {
        this.all = List.copyOf(sections);
        sections.forEach(section -> this.sections.add(section.id()));
    }

    /**
     * An item.
     *
     * @param number as the statement counts
     * @param topic a few words
     * @param asks what must be told
     * @param sections that tell it, if they are there; empty: none can
     * @param open what is left to the authors although the sections tell the rest; of an item without sections, why it does not concern such a study; may
     *     be empty
     */
    private record Item(String number, String topic, String asks, List<String> sections, String open) {}

    Section section() {
        List<Row> rows = new ArrayList<>();
        for (Item item : items()) {
            rows.add(Row.of(item.number(), item.topic(), item.asks(), told(item)));
        }
        return new Section(
                "checklist",
                "What a paper must tell (TRIPOD+AI)",
                List.of(
                        Paragraph.text(
                                "The items of the reporting statement for clinical prediction models, in short words of our own, and where this"
                                        + " report tells them. Read the statement itself before you submit: Collins and others, BMJ 2024;385:e078378."),
                        new Table(
                                "Checklist",
                                List.of(
                                        Column.text("Item"),
                                        Column.text("Topic"),
                                        Column.text("What must be told"),
                                        Column.text("Where it is told")),
                                rows,
                                List.of())));
    }

    private String told(Item item) {
        List<String> titles = all.stream()
                .filter(section -> item.sections().contains(section.id()))
                .map(Section::title)
                .distinct()
                .toList();
        boolean provenance = item.sections().contains("provenance");
        List<String> where = new ArrayList<>(titles);
        if (provenance) {
            where.add("Provenance");
        }
        if (where.isEmpty()) {
            return item.sections().isEmpty() && !item.open().isEmpty() ? "not done: " + item.open() : NOT_KNOWN;
        }
        String told = "reported here: " + String.join("; ", where);
        return item.open().isEmpty() ? told : told + ". Yours to write: " + item.open();
    }

    private static Item yours(String number, String topic, String asks) {
        return new Item(number, topic, asks, List.of(), "");
    }

    private static Item notDone(String number, String topic, String asks, String why) {
        return new Item(number, topic, asks, List.of(), why);
    }

    private static Item here(String number, String topic, String asks, String open, String... sections) {
        return new Item(number, topic, asks, List.of(sections), open);
    }

    private static List<Item> items() {
        return List.of(
                yours("1", "Title", "That a prediction model was developed or evaluated, for whom, and which outcome."),
                yours("2", "Abstract", "A structured summary, after the statement's list for abstracts."),
                yours("3a", "Background", "The clinical setting, why the model is needed, and which models exist."),
                yours("3b", "Use", "Who is meant to use it, for which patients, at which point of the care pathway."),
                yours("3c", "Health inequalities", "Known differences between groups of patients in care and outcome."),
                here("4", "Objectives", "Whether the study develops or evaluates a model.", "what is new", "question"),
                here(
                        "5a",
                        "Source of data",
                        "Where the data come from and why they represent the patients meant.",
                        "how the data were collected",
                        "provenance"),
                yours("5b", "Dates", "When participants were enrolled and followed."),
                yours("6a", "Setting", "Kind of care, number and place of the centres."),
                here(
                        "6b",
                        "Eligibility",
                        "Who was included and who was left out.",
                        "criteria before the table was made",
                        "exclusions"),
                yours("6c", "Treatments", "Which treatments were given and how they were handled."),
                here(
                        "7",
                        "Preparation of data",
                        "Cleaning, types, transformations, and whether groups were treated alike.",
                        "",
                        "notices",
                        "methods",
                        "provenance"),
                here(
                        "8a",
                        "Outcome",
                        "What is predicted, by when, and how it was ascertained.",
                        "how it was ascertained",
                        "question"),
                yours("8b", "Judges of the outcome", "Who assessed it, with which training."),
                yours("8c", "Blinding of outcome", "Whether those who assessed it knew the predictors."),
                here(
                        "9a",
                        "Choice of predictors",
                        "Which were available and which were left out before modelling.",
                        "why these were collected",
                        "question",
                        "exclusions"),
                here(
                        "9b",
                        "Predictors",
                        "What each is, how and when it was measured.",
                        "how they were measured",
                        "cohort",
                        "exclusions"),
                yours("9c", "Judges of predictors", "Who assessed those that need judgement."),
                here(
                        "10",
                        "Sample size",
                        "How many there were and whether that is enough.",
                        "whether it is enough",
                        "cohort"),
                here(
                        "11",
                        "Missing data",
                        "How much is missing and what was done about it.",
                        "why it is missing",
                        "cohort",
                        "methods",
                        "provenance"),
                here(
                        "12a",
                        "Parting of data",
                        "How rows were divided into those to learn from and those to judge on.",
                        "",
                        "question",
                        "provenance"),
                here("12b", "Form of predictors", "How predictors entered the models.", "", "methods", "provenance"),
                here(
                        "12c",
                        "Models",
                        "Kind of model, how it was built, tuned and checked.",
                        "",
                        "methods",
                        "training",
                        "provenance"),
                here(
                        "12d",
                        "Differences between centres",
                        "Whether and how clusters were taken into account.",
                        "centres, unless they are among the subgroups",
                        "subgroups"),
                here(
                        "12e",
                        "Measures",
                        "How performance was measured, and compared.",
                        "",
                        "results",
                        "calibration",
                        "discrimination"),
                notDone("12f", "Updating", "Whether the model was recalibrated or changed afterwards.", UNCHANGED),
                here(
                        "12g",
                        "Predictions",
                        "How a prediction is computed for a new patient.",
                        "",
                        "methods",
                        "provenance"),
                here(
                        "13",
                        "Class imbalance",
                        "Whether and why rows were reweighted or resampled.",
                        "",
                        "methods",
                        "provenance"),
                here(
                        "14",
                        "Fairness",
                        "What was done to find and to mend differences between groups.",
                        "what was done about them",
                        "subgroups"),
                here(
                        "15",
                        "Output of the model",
                        "Whether it gives probabilities or classes, and how thresholds were chosen.",
                        "",
                        "decisions",
                        "decision-curves",
                        "question"),
                here(
                        "16",
                        "Training against evaluation",
                        "Differences between the data of development and of evaluation.",
                        "",
                        "cohort",
                        "question"),
                yours("17", "Ethical approval", "Which committee approved it, and consent."),
                yours("18a", "Funding", "Who paid, and their part in the study."),
                yours("18b", "Conflicts of interest", "Those of every author."),
                yours("18c", "Protocol", "Where it can be read."),
                yours("18d", "Registration", "Register and number, or that there is none."),
                here("18e", "Data sharing", "How the data can be had.", "whether others may have them", "provenance"),
                here("18f", "Code sharing", "How the program and its settings can be had.", "", "provenance"),
                yours("19", "Patients and public", "How they took part in the study."),
                here(
                        "20a",
                        "Flow of participants",
                        "From those seen to those analysed, with outcomes and follow-up.",
                        "the flow before the table",
                        "exclusions",
                        "cohort"),
                here(
                        "20b",
                        "Characteristics",
                        "Who the participants were, with missing values, also by group.",
                        "",
                        "cohort"),
                here(
                        "20c",
                        "Distribution of predictors",
                        "Comparison of the data of development and of evaluation.",
                        "",
                        "cohort"),
                here(
                        "21",
                        "Numbers for each analysis",
                        "Participants and outcomes in each.",
                        "",
                        "cohort",
                        "subgroups"),
                here(
                        "22",
                        "The model itself",
                        "The full model, so that others can use it.",
                        "the models lie in the run's folder",
                        "coefficients",
                        "provenance"),
                here(
                        "23a",
                        "Performance",
                        "Estimates with intervals, also in subgroups.",
                        "",
                        "results",
                        "subgroups",
                        "calibration",
                        "discrimination"),
                here(
                        "23b",
                        "Heterogeneity",
                        "How performance differs between centres or groups.",
                        "centres, unless they are among the subgroups",
                        "subgroups"),
                notDone("24", "Results of updating", "If the model was changed: what came of it.", UNCHANGED),
                yours("25", "Interpretation", "What the results mean, fairness included, beside earlier studies."),
                yours("26", "Limitations", "What the study cannot tell, such as an unrepresentative sample."),
                here(
                        "27a",
                        "Missing inputs in use",
                        "What happens when an input is missing or of poor quality.",
                        "what users should do",
                        "methods",
                        "provenance"),
                yours("27b", "Users", "Who has to handle the inputs and which skills they need."),
                yours(
                        "27c",
                        "Next steps",
                        "What has to follow before the model is used, and where else it may apply."));
    }
}
