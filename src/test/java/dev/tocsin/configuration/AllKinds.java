package dev.tocsin.configuration;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;

import dev.tocsin.Implementations;
import dev.tocsin.secret.SecretSealer;

/** The kinds that the application has, for tests without it. Nothing can be asked of the world outside. */
public final class AllKinds {

    private static final String KEY = "s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3t0=";

    private static final List<Class<?>> CLASSES = Implementations.of(ConfigurationKind.class).stream()
            .sorted(Comparator.comparingInt((Class<?> type) -> type.getAnnotation(Priority.class).value()).reversed())
            .toList();

    private AllKinds() {
    }

    public static ConfigurationKinds kinds() {
        return new ConfigurationKinds(CLASSES.stream().<ConfigurationKind<?, ?>> map(AllKinds::create).toList());
    }

    private static ConfigurationKind<?, ?> create(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (ConfigurationKind<?, ?>) constructor.newInstance(
                    Arrays.stream(constructor.getParameterTypes()).map(AllKinds::given).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object given(Class<?> type) {
        if (type == Webhooks.class) {
            return new Webhooks(List.of());
        }
        return type == Sealing.class ? new Sealing(new SecretSealer(Optional.of(KEY), Optional.empty())) : null;
    }
}
