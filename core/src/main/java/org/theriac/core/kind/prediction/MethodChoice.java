package org.theriac.core.kind.prediction;

import org.theriac.core.method.MethodEntry;

/**
 * A method that a study asks for.
 *
 * @param name unique within the study; the entry's title unless the study names it
 * @param settings all of the method's settings, defaults filled in; of the class {@code entry.settings()}
 */
public record MethodChoice(String name, MethodEntry<?, ?, ?> entry, Record settings) {}
