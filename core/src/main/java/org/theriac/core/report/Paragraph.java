package org.theriac.core.report;

/**
 * Plain text.
 *
 * @param tone ordinary text, a note in small print, or a warning that must be seen
 */
public record Paragraph(String text, Tone tone) implements Block {
    /** How a paragraph is meant. */
    public enum Tone {
        TEXT,
        NOTE,
        WARNING
    }

    public static Paragraph text(String text) {
        return new Paragraph(text, Tone.TEXT);
    }

    public static Paragraph note(String text) {
        return new Paragraph(text, Tone.NOTE);
    }

    public static Paragraph warning(String text) {
        return new Paragraph(text, Tone.WARNING);
    }
}
