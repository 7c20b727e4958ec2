package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Every address is led to its resource: the framework chooses a class by its path first, and asks no other afterwards. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class ConsoleAddressesTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)[^}]*}");
    private static final Map<String, String> PARAMETERS = Map.of("id", "999999999",
            "messageId", "5e6c1a2f-0000-4000-8000-000000000001", "name", "nobody", "list", "slack/channels",
            "slackTeamId", "T0NOBODY", "ticket", "nothing", "topicArn", "arn:aws:sns:eu-central-1:123456789012:nobody");
    private static final String NOTHING_THERE = "There is nothing at this path";

    /** An address that changes something. */
    private record Change(String method, String path) {
    }

    @Test
    void everyChangeIsLedToItsResource() {
        Visit visit = Visit.by(Api.TOKEN);
        List<Change> changes = changes();
        assertThat(changes).hasSizeGreaterThan(12).contains(new Change("POST", "/console/notifications/{messageId}/deliver"));

        for (Change change : changes) {
            if (change.path().endsWith("/logout")) {
                continue;
            }
            String path = PARAMETER.matcher(change.path()).replaceAll(found -> PARAMETERS.get(found.group(1)));
            Response answer = visit.change().formParam("configurationName", "nobody").request(change.method(), path);
            assertThat(answer.statusCode()).as(change + ": " + answer.asString()).isNotIn(405, 415).isLessThan(500);
            assertThat(answer.asString()).as(change.toString()).doesNotContain(NOTHING_THERE);
        }
        visit.change().post("/console/nothing-here").then().statusCode(404);
        assertThat(visit.change().post("/console/nothing-here").asString()).contains(NOTHING_THERE);
    }

    private static List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (JavaClass one : classesOfTheConsole()) {
            if (one.isAnnotatedWith(Path.class)) {
                Class<?> resource = one.reflect();
                for (Method method : resource.getDeclaredMethods()) {
                    httpMethod(method).filter(name -> !name.equals("GET")).ifPresent(name -> changes.add(
                            new Change(name, resource.getAnnotation(Path.class).value() + path(method))));
                }
            }
        }
        return changes;
    }

    private static JavaClasses classesOfTheConsole() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            // Whatever else they use would be read out of the jars, which takes seconds.
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.tocsin.console");
        });
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static Optional<String> httpMethod(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod named = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (named != null) {
                return Optional.of(named.value());
            }
        }
        return Optional.empty();
    }
}
