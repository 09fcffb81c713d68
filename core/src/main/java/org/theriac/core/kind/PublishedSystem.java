package org.theriac.core.kind;

/**
 * A published system that a kind of study brings, as the list of systems shows it.
 *
 * @param id the word that chooses it in study files
 * @param title its name for readers
 * @param purpose one sentence: what it is for
 * @param paper where it was published
 */
public record PublishedSystem(String id, String title, String purpose, String paper) {}
