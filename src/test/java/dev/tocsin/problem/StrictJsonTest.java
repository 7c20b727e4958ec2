package dev.tocsin.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.tocsin.secret.Secret;

/** What a member of each type takes, in the tree of a PATCH as in the bytes of a POST. */
class StrictJsonTest {

    private final StrictJson json = new StrictJson(new ObjectMapper().registerModules(new JavaTimeModule(), new Jdk8Module()));

    enum Level {
        LOW,
        HIGH
    }

    record Part(String name) {
    }

    record All(String text, Secret secret, List<String> texts, Map<String, String> map, Instant time, Duration duration,
            UUID uuid, Level level, Boolean truth, Integer number, Long large, Double fraction, boolean yes, int count,
            Part part,
            List<Part> parts) {
    }

    @ParameterizedTest
    @ValueSource(strings = { "texts", "map", "time", "duration", "uuid", "level", "truth", "number", "large", "fraction", "yes",
            "count", "part", "parts" })
    void anEmptyStringIsNothingButText(String member) {
        for (String blank : List.of("", " ", "\t\n")) {
            assertRefused(json(member, "\"" + blank.replace("\t", "\\t").replace("\n", "\\n") + "\""), member);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "number:\"1\"", "number:1.5", "number:true", "large:\"1\"", "fraction:\"1.5\"", "truth:\"true\"",
            "truth:1", "truth:0", "truth:0.0", "yes:\"false\"", "level:0", "level:\"0\"", "level:\"low\"", "time:0", "time:1.5",
            "time:\"0\"", "time:true", "text:1", "text:true", "text:1.5", "secret:1", "secret:true", "texts:[1]", "texts:\"a\"",
            "map:{\"a\":1}", "uuid:1", "count:\"1\"" })
    void nothingIsMadeOfAnotherType(String member) {
        String name = member.substring(0, member.indexOf(':'));
        assertRefused(json(name, member.substring(name.length() + 1)), name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "number:\"1\"", "number:1.5", "number:1.0", "number:1e2", "number:true", "number:1e999999999",
            "large:1.5", "count:\"1\"" })
    void saysThatANumberMustBeWhole(String member) {
        String name = member.substring(0, member.indexOf(':'));
        assertThatThrownBy(() -> read(json(name, member.substring(name.length() + 1))))
                .satisfies(failure -> assertThat(problem(failure).errors())
                        .containsExactly(Invalid.of(name, "must be a whole number")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "number:2147483648", "number:-2147483649", "count:99999999999", "large:9223372036854775808",
            "number:1000000000000000000000000000000" })
    void saysThatANumberIsTooFarFromZero(String member) {
        String name = member.substring(0, member.indexOf(':'));
        assertThatThrownBy(() -> read(json(name, member.substring(name.length() + 1))))
                .satisfies(failure -> assertThat(problem(failure).errors())
                        .containsExactly(Invalid.of(name, "must be a number that is nearer to zero")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "text:%s", "secret:%s", "texts:[\"a\",%s]", "map:{\"a\":%s}", "part:{\"name\":%s}",
            "parts:[{\"name\":%s}]" })
    void textHasNoCharactersThatCannotBeStored(String member) {
        String name = member.substring(0, member.indexOf(':'));
        String value = member.substring(name.length() + 1);
        for (String text : List.of("\"a\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud800a\"")) {
            assertRefused(json(name, value.formatted(text)), name);
        }
        assertThatCode(() -> read(json(name, value.formatted("\"\\ud83d\\ude00 \\u0001\"")))).doesNotThrowAnyException();
    }

    /** Whether by Jackson, which takes no single surrogate for a name, or by us. */
    @ParameterizedTest
    @ValueSource(strings = { "a\\u0000", "\\ud800", "\\udc00\\ud800", "\\ud800a" })
    void namesHaveNoCharactersThatCannotBeStored(String name) {
        assertThatThrownBy(() -> read(json("map", "{\"" + name + "\":\"a\"}")))
                .satisfies(failure -> assertThat(problem(failure).status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"time\":\"2027-12-31T00:00:00Z\"}", "{\"time\":null}", "{\"text\":\"\"}", "{\"secret\":\"\"}",
            "{\"level\":\"LOW\",\"truth\":true,\"number\":1,\"fraction\":1.5}", "{\"texts\":[]}", "{}" })
    void whatIsMeantIsTaken(String body) {
        assertThatCode(() -> read(body)).doesNotThrowAnyException();
    }

    private void assertRefused(String body, String member) {
        assertThatThrownBy(() -> read(body)).as(body).satisfies(failure -> assertThat(problem(failure).errors()).as(body)
                .first().extracting(Invalid::field).asString().startsWith(member));
    }

    /** In both ways, which must agree. */
    private All read(String body) throws Exception {
        Optional<Throwable> ofTree = Optional.empty();
        try {
            json.bind((ObjectNode) new ObjectMapper().readTree(body), All.class);
        } catch (ProblemException refused) {
            ofTree = Optional.of(refused);
        }
        try {
            All all = json.getContext(All.class).readValue(body, All.class);
            assertThat(ofTree).as(body).isEmpty();
            return all;
        } catch (com.fasterxml.jackson.core.JsonProcessingException refused) {
            assertThat(ofTree).as(body).isPresent();
            throw refused;
        }
    }

    private static Problem problem(Throwable failure) {
        return JsonFault.problem((com.fasterxml.jackson.core.JsonProcessingException) failure).problem();
    }

    private static String json(String member, String value) {
        return JsonNodeFactory.instance.objectNode().put(member, 0).toString().replace("0", value);
    }
}
