package org.theriac.core.study;

/**
 * Where something stands.
 *
 * @param source name of the file, or the option that gave it
 * @param line from 1; 0 when the source has no lines
 * @param column from 1
 * @param path the field, such as {@code methods[2].deepsurv.hidden}; empty for the whole
 */
public record Place(String source, int line, int column, String path) {
    /** The place of the whole of a source without lines. */
    public static Place of(String source) {
        return new Place(source, 0, 0, "");
    }

    Place key(String key, int keyLine, int keyColumn) {
        return new Place(source, keyLine, keyColumn, path.isEmpty() ? key : path + "." + key);
    }

    Place index(int index, int itemLine, int itemColumn) {
        return new Place(source, itemLine, itemColumn, path + "[" + index + "]");
    }

    Place named(String otherPath) {
        return new Place(source, line, column, otherPath);
    }

    /** {@code studies/x.yaml:12:7: methods[1].deepsurv: } */
    String prefix() {
        String position = line == 0 ? source : source + ":" + line + ":" + column;
        return path.isEmpty() ? position + ": " : position + ": " + path + ": ";
    }
}
