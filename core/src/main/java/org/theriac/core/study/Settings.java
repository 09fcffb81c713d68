package org.theriac.core.study;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What records of settings tell of themselves. */
final class Settings {
    private Settings() {}

    /** The class of a type, without its parameters. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        throw new IllegalStateException("settings cannot hold a " + type);
    }

    /** The type that a generic type holds, such as T of {@code List<T>}; the last of several. */
    static Type held(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return arguments[arguments.length - 1];
        }
        throw new IllegalStateException(type + " does not say what it holds");
    }

    /** The settings that a record starts from: its constant {@code DEFAULTS}, if it has one. */
    static Optional<Record> defaults(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals("DEFAULTS")
                    && Modifier.isStatic(field.getModifiers())
                    && field.getType() == type) {
                try {
                    field.setAccessible(true);
                    return Optional.of((Record) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("DEFAULTS of " + type + " cannot be read", e);
                }
            }
        }
        return Optional.empty();
    }

    static Object component(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("reading " + component + " failed", e.getCause());
        }
    }

    /** The records of a sealed family by the words that choose them, in their order: the compiler's own order depends on how it was called. */
    static Map<String, Class<?>> family(Class<?> sealed) {
        Map<String, Class<?>> members = new TreeMap<>();
        for (Class<?> member : sealed.getPermittedSubclasses()) {
            if (member.isSealed()) {
                members.putAll(family(member));
            } else {
                members.put(Words.snakeCase(member.getSimpleName()), member);
            }
        }
        return members;
    }

    static Map<String, RecordComponent> components(Class<?> record) {
        Map<String, RecordComponent> byKey = new LinkedHashMap<>();
        Arrays.stream(record.getRecordComponents()).forEach(c -> byKey.put(Words.snakeCase(c.getName()), c));
        return byKey;
    }

    /** The constants of an enum by their words. */
    static Map<String, Object> words(Class<?> type) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.put(Words.snakeCase(((Enum<?>) constant).name()), constant);
        }
        return words;
    }
}
