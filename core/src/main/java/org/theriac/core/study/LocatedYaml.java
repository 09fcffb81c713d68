package org.theriac.core.study;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML as data: no types but texts, numbers, true and false; bounded in size, depth and aliases; no key twice. */
public final class LocatedYaml {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_DEPTH = 50;
    private static final int MOST_NODES = 100_000;
    private static final int MOST_ALIASES = 100;
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.MERGE);

    private final Place top;
    private final boolean lines;
    private int nodes;

    private LocatedYaml(Place top, boolean lines) {
        this.top = top;
        this.lines = lines;
    }

    /**
     * The tree of a file.
     *
     * @param name for messages
     * @throws UserError if there is no such file or it is not YAML
     */
    public static Located read(Path file, String name) {
        try {
            if (Files.isDirectory(file)) {
                throw new UserError(name + " is a folder; expected a YAML file.");
            }
            if (Files.size(file) > 4L * MOST_CHARACTERS) {
                throw new UserError(name + " has " + Files.size(file) + " bytes; a file of settings has at most "
                        + MOST_CHARACTERS + " characters. Is it a table?");
            }
            String text = decoded(Files.readAllBytes(file), name);
            if (text.length() > MOST_CHARACTERS) {
                throw new UserError(name + " has " + text.length() + " characters; a file of settings has at most "
                        + MOST_CHARACTERS + ". Is it a table?");
            }
            return parse(text, Place.of(name));
        } catch (NoSuchFileException e) {
            throw new UserError("there is no file " + name + ".", e);
        } catch (IOException e) {
            throw new SurroundingsError(name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static String decoded(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UserError(name + " is not text in UTF-8; save it in that encoding.", e);
        }
    }

    /** The tree of a file's text. */
    public static Located parse(String text, Place top) {
        return parse(text, top, true);
    }

    /** The tree of a short text, such as an option's value: everything in it stands at one place. */
    static Located parseInline(String text, Place top) {
        return parse(text, top, false);
    }

    private static Located parse(String text, Place top, boolean lines) {
        try {
            Node root = new Yaml(options()).compose(new StringReader(text));
            if (root == null) {
                return new Located.Scalar(top, "", Located.Scalar.Form.NOTHING);
            }
            return new LocatedYaml(top, lines).located(root, place(top, root.getStartMark(), lines), 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place at = place(top, mark, lines);
            throw new UserError(at.prefix() + "not valid YAML: " + sentence(e) + ".", e);
        } catch (YAMLException e) {
            throw new UserError(top.prefix() + "not valid YAML: " + firstLine(String.valueOf(e.getMessage())) + ".", e);
        } catch (LocatedError e) {
            throw e.toUserError();
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(MOST_DEPTH);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return options;
    }

    private static String sentence(MarkedYAMLException e) {
        String problem = firstLine(String.valueOf(e.getProblem()));
        String context = e.getContext() == null ? "" : " " + firstLine(e.getContext());
        String advice = problem.contains("\\t(TAB)") ? "; indent with spaces, not tabs" : "";
        return problem + context + advice;
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static Place place(Place top, @Nullable Mark mark, boolean lines) {
        return mark == null || !lines
                ? top
                : new Place(top.source(), mark.getLine() + 1, mark.getColumn() + 1, top.path());
    }

    private Place at(Node node) {
        return place(top, node.getStartMark(), lines);
    }

    private Located located(Node node, Place place, int depth) {
        if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
            throw new LocatedError(
                    top,
                    "too large once its aliases are written out, or an alias that contains itself; write it without aliases");
        }
        if (!TAGS.contains(node.getTag())) {
            throw new LocatedError(
                    place, "the tag " + node.getTag().getValue() + " is not allowed; settings are plain data");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, place, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Located> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                Place at = at(item);
                items.add(located(item, place.index(items.size(), at.line(), at.column()), depth + 1));
            }
            return new Located.Sequence(place, items);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        Located.Scalar.Form form = !plain
                ? Located.Scalar.Form.QUOTED
                : scalar.getTag().equals(Tag.NULL) ? Located.Scalar.Form.NOTHING : Located.Scalar.Form.PLAIN;
        return new Located.Scalar(place, scalar.getValue(), form);
    }

    private Located mapping(MappingNode mapping, Place place, int depth) {
        List<Located.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyAt = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new LocatedError(
                        place.key("?", keyAt.line(), keyAt.column()),
                        "a key is a single word; found a list or keys in its place");
            }
            Place keyPlace = place.key(key.getValue(), keyAt.line(), keyAt.column());
            Place earlier = seen.putIfAbsent(key.getValue(), keyPlace);
            if (earlier != null) {
                throw new LocatedError(
                        keyPlace, "the key stands here a second time; the first is in line " + earlier.line());
            }
            Place valueAt = at(tuple.getValueNode());
            Located value = located(
                    tuple.getValueNode(), place.key(key.getValue(), valueAt.line(), valueAt.column()), depth + 1);
            entries.add(new Located.Entry(key.getValue(), keyPlace, value));
        }
        return new Located.Mapping(place, entries);
    }
}
