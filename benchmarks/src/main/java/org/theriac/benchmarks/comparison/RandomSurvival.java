package org.theriac.benchmarks.comparison;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our side of {@code peers/random_survival.R}: writes random data sets and our estimates on them. */
final class RandomSurvival {
    private static final long SEED = 20261122;

    private RandomSurvival() {}

    /**
     * Writes {@code sets.csv} (what each set has), {@code set_1.csv} and so on, and {@code theriac.csv}.
     *
     * @param arguments {@code SETS FOLDER}
     */
    public static void main(String[] arguments) throws IOException {
        int sets = Integer.parseInt(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        try (Answers answers = new Answers(folder.resolve("theriac.csv"));
                PrintWriter list = new PrintWriter(Files.newBufferedWriter(folder.resolve("sets.csv")))) {
            list.println("set,unit,weights,strata,delayed,episodes,clusters");
            for (int number = 1; number <= sets; number++) {
                RandomSubjects subjects = RandomSubjects.draw(number, SEED);
                RandomSubjects.Traits t = subjects.traits();
                list.println(number + "," + t.unit() + "," + t.weights() + "," + t.strata() + "," + t.delayed() + ","
                        + t.episodes() + "," + t.clusters());
                subjects.write(folder.resolve("set_" + number + ".csv"));
                answers.about(number);
                CurveAnswers.put(subjects, answers);
                CompetingAnswers.put(subjects, answers);
                if (t.episodes()) {
                    RecurrentAnswers.put(subjects, answers);
                }
                RegressionAnswers.put(subjects, answers);
                MachineAnswers.put(subjects, answers);
            }
        }
    }
}
