package org.theriac.app.report;

/** HTML in the making. Whatever is given as text or as an attribute's value is escaped; names of elements and attributes come from the program alone. */
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 20);
    private final Phrasebook book;

    /** @param book of the page's language */
    Html(Phrasebook book) {
        this.book = book;
    }

    /** A phrase of the program's in the language of the page. */
    String say(String text) {
        return book.say(text);
    }

    /** The book of the page's language. */
    Phrasebook book() {
        return book;
    }

    /**
     * An opening tag.
     *
     * @param attributes names and values in turn
     */
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** A whole element that holds text alone. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Html line() {
        out.append('\n');
        return this;
    }

    /** Markup or script of the program's own, as it is. */
    Html verbatim(String markup) {
        out.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Text that is safe between tags and inside quoted attribute values. Control characters, which HTML forbids, become the replacement character. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append(c);
                case '\r' -> safe.append("&#13;");
                default -> safe.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    /** A word for {@code id} and fragment links: letters, digits, hyphens and underscores, starting with a letter. */
    static String anchor(String prefix, String id) {
        return prefix + "-" + id.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /** JSON inside a script element: no {@code <} can end the element or open a comment. */
    static String insideScript(String json) {
        return json.replace("<", "\\u003c");
    }
}
