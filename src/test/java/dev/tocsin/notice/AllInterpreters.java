package dev.tocsin.notice;

import java.lang.reflect.Constructor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;

import dev.tocsin.Implementations;

/** The interpreters of the application in the order in which ArC gives them. */
public final class AllInterpreters {

    private static final List<Interpreter> ALL = classes().stream().map(AllInterpreters::create).toList();

    private AllInterpreters() {
    }

    public static Interpreters asked() {
        return new Interpreters(ALL);
    }

    /** Who of those that are certain of theirs claims the message; two would be a tie. */
    public static List<String> claimants(Message message) {
        Reading reading = Reading.of(message);
        return ALL.stream().filter(interpreter -> priority(interpreter.getClass()) >= Interpreter.KNOWN)
                .filter(interpreter -> interpreter.interpret(reading).isPresent())
                .map(interpreter -> interpreter.getClass().getSimpleName()).toList();
    }

    /**
     * Asks each interpreter directly, so that none hides behind the floor: what breaks breaks here. The notices are as
     * {@link Interpreters} would hand them on.
     */
    public static List<Notice> askedOneByOne(Message message) {
        Reading reading = Reading.of(message);
        Scrub scrub = new Scrub(reading.secrets());
        return ALL.stream().map(interpreter -> interpreter.interpret(reading)).flatMap(Optional::stream).map(scrub::notice)
                .toList();
    }

    static List<Class<? extends Interpreter>> classes() {
        return Implementations.of(Interpreter.class).stream()
                .<Class<? extends Interpreter>> map(type -> type.asSubclass(Interpreter.class))
                .sorted(Comparator.comparingInt(AllInterpreters::priority).reversed())
                .toList();
    }

    static int priority(Class<?> type) {
        Priority priority = type.getAnnotation(Priority.class);
        if (priority == null) {
            throw new AssertionError(type + " has no @Priority");
        }
        return priority.value();
    }

    private static Interpreter create(Class<? extends Interpreter> type) {
        try {
            Constructor<? extends Interpreter> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " needs a constructor without parameters", e);
        }
    }
}
