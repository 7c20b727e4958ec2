package dev.tocsin.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All tables, and whether what they say of themselves is true. */
class TablesOfServicesTest {

    private static final ServiceModels MODELS = new ServiceModels();
    private static final Path FOLDER = Path.of("src/main/resources/aws/models");
    private static final Pattern LABEL = Pattern.compile("\\{([^}+]+)\\+?\\}");

    static List<String> names() {
        return MODELS.names();
    }

    @Test
    void eachIsInTheIndex() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(
                    files.map(file -> file.getFileName().toString().replace(".txt", "")).filter(name -> !name.equals("index")))
                    .containsExactlyInAnyOrderElementsOf(MODELS.names());
        }
    }

    @Test
    void noNameIsThatOfTwo() throws IOException {
        List<String> names = Files.readAllLines(FOLDER.resolve("index.txt")).stream().filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.split(" "))).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void allOfThemAreSmall() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(5_000_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysHowItIsCalled(String name) {
        ServiceModel service = model(name);

        assertThat(service.name()).isEqualTo(name);
        assertThat(service.title()).isNotBlank();
        assertThat(service.apiVersion()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(service.endpointPrefix()).matches("[a-z0-9.-]+");
        assertThat(service.signingName()).matches("[a-z0-9-]+");
        assertThat(service.targetPrefix().isEmpty()).isEqualTo(service.protocol() != WireProtocol.JSON);
        assertThat(service.jsonVersion().isEmpty()).isEqualTo(service.protocol() != WireProtocol.JSON);
        assertThat(service.xmlNamespace().isEmpty()).isEqualTo(service.protocol() != WireProtocol.REST_XML);
    }

    @ParameterizedTest
    @MethodSource("names")
    void findsWhatItLists(String name) {
        ServiceModel service = model(name);
        List<String> operations = service.operations().stream().map(OperationModel::cliName).toList();

        assertThat(operations).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(service.operations())
                .allSatisfy(operation -> assertThat(service.operation(operation.cliName())).contains(operation));
        assertThat(service.operation("aaaa")).isEmpty();
        assertThat(service.operation("zzzz")).isEmpty();
        assertThat(service.operation("list-of-all-that-is-wrong")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasEveryShapeThatItNames(String name) {
        ServiceModel service = model(name);
        Set<String> named = new TreeSet<>();
        for (OperationModel operation : service.operations()) {
            Stream.of(operation.input(), operation.output()).flatMap(Optional::stream).forEach(shape -> {
                assertThat(service.shape(shape)).as(shape).isInstanceOf(Shape.Structure.class);
                named.add(shape);
            });
        }
        service.shapes().values().forEach(shape -> members(shape).forEach(member -> named.add(member.shape())));

        assertThat(named).allSatisfy(shape -> assertThat(service.shape(shape)).as(shape).isNotNull());
        Set<String> idle = new HashSet<>(service.shapes().keySet());
        idle.removeAll(named);
        assertThat(idle).as("nothing needs them").allMatch(shape -> shape.equals(shape.toLowerCase(Locale.ROOT)));
        assertThat(service.shape("NoSuchShape")).isNull();
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysOfEachShapeWhatItHas(String name) {
        model(name).shapes().values().forEach(shape -> {
            if (shape instanceof Shape.Structure structure) {
                List<String> members = structure.members().stream().map(ShapeMember::name).toList();
                assertThat(members).as(structure.name()).doesNotHaveDuplicates().containsAll(structure.required());
                structure.payload().ifPresent(payload -> assertThat(members).as(structure.name()).contains(payload));
                assertThat(structure.members()).as(structure.name()).allMatch(member -> !member.wireName().isEmpty()
                        || member.place() == ShapeMember.Place.HEADERS);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAMemberForEachLabelOfAUri(String name) {
        ServiceModel service = model(name);
        for (OperationModel operation : service.operations()) {
            List<String> labels = LABEL.matcher(operation.uri()).results().map(label -> label.group(1)).toList();
            List<ShapeMember> members = service.structure(operation.input()).map(Shape.Structure::members).orElse(List.of())
                    .stream()
                    .filter(member -> member.place() == ShapeMember.Place.URI).toList();
            assertThat(members.stream().map(ShapeMember::wireName)).as(operation.name())
                    .containsExactlyInAnyOrderElementsOf(labels);
            assertThat(operation.uri()).as(operation.name()).startsWith("/");
            assertThat(operation.method()).as(operation.name()).isIn("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void asksForPagesByWhatThereIs(String name) {
        ServiceModel service = model(name);
        for (OperationModel operation : service.operations()) {
            operation.paging().ifPresent(paging -> {
                Shape.Structure input = service.structure(operation.input()).orElseThrow();
                Shape.Structure output = service.structure(operation.output()).orElseThrow();
                for (String token : paging.inputToken().split(",")) {
                    assertThat(input.member(token)).as(operation.name() + " " + token).isPresent();
                }
                Stream.of(Optional.of(paging.outputToken()), paging.results(), paging.more()).flatMap(Optional::stream)
                        .flatMap(paths -> Stream.of(paths.split(",|\\|\\|")))
                        .forEach(path -> assertThat(output.member(path.split("[.\\[]")[0])).as(operation.name() + " " + path)
                                .isPresent());
                assertThat(paging.inputToken().split(",")).hasSameSizeAs(paging.outputToken().split(","));
                paging.limit().ifPresent(limit -> assertThat(input.member(limit)).as(operation.name()).isPresent());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWhatIamHasToAllow(String name) {
        assertThat(model(name).operations()).allSatisfy(operation -> assertThat(operation.iamActions()).isNotEmpty()
                .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z0-9]+")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isShortAndPlainAboutWhatThingsAre(String name) {
        ServiceModel service = model(name);
        Stream.concat(service.operations().stream().map(OperationModel::summary),
                service.shapes().values().stream().flatMap(shape -> members(shape).stream()).map(ShapeMember::summary))
                .forEach(summary -> assertThat(summary).hasSizeLessThanOrEqualTo(200)
                        .doesNotContainPattern("</?[a-z]+>|&[a-z]+;")
                        .matches("[ -~]*"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void callsNoTwoParametersOfAnOperationTheSame(String name) {
        ServiceModel service = model(name);
        for (OperationModel operation : service.operations()) {
            assertThat(service.structure(operation.input()).map(Shape.Structure::members).orElse(List.of()).stream()
                    .map(ShapeMember::cliName)).as(operation.name()).doesNotHaveDuplicates();
        }
    }

    private static List<ShapeMember> members(Shape shape) {
        if (shape instanceof Shape.Structure structure) {
            return structure.members();
        }
        if (shape instanceof Shape.Sequence sequence) {
            return List.of(sequence.element());
        }
        return shape instanceof Shape.Mapping mapping ? List.of(mapping.key(), mapping.value()) : List.of();
    }

    private static ServiceModel model(String name) {
        return MODELS.service(name).orElseThrow();
    }
}
