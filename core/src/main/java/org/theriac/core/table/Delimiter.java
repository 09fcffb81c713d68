package org.theriac.core.table;

/** What parts the fields of a row. */
public enum Delimiter {
    COMMA(',', "comma"),
    SEMICOLON(';', "semicolon"),
    TAB('\t', "tab"),
    PIPE('|', "pipe");

    private final char character;
    private final String word;

    Delimiter(char character, String word) {
        this.character = character;
        this.word = word;
    }

    char character() {
        return character;
    }

    String word() {
        return word;
    }

    /**
     * The delimiter that divides the first records of a text most evenly: the one with the most records of the header's width, then with the widest
     * header. A comma when nothing divides them.
     */
    static Delimiter sniff(char[] head, int length) {
        Delimiter best = COMMA;
        long bestScore = 0;
        for (Delimiter candidate : values()) {
            long score = candidate.score(head, length);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** 0 when the first record is not divided; else the records that are as wide as the first, then its width. */
    private long score(char[] head, int length) {
        int width = 0;
        int alike = 0;
        int fields = 1;
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < length && alike < 50; i++) {
            char c = head[i];
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == character) {
                fields++;
            } else if (!quoted && (c == '\n' || c == '\r') || i == length - 1) {
                if (!blank || fields > 1) {
                    width = width == 0 ? fields : width;
                    alike += fields == width ? 1 : 0;
                }
                fields = 1;
                blank = true;
                continue;
            }
            blank &= c == ' ';
        }
        return width < 2 ? 0 : alike * 1_000_000L + width;
    }
}
