package org.theriac.survival.systems.lassonet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.theriac.core.UserError;
import org.theriac.core.preparation.Preparation;

/**
 * What is selected: groups of columns that enter and leave together. By default a group is one input with all its columns, that is, the levels of a
 * category, or a number and the flag that says where it was missing. Inputs that do not vary in the training rows are in no group.
 *
 * @param names of the groups
 * @param columns of the design, for each group; every column in exactly one
 */
record InputGroups(List<String> names, int[][] columns) {
    InputGroups {
        names = List.copyOf(names);
    }

    /**
     * @param wanted names with input columns; empty: every input by itself
     * @throws UserError if the wanted groups are not a partition of the inputs; the message names what is missing or repeated
     */
    static InputGroups of(Design design, Map<String, List<String>> wanted) {
        List<String> inputs = design.preparation().inputs();
        requirePartition(wanted, inputs);
        Map<String, String> groupOfInput = new TreeMap<>();
        wanted.forEach((name, members) -> members.forEach(member -> groupOfInput.put(member, name)));
        Map<String, List<Integer>> columnsOfGroup = new LinkedHashMap<>();
        List<String> headings = headings(design.preparation());
        int[] inputOfColumn = design.inputs();
        for (int column = 0; column < inputOfColumn.length; column++) {
            int input = inputOfColumn[column];
            String group = wanted.isEmpty()
                    ? headings.get(input)
                    : groupOfInput.getOrDefault(inputs.get(input), inputs.get(input));
            columnsOfGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(column);
        }
        return new InputGroups(
                new ArrayList<>(columnsOfGroup.keySet()),
                columnsOfGroup.values().stream()
                        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new));
    }

    /** Headings of the inputs; where two inputs share one, the column's name goes with it. */
    private static List<String> headings(Preparation preparation) {
        List<String> headings = new ArrayList<>();
        preparation.numbers().forEach(step -> headings.add(step.heading()));
        preparation.categories().forEach(step -> headings.add(step.heading()));
        List<String> inputs = preparation.inputs();
        List<String> unique = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            long same = headings.stream().filter(heading::equals).count();
            unique.add(same == 1 ? heading : heading + " [" + inputs.get(i) + "]");
        }
        return unique;
    }

    private static void requirePartition(Map<String, List<String>> wanted, List<String> inputs) {
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>(inputs);
        Set<String> repeated = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        wanted.values()
                .forEach(members -> members.forEach(member -> {
                    missing.remove(member);
                    if (!inputs.contains(member)) {
                        unknown.add(member);
                    } else if (!seen.add(member)) {
                        repeated.add(member);
                    }
                }));
        List<String> problems = new ArrayList<>();
        describe(problems, "stand in more than one group, or twice", repeated);
        describe(problems, "are no inputs", unknown);
        describe(problems, "stand in no group", missing);
        if (!problems.isEmpty()) {
            throw new UserError("groups: every input must stand in exactly one group; " + String.join("; ", problems)
                    + ". An input that is to be judged by itself is a group of one.");
        }
    }

    private static void describe(List<String> problems, String what, Set<String> inputs) {
        if (!inputs.isEmpty()) {
            problems.add("these " + what + ": " + String.join(", ", inputs));
        }
    }

    /** Number of groups. */
    int count() {
        return names.size();
    }

    /** For each group whether any of its columns has a skip weight. */
    boolean[] selected(double[] theta) {
        boolean[] selected = new boolean[columns.length];
        for (int g = 0; g < columns.length; g++) {
            selected[g] = Arrays.stream(columns[g]).anyMatch(column -> theta[column] != 0);
        }
        return selected;
    }
}
