package org.theriac.core.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.theriac.core.UserError;

/**
 * A value that an option puts into a tree: {@code --set methods[0].cox.ties=breslow}. The value is YAML. Keys that hold dots are quoted:
 * {@code data.patients.types."d.time"=number}.
 */
final class SettingsPath {
    private static final Pattern STEP = Pattern.compile("(?:\"([^\"]+)\"|([^\".\\[\\]=]+))?((?:\\[\\d{1,6}])*)(\\.|$)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private final Place place;
    private final List<Object> steps;
    private final Located value;

    private SettingsPath(Place place, List<Object> steps, Located value) {
        this.place = place;
        this.steps = steps;
        this.value = value;
    }

    /** @throws UserError if the option is not {@code path=value} */
    static SettingsPath parse(String option) {
        Place top = Place.of("--set " + option);
        int equals = equalsSign(option);
        if (equals <= 0) {
            throw new UserError(top.prefix() + "expected path=value, such as protocol.folds=10.");
        }
        String path = option.substring(0, equals).strip();
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            matcher.region(at, path.length());
            if (!matcher.lookingAt() || matcher.end() == at || matcher.group(1) == null && matcher.group(2) == null) {
                throw new UserError(top.prefix() + "the path '" + path
                        + "' cannot be read; write keys with dots and list numbers in "
                        + "brackets, such as methods[0].cox.ties.");
            }
            steps.add(Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2)));
            Matcher index = INDEX.matcher(matcher.group(3));
            while (index.find()) {
                steps.add(Integer.parseInt(index.group(1)));
            }
            at = matcher.end();
        }
        Place named = top.named(path);
        return new SettingsPath(named, steps, LocatedYaml.parseInline(option.substring(equals + 1), named));
    }

    private static int equalsSign(String option) {
        boolean quoted = false;
        for (int i = 0; i < option.length(); i++) {
            quoted ^= option.charAt(i) == '"';
            if (option.charAt(i) == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** The tree with the value in its place; keys on the way that do not exist yet are made. */
    Located putInto(Located tree) {
        return put(tree, 0);
    }

    private Located put(Located here, int depth) {
        if (depth == steps.size()) {
            return value;
        }
        if (steps.get(depth) instanceof Integer index) {
            if (!(here instanceof Located.Sequence list)
                    || index >= list.items().size()) {
                String found = here instanceof Located.Sequence list
                        ? "the list has " + list.items().size() + " items, counted from 0"
                        : "found " + here.describe();
                throw new LocatedError(place, "there is no item [" + index + "] here: " + found + ".").toUserError();
            }
            List<Located> items = new ArrayList<>(list.items());
            items.set(index, put(items.get(index), depth + 1));
            return new Located.Sequence(list.place(), items);
        }
        String key = (String) steps.get(depth);
        List<Located.Entry> entries = new ArrayList<>(entries(here, key));
        Located nothing = new Located.Scalar(place, "", Located.Scalar.Form.NOTHING);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(key)) {
                Located.Entry old = entries.get(i);
                Place keyPlace = depth == steps.size() - 1 ? place : old.keyPlace();
                entries.set(i, new Located.Entry(key, keyPlace, put(old.value(), depth + 1)));
                return new Located.Mapping(here.place(), entries);
            }
        }
        entries.add(new Located.Entry(key, place, put(nothing, depth + 1)));
        return new Located.Mapping(here.place(), entries);
    }

    private List<Located.Entry> entries(Located here, String key) {
        if (here instanceof Located.Mapping mapping) {
            return mapping.entries();
        }
        boolean wordAlone =
                here instanceof Located.Scalar scalar && scalar.text().equals(key);
        if (here.isNothing() || wordAlone) {
            return List.of();
        }
        throw new LocatedError(place, "there is no key '" + key + "' here: found " + here.describe() + ".")
                .toUserError();
    }
}
