package dev.tocsin.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.call.NeverAllowed;

/** {@code docs/commands-reference.md}, which {@code -Dgolden.update=true} writes anew. */
class CommandsReferenceTest {

    private static final Path PAGE = Path.of("docs", "commands-reference.md");
    private static final String HEAD = """
            # Services and operations

            What a command in a chat can name: {services} services of AWS with {operations} operations, by the names that AWS's command line has for \
            them. What reads runs at once; what changes something waits until somebody has pressed Run. That is decided by the \
            access levels that AWS gives the actions of IAM, and [not by the first word](service-models.md#reads-or-changes). What a \
            command may do is decided by the role and the guardrail policies of its channel: of what is listed here much is refused. What is \
            listed as "Not from a chat" [nobody may do](commands-permissions.md#what-nobody-may-do-from-a-chat), whatever their role allows.

            This page is made of the tables of services: `./mvnw test -Dtest=CommandsReferenceTest -Dgolden.update=true`.
            """;

    private final ServiceModels models = new ServiceModels();

    @Test
    void listsWhatThereIs() throws IOException {
        List<ServiceModel> services = models.names().stream().map(name -> models.service(name).orElseThrow()).toList();
        int operations = services.stream().mapToInt(service -> service.operations().size()).sum();
        String page = HEAD.replace("{services}", String.valueOf(services.size()))
                .replace("{operations}", String.format(Locale.ROOT, "%,d", operations))
                + services.stream().map(this::section).collect(Collectors.joining());

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.lines()).isEqualTo(Files.readAllLines(PAGE));
    }

    private String section(ServiceModel service) {
        String others = models.otherNames(service.name()).stream().map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        return "\n## " + service.name() + "\n\n" + service.title() + (others.isEmpty() ? "" : ", also " + others) + "\n\n"
                + row("Reads", names(service, operation -> !isNever(service, operation) && operation.effect() == Effect.READS))
                + "\n"
                + row("Changes",
                        names(service, operation -> !isNever(service, operation) && operation.effect() == Effect.CHANGES))
                + never(names(service, operation -> isNever(service, operation)));
    }

    private static boolean isNever(ServiceModel service, OperationModel operation) {
        return NeverAllowed.action(service, operation).isPresent();
    }

    private static List<String> names(ServiceModel service, Predicate<OperationModel> which) {
        return service.operations().stream().filter(which).map(operation -> "`" + operation.cliName() + "`").toList();
    }

    private static String never(List<String> names) {
        return names.isEmpty() ? "" : "\n" + row("Not from a chat", names);
    }

    private static String row(String word, List<String> names) {
        return "**" + word + "** (" + names.size() + "): " + (names.isEmpty() ? "nothing" : String.join(", ", names)) + "\n";
    }
}
