package org.theriac.core.run;

/**
 * Something that the reader of the report should know: a repair that the field accepts, a warning, a count of excluded rows.
 *
 * @param where the child run in which it arose, such as {@code "fold 1/deepsurv"}; empty at the top
 * @param code a stable word for programs, such as {@code "unseen-level"}
 * @param sentence one sentence for people
 * @param count how many rows, columns or times it concerns
 */
public record Notice(String where, String code, String sentence, long count) {}
