package org.theriac.core.study;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.theriac.core.UserError;

/**
 * Turns a tree of settings into records. A record's keys are its components in snake_case; a key that is not given keeps its default. Members of a
 * sealed family stand as a single key: {@code {time_to_event: {…}}}. What a record's constructor refuses becomes a problem at the record's place.
 * Immutable.
 */
public final class Binder {
    private final Map<Class<?>, Binding<?>> bindings;
    private final List<PartEntry<?, ?>> parts;

    private Binder(Map<Class<?>, Binding<?>> bindings, List<PartEntry<?, ?>> parts) {
        this.bindings = Map.copyOf(bindings);
        this.parts = List.copyOf(parts);
    }

    /** Records, sealed families, enums, numbers, texts, lists, maps and optional values. */
    public static Binder standard() {
        return standard(Path.of(""));
    }

    /** The same for a file in this folder, from which relative paths start. */
    static Binder standard(Path base) {
        return new Binder(Map.of(FolderPath.class, new FolderPath.InFile(base)), List.of());
    }

    /** The same with a type that stands in its own way. */
    public <T> Binder with(Class<T> type, Binding<T> binding) {
        Map<Class<?>, Binding<?>> more = new HashMap<>(bindings);
        more.put(type, binding);
        return new Binder(more, parts);
    }

    /** The same with parts that a {@link PartChoice} may name. */
    public Binder withParts(List<PartEntry<?, ?>> known) {
        return new Binder(bindings, known);
    }

    /** The parts of a family by their words. */
    Map<String, PartEntry<?, ?>> parts(Class<?> family) {
        Map<String, PartEntry<?, ?>> members = new LinkedHashMap<>();
        parts.stream().filter(part -> part.family() == family).forEach(part -> members.put(part.id(), part));
        return members;
    }

    Optional<Binding<?>> binding(Class<?> type) {
        return Optional.ofNullable(bindings.get(type));
    }

    /**
     * The settings that a tree gives, starting from some.
     *
     * @throws UserError if the tree does not fit: one line for each problem
     */
    public <R extends Record> R bind(Located at, R defaults) {
        try {
            return record(at, defaults, Set.of());
        } catch (LocatedError e) {
            throw e.toUserError();
        }
    }

    /**
     * As {@link #bind}, as a part of a larger tree.
     *
     * @param otherKeys keys that stand beside the record's own and are read elsewhere
     * @throws LocatedError if the tree does not fit
     */
    public <R extends Record> R record(Located at, R defaults, Set<String> otherKeys) {
        @SuppressWarnings("unchecked") // the class of a value of type R is a Class<R>: records are final
        Class<R> type = (Class<R>) defaults.getClass();
        return record(at, type, defaults, otherKeys);
    }

    private <R> R record(Located at, Class<R> type, @Nullable Record base, Set<String> otherKeys) {
        Located.Mapping mapping = mapping(at);
        Map<String, RecordComponent> components = Settings.components(type);
        Problems problems = new Problems();
        Set<String> allowed = new LinkedHashSet<>(components.keySet());
        allowed.addAll(otherKeys);
        for (Located.Entry entry : mapping.entries()) {
            if (!allowed.contains(entry.key())) {
                problems.add(entry.error(Words.unknown("key", entry.key(), allowed)));
            }
        }
        List<Object> values = new ArrayList<>();
        components.forEach(
                (key, component) -> problems.attempt(() -> values.add(component(mapping, key, component, base))));
        problems.throwIfAny();
        return construct(at, type, values);
    }

    private Object component(Located.Mapping mapping, String key, RecordComponent component, @Nullable Record base) {
        Optional<Located.Entry> entry = mapping.entry(key);
        Object fallback = base == null ? null : Settings.component(base, component);
        if (entry.isPresent()) {
            return value(
                    entry.get().value(), component.getGenericType(), fallback, component.getAnnotation(Range.class));
        }
        Class<?> raw = Settings.raw(component.getGenericType());
        Object absent = fallback != null
                ? fallback
                : raw == Optional.class ? Optional.empty() : raw == List.class ? List.of() : null;
        if (absent == null || component.isAnnotationPresent(Required.class)) {
            Meaning meaning = component.getAnnotation(Meaning.class);
            throw mapping.error("the key '" + key + "' is missing" + (meaning == null ? "." : ": " + meaning.value()));
        }
        return absent;
    }

    private static <R> R construct(Located at, Class<R> type, List<Object> values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof UserError) {
                throw at.error(String.valueOf(e.getCause().getMessage()));
            }
            throw new IllegalStateException("the constructor of " + type + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be constructed", e);
        }
    }

    /** Keys with values; nothing counts as none of them. */
    public Located.Mapping mapping(Located at) {
        if (at instanceof Located.Mapping mapping) {
            return mapping;
        }
        if (at.isNothing()) {
            return new Located.Mapping(at.place(), List.of());
        }
        throw at.error("found " + at.describe() + "; allowed: keys with values.");
    }

    private Object value(Located at, Type type, @Nullable Object fallback, @Nullable Range range) {
        Class<?> raw = Settings.raw(type);
        Binding<?> binding = bindings.get(raw);
        if (binding != null) {
            return binding.bind(at, this);
        }
        if (raw == Optional.class) {
            Object within = fallback instanceof Optional<?> optional && optional.isPresent() ? optional.get() : null;
            return at.isNothing() ? Optional.empty() : Optional.of(value(at, Settings.held(type), within, range));
        }
        if (raw == List.class) {
            return list(at, Settings.held(type), range);
        }
        if (raw == Map.class) {
            return map(at, Settings.held(type), range);
        }
        if (raw == PartChoice.class) {
            return part(at, Settings.raw(Settings.held(type)), fallback);
        }
        if (raw.isSealed() && !raw.isEnum()) { // an enum whose constants have bodies is sealed too
            return member(at, raw, fallback);
        }
        if (raw.isAnnotationPresent(AsText.class)) {
            return construct(at, raw, List.of(Scalars.value(at, String.class, null)));
        }
        if (raw.isRecord()) {
            Record base = fallback == null ? Settings.defaults(raw).orElse(null) : (Record) fallback;
            return record(at, raw, base, Set.of());
        }
        return Scalars.value(at, raw, range);
    }

    private List<?> list(Located at, Type element, @Nullable Range range) {
        if (!(at instanceof Located.Sequence sequence)) {
            throw at.error("found " + at.describe() + "; allowed: a list, such as [a, b].");
        }
        Binding<?> binding = bindings.get(Settings.raw(element));
        if (binding != null) {
            return binding.bindAll(sequence, this);
        }
        List<Object> values = new ArrayList<>();
        Problems problems = new Problems();
        sequence.items().forEach(item -> problems.attempt(() -> values.add(value(item, element, null, range))));
        problems.throwIfAny();
        return List.copyOf(values);
    }

    private Map<String, Object> map(Located at, Type element, @Nullable Range range) {
        Map<String, Object> values = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (Located.Entry entry : mapping(at).entries()) {
            problems.attempt(() -> values.put(entry.key(), value(entry.value(), element, null, range)));
        }
        problems.throwIfAny();
        return values;
    }

    /** A member of an open family: its word with its settings, or the word alone. */
    private PartChoice<?> part(Located at, Class<?> family, @Nullable Object fallback) {
        Map<String, PartEntry<?, ?>> members = parts(family);
        Choice choice = Choice.of(at, Words.snakeCase(family.getSimpleName()).replace('_', ' '), members.keySet());
        PartEntry<?, ?> entry = java.util.Objects.requireNonNull(members.get(choice.word()));
        Record base =
                fallback instanceof PartChoice<?> chosen && chosen.entry().id().equals(entry.id())
                        ? chosen.settings()
                        : entry.defaults();
        return new PartChoice<>(entry, record(choice.settings(), base, Set.of()));
    }

    /** A member of a sealed family: a single key with its settings, or its word alone. */
    private Object member(Located at, Class<?> sealed, @Nullable Object fallback) {
        Map<String, Class<?>> family = Settings.family(sealed);
        Choice choice = Choice.of(at, Words.snakeCase(sealed.getSimpleName()), family.keySet());
        Class<?> chosen = java.util.Objects.requireNonNull(family.get(choice.word()));
        Record base = chosen.isInstance(fallback)
                ? (Record) fallback
                : Settings.defaults(chosen).orElse(null);
        return record(choice.settings(), chosen, base, Set.of());
    }
}
