package org.theriac.core.report;

import java.util.List;

/**
 * Pictures side by side, each with a few words beneath it. Pictures of persons belong into an {@linkplain Section#individual() individual} section.
 *
 * @param id a word unique within the report
 * @param title its heading
 * @param caption what is shown, with its conventions
 * @param columns pictures in a row, on a wide page
 * @param pictures in reading order
 */
public record Pictures(String id, String title, String caption, int columns, List<Picture> pictures) implements Block {
    public Pictures {
        pictures = List.copyOf(pictures);
    }

    /**
     * One picture.
     *
     * @param png the file's bytes
     * @param label stands beneath it, and is what a reader who cannot see it is told
     */
    public record Picture(byte[] png, String label) {}
}
