package dev.tocsin;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameterizedType;

import dev.tocsin.start.StartSettings;
import io.quarkus.arc.ArcContainer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.groups.MultiRetry;
import io.smallrye.mutiny.groups.UniRetry;

/** The rooms of the house and who may look into which. */
class ArchitectureTest {

    private static final String HOUSE = "dev.tocsin";
    private static final String ROOMS = """
            address          |
            clock            |
            secret           |
            quiet            |
            lines            | quiet
            flight           |
            outbound         |
            aws              | clock
            aws.model        |
            aws.call         | aws aws.model clock flight
            problem          | quiet
            database         | aws clock flight problem
            door             | problem
            watch            | database
            start            |
            embedded         | start
            notice           | aws
            notice.*         | notice aws
            chat             | notice outbound secret
            chat.slack       | address chat notice secret slack
            chat.chime       | chat notice secret
            chat.teams       | chat notice secret
            chart            | aws chat clock flight notice
            context          | aws flight notice quiet
            audit            | database problem
            access           | audit clock database quiet secret problem
            slack            | address outbound secret problem
            configuration    | access audit aws chat database flight secret problem
            configuration.workspaces | audit configuration database slack secret problem
            configuration.slack | configuration configuration.workspaces database secret slack problem
            configuration.chime | configuration database secret problem
            configuration.teams | configuration database secret problem
            configuration.keys | configuration database secret
            configuration.declared | audit configuration configuration.workspaces problem
            workspace        | address audit clock command command.offer configuration configuration.workspaces database door live quiet slack secret problem
            declaration      | clock configuration configuration.declared database secret problem
            logs             | aws clock
            chatbot          | aws configuration configuration.declared secret problem
            delivery         | address audit clock configuration configuration.workspaces context database lines logs notice chat secret problem
            live             | audit chart chat configuration.workspaces context database delivery notice secret problem
            command.language | aws aws.call aws.model clock
            command.result   | aws.call aws.model command.language notice
            command.settings | access address audit aws chat clock configuration configuration.slack configuration.workspaces database flight notice problem secret slack
            command.slack    | chat chat.slack command.language command.result
            command.offer    | aws chat command command.settings configuration configuration.slack database delivery flight notice
            command          | aws aws.call aws.model audit clock command.language command.result command.settings command.slack configuration.workspaces database flight notice problem quiet secret slack
            history          | chat configuration database delivery flight notice sns sns.subscription problem
            iam              | address aws problem
            silence          | aws configuration.slack database delivery quiet sns.subscription
            openapi          |
            sns              | aws delivery outbound secret problem
            sns.signature    | address aws clock outbound quiet sns
            sns.subscription | address audit aws configuration database delivery iam outbound quiet secret sns problem
            sns.message      | aws clock configuration database delivery door quiet secret sns sns.signature sns.subscription problem
            console          | access problem
            console.overview | aws console chat configuration database delivery flight history notice sns.subscription problem
            console.history  | aws console chat configuration database delivery history live notice sns problem
            console.configuration | aws console configuration configuration.workspaces database history iam sns.subscription problem
            console.workspace | audit clock console configuration configuration.workspaces database secret slack workspace problem
            console.message  | aws clock console chat delivery history notice sns.subscription problem
            console.command  | access audit command.settings configuration console database problem
            console.administration | access audit clock console configuration configuration.declared configuration.keys database declaration secret sns.signature watch problem
            standin          | console.message
            """;

    private static final JavaClasses HOUSEHOLD = Household.whole();

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
        noClasses().that().resideOutsideOfPackages(HOUSE + ".database")
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

    /**
     * Leases, pauses and ages go by the database's clock, and what is measured here by nanoTime: nothing comes of a clock that
     * somebody sets. {@code Courier} asks for a Retry-After with a date, of an answer without one; {@code Previews} shows a
     * message as if it had just been received, and nothing goes by that.
     */
    @Test
    void whatClaimsPostsAndSettlesNeverAsksThisMachinesClock() {
        DescribedPredicate<JavaClass> delivers = resideInAnyPackage(HOUSE + ".delivery", HOUSE + ".live", HOUSE + ".chat..");
        Set<String> asking = HOUSEHOLD.stream().filter(delivers)
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(ArchitectureTest::asksForTheTime)
                        || type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(one -> one.getTargetClass().isAssignableTo(InstantSource.class)))
                .map(JavaClass::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(asking).containsExactly("Courier", "Previews");
    }

    private static boolean asksForTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return owner.startsWith("java.time.") && name.equals("now") || name.equals("currentTimeMillis")
                || owner.equals("java.util.Date") && name.equals("<init>") || owner.equals("java.util.Calendar");
    }

    /** It counts by this machine's clock, so that a try would end early or go on for hours when that is set. */
    @Test
    void nobodyLetsMutinySayForHowLongSomethingIsTriedAgain() {
        noClasses().should().accessTargetWhere(target(owner(assignableTo(UniRetry.class).or(assignableTo(MultiRetry.class))))
                .and(target(nameMatching("expireIn|expireAt")))).check(HOUSEHOLD);
    }

    @Test
    void beansGetWhatTheyNeedByTheirConstructors() {
        noFields().should().beAnnotatedWith(Inject.class).check(HOUSEHOLD);
    }

    /** A clock, say, has no type of ours, so the rule about types does not see whose it is. */
    @Test
    void aBeanOfAForeignTypeIsTakenOnlyFromARoomThatTheTableNames() {
        Map<String, String> makers = new HashMap<>();
        methods(Produces.class).filter(maker -> !isOurs(maker.getRawReturnType()))
                .forEach(maker -> makers.put(maker.getRawReturnType().getName(), room(maker.getOwner())));
        assertThat(makers).containsEntry(Clock.class.getName(), "clock");

        Set<String> past = new TreeSet<>();
        takers().forEach(taker -> taker.getRawParameterTypes().stream().map(JavaClass::getName).filter(makers::containsKey)
                .filter(taken -> !mayKnow(room(taker.getOwner()), makers.get(taken)))
                .forEach(taken -> past.add(room(taker.getOwner()) + " takes " + taken + " from " + makers.get(taken))));
        assertThat(past).isEmpty();
    }

    /** Only then the rule about types holds for events too: whoever observes one depends on its type. */
    @Test
    void anEventHasATypeOfOursOrOfTheFramework() {
        Set<String> events = new TreeSet<>();
        HOUSEHOLD.stream().flatMap(type -> type.getMethods().stream()).forEach(method -> method.getParameters().stream()
                .filter(parameter -> parameter.isAnnotatedWith(Observes.class)
                        || parameter.isAnnotatedWith(ObservesAsync.class))
                .forEach(parameter -> events.add(parameter.getRawType().getName())));
        HOUSEHOLD.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Event.class))
                .forEach(field -> ((JavaParameterizedType) field.getType()).getActualTypeArguments()
                        .forEach(fired -> events.add(fired.toErasure().getName())));
        assertThat(events).contains(HOUSE + ".configuration.TopicsChanged")
                .allMatch(event -> event.startsWith(HOUSE + ".") || event.startsWith("io."));
    }

    /** What is looked up by itself, or by a name, passes the table by. */
    @Test
    void nobodyLooksUpBeansOrSettingsByThemselves() {
        noClasses().that().resideOutsideOfPackage(HOUSE + ".standin").should().dependOnClassesThat(
                type(CDI.class).or(type(BeanManager.class)).or(type(Instance.class)).or(type(Named.class))
                        .or(type(ConfigProvider.class)))
                .orShould().callMethodWhere(target(owner(assignableTo(ArcContainer.class)))
                        .and(target(nameMatching("instance|select|listAll|beanInstanceSupplier"))))
                .check(HOUSEHOLD);
    }

    /** Two rooms may not mean different things by one word. Those that still do are to be renamed. */
    @Test
    void aNameStandsForOneType() {
        Set<String> known = Set.of("ResourceName");
        Map<String, Set<String>> rooms = new TreeMap<>();
        HOUSEHOLD.stream().filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .forEach(type -> rooms.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>()).add(room(type)));
        rooms.values().removeIf(where -> where.size() == 1);
        assertThat(rooms.keySet()).isEqualTo(new TreeSet<>(known));
    }

    private static Stream<JavaMethod> methods(Class<? extends Annotation> annotation) {
        return HOUSEHOLD.stream().flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(annotation));
    }

    /** Constructors of beans, and methods that make beans. */
    private static Stream<JavaCodeUnit> takers() {
        return Stream.concat(methods(Produces.class), HOUSEHOLD.stream()
                .filter(type -> type.isAnnotatedWith(ApplicationScoped.class) || type.isAnnotatedWith(Singleton.class))
                .flatMap(type -> type.getConstructors().stream()));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(HOUSE);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().equals(HOUSE) ? "" : type.getPackageName().substring(HOUSE.length() + 1);
    }

    private static boolean mayKnow(String room, String other) {
        return room.equals(other)
                || ROOMS.lines().map(line -> line.split("\\|", 2)).filter(line -> line[0].strip().equals(room))
                        .anyMatch(line -> List.of(line[1].strip().split(" ")).contains(other));
    }

    @Test
    void nothingInTheApplicationDependsOnTheStandIn() {
        noClasses().that().resideOutsideOfPackage(HOUSE + ".standin").should().dependOnClassesThat()
                .resideInAPackage(HOUSE + ".standin").check(Household.application());
    }
}
