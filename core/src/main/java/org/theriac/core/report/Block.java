package org.theriac.core.report;

/** A piece of a section. */
public sealed interface Block permits Paragraph, Table, Figure, Pictures {}
