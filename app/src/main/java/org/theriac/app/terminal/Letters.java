package org.theriac.app.terminal;

/** How many columns of a terminal letters take: none for combining marks, two for East Asian wide letters and emoji. */
final class Letters {
    private Letters() {}

    static int width(CharSequence text) {
        return text.codePoints().map(Letters::width).sum();
    }

    static int width(int letter) {
        int type = Character.getType(letter);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        return isWide(letter) ? 2 : 1;
    }

    private static boolean isWide(int letter) {
        Character.UnicodeScript script = Character.UnicodeScript.of(letter);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HANGUL
                || letter >= 0x3000 && letter <= 0x303E
                || letter >= 0xFF01 && letter <= 0xFF60
                || letter >= 0x1F300 && letter <= 0x1FAFF;
    }

    /** The text cut to a width, with an ellipsis where something was left out. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        for (int letter : text.codePoints().toArray()) {
            if (width(cut) + width(letter) > width - 1) {
                break;
            }
            cut.appendCodePoint(letter);
        }
        return cut.append('…').toString();
    }
}
