package dev.tocsin;

import java.lang.reflect.Method;
import java.util.Locale;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** The property that a method of a {@code @ConfigMapping} stands for. */
final class MappedProperty {

    private MappedProperty() {
    }

    static String of(Class<?> mapping, Method method) {
        WithName name = method.getAnnotation(WithName.class);
        return mapping.getAnnotation(ConfigMapping.class).prefix() + "."
                + (name != null ? name.value() : method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }
}
