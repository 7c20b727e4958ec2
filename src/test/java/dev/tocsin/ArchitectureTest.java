package dev.tocsin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

import dev.tocsin.start.StartSettings;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The rooms of the house and who may look into which. */
class ArchitectureTest {

    private static final String HOUSE = "dev.tocsin";
    private static final String ROOMS = """
            aws            |
            secret         |
            quiet          |
            flight         |
            outbound       |
            problem        | quiet
            database       | problem
            clock          | database flight
            door           | problem
            start          |
            embedded       | start
            notice         | aws
            notice.*       | notice aws
            chat           | notice outbound secret
            chat.slack     | chat notice secret slack
            chat.chime     | chat notice secret
            audit          | database problem
            access         | audit quiet secret problem
            slack          | outbound secret problem
            configuration  | audit aws chat database flight slack secret problem
            workspace      | audit configuration database door slack secret problem
            declaration    | configuration secret problem
            logs           | aws
            chatbot        | aws configuration secret problem
            delivery       | audit clock configuration database logs notice chat secret problem
            history        | chat database delivery notice sns problem
            iam            | aws problem
            openapi        |
            sns              | aws delivery outbound secret problem
            sns.signature    | aws outbound quiet sns
            sns.subscription | audit aws clock configuration database delivery iam outbound secret sns problem
            sns.message      | aws clock configuration database delivery door quiet secret sns sns.signature sns.subscription problem
            standin        |
            """;

    private static final JavaClasses HOUSEHOLD = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") || isOfTheStandIn(location))
            .importPackages(HOUSE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ROOMS)
    void aRoomLooksOnlyIntoTheRoomsThatItMay(String room, String allowed) {
        String[] open = Stream.concat(Stream.of(room), allowed == null ? Stream.empty() : Arrays.stream(allowed.split(" ")))
                .map(name -> HOUSE + "." + name).toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = resideInAnyPackage(HOUSE + "..");
        classes().that().resideInAPackage(HOUSE + "." + room)
                .should().onlyDependOnClassesThat(DescribedPredicate.not(ours).or(resideInAnyPackage(open)))
                .check(HOUSEHOLD);
    }

    @Test
    void thereIsNoRoomThatTheTableDoesNotKnow() {
        Set<String> known = ROOMS.lines().map(line -> HOUSE + "." + line.split("\\|")[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));
        known.add(HOUSE);
        Set<String> found = new TreeSet<>();
        HOUSEHOLD.forEach(javaClass -> found.add(javaClass.getPackageName().replaceAll("\\.notice\\..*", ".notice.*")));
        assertThat(found).isEqualTo(known);
    }

    @Test
    void theFamiliesOfMessagesDoNotKnowEachOther() {
        slices().matching(HOUSE + ".notice.(*)").should().notDependOnEachOther().check(HOUSEHOLD);
    }

    @Test
    void whatAMessageMeansIsFoundWithoutInputOrOutput() {
        noClasses().that().resideInAPackage(HOUSE + ".notice..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx..", "java.net.http..", "java.nio.file..", "java.sql..",
                        "org.hibernate.."))
                .check(HOUSEHOLD);
    }

    /** So no statement is without an end. The four that still ask the pool themselves set their statements one too. */
    @Test
    void onlyTheRoomOfTheDatabaseHasThePool() {
        noClasses().that().resideOutsideOfPackages(HOUSE + ".database").and()
                .haveNameNotMatching(
                        ".*\\.(access\\.(TokenStore|Tokens)|configuration\\.(DisabledWorkspaces|RefusedCredentials))")
                .should()
                .dependOnClassesThat(assignableTo("io.vertx.mutiny.sqlclient.Pool").or(assignableTo("io.vertx.sqlclient.Pool")))
                .check(HOUSEHOLD);
    }

    /** The configuration that there is before Quarkus has started is, natively, the one of the build. */
    @Test
    void whatRunsBeforeQuarkusReadsItsSettingsAnew() {
        noClasses().that().resideInAnyPackage(HOUSE, HOUSE + ".start", HOUSE + ".embedded")
                .should().dependOnClassesThat(type(ConfigProvider.class).or(type(ConfigProviderResolver.class)))
                .check(HOUSEHOLD);
        noClasses().that().doNotBelongToAnyOf(StartSettings.class)
                .should().dependOnClassesThat(type(SmallRyeConfigBuilder.class))
                .check(HOUSEHOLD);
    }

    /** They would be made while the native executable is built, and be the same at each start. The stand-in is not in it. */
    @Test
    void noStaticFieldHoldsChanceTimeOrTheMachine() {
        noFields().that().areStatic().and().areDeclaredInClassesThat().resideOutsideOfPackage(HOUSE + ".standin").should()
                .haveRawType(assignableTo(Random.class)
                        .or(assignableTo(Clock.class)).or(assignableTo(Instant.class)).or(assignableTo(InetAddress.class))
                        .or(assignableTo(Config.class)).or(assignableTo(ProcessHandle.class)))
                .check(HOUSEHOLD);
    }

    @Test
    void beansGetWhatTheyNeedByTheirConstructors() {
        noFields().should().beAnnotatedWith(Inject.class).check(HOUSEHOLD);
    }

    @Test
    void nothingInTheApplicationDependsOnTheStandIn() {
        JavaClasses application = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(HOUSE);
        noClasses().that().resideOutsideOfPackage(HOUSE + ".standin").should().dependOnClassesThat()
                .resideInAPackage(HOUSE + ".standin").check(application);
    }

    /** It is compiled with the tests; its own tests are none of the household. */
    private static boolean isOfTheStandIn(Location location) {
        return location.contains("/dev/tocsin/standin/") && !location.contains("Test.class") && !location.contains("Test$");
    }
}
