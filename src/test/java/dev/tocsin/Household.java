package dev.tocsin;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/** The classes of the application and of the stand-in, read once for all tests that look at them: that takes seconds. */
public final class Household {

    static final String HOUSE = "dev.tocsin";

    private static final JavaClasses WHOLE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") || isOfTheStandIn(location))
            .importPackages(HOUSE);

    private Household() {
    }

    static JavaClasses whole() {
        return WHOLE;
    }

    /** Without the stand-in. */
    public static JavaClasses application() {
        return WHOLE.that(JavaClass.Predicates.resideOutsideOfPackage(HOUSE + ".standin.."));
    }

    /** It is compiled with the tests; its own tests are none of the household. */
    private static boolean isOfTheStandIn(Location location) {
        return location.contains("/dev/tocsin/standin/") && !location.contains("Test.class") && !location.contains("Test$");
    }
}
