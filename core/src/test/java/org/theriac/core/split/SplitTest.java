package org.theriac.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;

class SplitTest {
    /** Rows as pairs of a subject and a stratum. */
    record Rows(List<Integer> subjects, List<Integer> strata) {
        Cohort cohort() {
            return new Cohort(
                    List.of(), List.of(), subjects.stream().map(s -> "s" + s).toList());
        }

        int[] stratum() {
            return strata.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    @Provide
    Arbitrary<Rows> rows() {
        return Arbitraries.integers()
                .between(10, 60)
                .flatMap(n -> Combinators.combine(
                                Arbitraries.integers().between(0, 15).list().ofSize(n),
                                Arbitraries.integers().between(0, 2).list().ofSize(n))
                        .as(Rows::new)
                        .filter(rows -> new HashSet<>(rows.subjects()).size() >= 5));
    }

    @Property(tries = 300, seed = "11")
    void everyRowIsInExactlyOneFoldAndNoSubjectInTwo(
            @ForAll("rows") Rows rows, @ForAll @IntRange(min = 2, max = 5) int folds) {
        Cohort cohort = rows.cohort();
        List<int[]> tests = Folds.stratified(cohort, rows.stratum(), folds, Cohort.SUBJECT, random(5));
        assertThat(tests)
                .hasSize(folds)
                .allSatisfy(test -> assertThat(test).isNotEmpty().isSorted());
        assertThat(tests.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(cohort.allRows());
        Set<String> seen = new HashSet<>();
        for (int[] test : tests) {
            Set<String> subjects = subjects(cohort, test);
            assertThat(Collections.disjoint(subjects, seen)).isTrue();
            seen.addAll(subjects);
        }
    }

    @Property(tries = 200, seed = "12")
    void strataOfSingleRowsDifferByOneBetweenFolds(
            @ForAll @IntRange(min = 10, max = 80) int n,
            @ForAll @IntRange(min = 2, max = 7) int folds,
            @ForAll @IntRange(min = 1, max = 4) int every) {
        int[] stratum =
                IntStream.range(0, n).map(row -> row % (every + 1) == 0 ? 1 : 0).toArray();
        Cohort cohort = single(n);
        List<int[]> tests = Folds.stratified(cohort, stratum, folds, Cohort.SUBJECT, random(7));
        for (int s = 0; s < 2; s++) {
            int wanted = s;
            int[] counts = tests.stream()
                    .mapToInt(test -> (int) Arrays.stream(test)
                            .filter(row -> stratum[row] == wanted)
                            .count())
                    .toArray();
            assertThat(Arrays.stream(counts).max().orElseThrow()
                            - Arrays.stream(counts).min().orElseThrow())
                    .isLessThanOrEqualTo(1);
        }
        int[] sizes = tests.stream().mapToInt(test -> test.length).toArray();
        assertThat(Arrays.stream(sizes).max().orElseThrow()
                        - Arrays.stream(sizes).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 300, seed = "13")
    void aHoldOutPartsNoSubjectAndLeavesBothSides(
            @ForAll("rows") Rows rows, @ForAll @IntRange(min = 1, max = 9) int tenths) {
        Cohort cohort = rows.cohort();
        int[] held = HoldOut.stratified(cohort, rows.stratum(), tenths / 10.0, Cohort.SUBJECT, random(3));
        Set<Integer> inside = new HashSet<>();
        Arrays.stream(held).forEach(inside::add);
        int[] rest = Arrays.stream(cohort.allRows())
                .filter(row -> !inside.contains(row))
                .toArray();
        assertThat(Collections.disjoint(subjects(cohort, held), subjects(cohort, rest)))
                .isTrue();
    }

    @Example
    void aHoldOutTakesItsShareOfEachStratum() {
        int[] stratum = IntStream.range(0, 100).map(row -> row < 30 ? 1 : 0).toArray();
        int[] held = HoldOut.stratified(single(100), stratum, 0.2, Cohort.SUBJECT, random(1));
        assertThat(held).hasSize(20);
        assertThat(Arrays.stream(held).filter(row -> row < 30).count()).isEqualTo(6);
    }

    @Example
    void theSameSeedGivesTheSameFoldsAndAnotherSeedOthers() {
        int[] stratum = new int[50];
        List<int[]> first = Folds.stratified(single(50), stratum, 5, Cohort.SUBJECT, random(1));
        List<int[]> again = Folds.stratified(single(50), stratum, 5, Cohort.SUBJECT, random(1));
        List<int[]> other = Folds.stratified(single(50), stratum, 5, Cohort.SUBJECT, random(2));
        assertThat(first.get(0)).isEqualTo(again.get(0)).isNotEqualTo(other.get(0));
    }

    @Example
    void aSubjectWithAnyEventCountsAsOneWithAnEvent() {
        // ten subjects of two rows; in the first five, one row has the event
        List<String> subjects = new ArrayList<>();
        int[] stratum = new int[20];
        for (int s = 0; s < 10; s++) {
            subjects.add("s" + s);
            subjects.add("s" + s);
            stratum[2 * s + s % 2] = s < 5 ? 1 : 0;
        }
        Cohort cohort = new Cohort(List.of(), List.of(), subjects);
        for (int[] test : Folds.stratified(cohort, stratum, 5, Cohort.SUBJECT, random(4))) {
            assertThat(Arrays.stream(test).map(row -> stratum[row]).sum()).isEqualTo(1);
        }
    }

    @Example
    void anotherKeyIsNotSplitEither() {
        int[] site = IntStream.range(0, 40).map(row -> row % 7).toArray();
        Cohort cohort = new Cohort(
                List.of(new CategoryColumn("site", List.of("a", "b", "c", "d", "e", "f", "g"), site)),
                List.of(),
                IntStream.range(0, 40).mapToObj(Integer::toString).toList());
        Set<String> seen = new HashSet<>();
        for (int[] test : Folds.stratified(cohort, new int[40], 3, "site", random(1))) {
            Set<String> sites = new HashSet<>();
            Arrays.stream(test).forEach(row -> sites.add(cohort.key(row, "site")));
            assertThat(Collections.disjoint(sites, seen)).isTrue();
            seen.addAll(sites);
        }
        assertThat(seen).hasSize(7);
    }

    @Example
    void partingByAColumnThatPartsASubjectIsRefused() {
        Cohort cohort = new Cohort(
                List.of(new CategoryColumn("site", List.of("a", "b"), new int[] {0, 1, 0})),
                List.of(),
                List.of("p", "p", "q"));
        assertThatThrownBy(() -> Folds.stratified(cohort, new int[3], 2, "site", random(1)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "cannot part the rows by 'site': 1 subjects have rows with different values of it, and would stand on both sides."
                                + " Part by subject, or give each subject one value.");
    }

    @Example
    void moreFoldsThanSubjectsAreRefused() {
        assertThatThrownBy(() -> Folds.stratified(single(3), new int[3], 5, Cohort.SUBJECT, random(1)))
                .isInstanceOf(UserError.class)
                .hasMessage("cannot make 5 folds of 3 different values of 'subject'; ask for fewer folds.");
        assertThatThrownBy(() -> HoldOut.stratified(single(1), new int[1], 0.5, Cohort.SUBJECT, random(1)))
                .isInstanceOf(UserError.class)
                .hasMessage("cannot hold rows out: there is only 1 value of 'subject'.");
    }

    private static Cohort single(int n) {
        return new Cohort(
                List.of(),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    private static Set<String> subjects(Cohort cohort, int[] rows) {
        Set<String> subjects = new HashSet<>();
        Arrays.stream(rows).forEach(row -> subjects.add(cohort.subject(row)));
        return subjects;
    }

    private static RandomGenerator random(long seed) {
        return new java.util.SplittableRandom(seed);
    }
}
