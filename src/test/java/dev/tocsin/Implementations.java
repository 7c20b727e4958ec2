package dev.tocsin;

import java.util.List;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** What the application has of a kind, found as classes: no list to forget one in. */
public final class Implementations {

    private Implementations() {
    }

    /** Those in its room, and in the rooms within that. */
    public static List<Class<?>> of(Class<?> type) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            // Whatever else they use would be read out of the jars, which takes seconds.
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().withImportOption(location -> !location.contains("/test-classes/"))
                    .importPackages(type.getPackageName()).stream()
                    .filter(one -> one.isAssignableTo(type) && !one.getModifiers().contains(JavaModifier.ABSTRACT))
                    .<Class<?>> map(JavaClass::reflect).toList();
        });
    }
}
