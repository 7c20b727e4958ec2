package dev.tocsin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The statements of a room as they are sent, whatever they are put together of: each is a constant of a class. */
public final class StatementConstants {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern IN_A_SOURCE = Pattern.compile("\"\\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE)\\s");
    private static final Pattern STATEMENT = Pattern.compile("\\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE)\\s.*", Pattern.DOTALL);

    private StatementConstants() {
    }

    /**
     * By class and name.
     *
     * @param room with those in it; empty for all
     */
    public static Map<String, String> of(String room) {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES.resolve("dev/tocsin").resolve(room.replace('.', '/')))) {
            files.filter(file -> file.toString().endsWith(".java")).filter(StatementConstants::hasStatements)
                    .forEach(file -> add(found, type(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static boolean hasStatements(Path file) {
        try {
            return IN_A_SOURCE.matcher(Files.readString(file)).find();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> type(Path file) {
        String name = SOURCES.relativize(file).toString().replace('/', '.');
        try {
            return Class.forName(name.substring(0, name.length() - ".java".length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An enum's constants may have one each. */
    private static void add(Map<String, String> found, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
                add(found, type.getSimpleName() + "." + field.getName(), field, null);
            } else if (field.getType() == String.class && type.isEnum()) {
                Stream.of(type.getEnumConstants())
                        .forEach(one -> add(found, type.getName() + "." + one + "." + field.getName(), field, one));
            }
        }
        Stream.of(type.getDeclaredClasses()).forEach(inner -> add(found, inner));
    }

    private static void add(Map<String, String> found, String name, Field field, Object of) {
        try {
            field.setAccessible(true);
            String text = (String) field.get(of);
            if (text != null && STATEMENT.matcher(text).matches()) {
                found.put(name, text);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
