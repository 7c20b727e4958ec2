package dev.tocsin.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.error.YAMLException;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class ContextPartsTest {

    @Test
    void anIdThatBeginsWithZeroIsNoNumber() {
        assertThat(AccountsFile.read("""
                # what accounts are called
                012345670123: orders
                "123456789012": 'payments prod'
                234567890123: 17
                345678901234: [a]
                12: too short
                456789012345: " "
                """)).isEqualTo(Map.of("012345670123", "orders", "123456789012", "payments prod", "234567890123", "17"));
        assertThat(AccountsFile.read("{\"123456789012\": \"payments\"}")).isEqualTo(Map.of("123456789012", "payments"));
        assertThat(AccountsFile.read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "[1]", "text", "{", "\u0000", "? :\n- x" })
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> AccountsFile.read(text)).isInstanceOf(YAMLException.class);
    }

    @ParameterizedTest
    @CsvSource({ "123456789012, 123456789012", "payments-prod (123456789012), 123456789012",
            "a (b) (123456789012), 123456789012",
            "1234, ", "aws, ", "x123456789012, ", "(123456789012), " })
    void theIdOfALabelIsFound(String text, String id) {
        assertThat(AccountLabel.id(text)).isEqualTo(Optional.ofNullable(id));
    }

    @Test
    void aNameIsOneShortLine() {
        assertThat(AccountLabel.of("123456789012", " a\n\u0007b\u2028 ")).isEqualTo("a b (123456789012)");
        assertThat(AccountLabel.of("123456789012", "x".repeat(300))).hasSize(60 + 15);
        assertThat(AccountLabel.of("123456789012", " \n")).isEqualTo("123456789012");
        assertThat(AccountLabel.id(AccountLabel.of("123456789012", "y".repeat(300)))).contains("123456789012");
    }

    @Test
    void tagsAreFoundInTheOrderOfTheSettings() {
        KnownTags tags = new KnownTags(List.of("owner", " Team "), List.of("runbook"));

        assertThat(tags.owner(Map.of("team", "a", "OWNER", "b"))).contains("b");
        assertThat(tags.owner(Map.of("TEAM", "a\nb", "owner", " "))).contains("a b");
        assertThat(tags.owner(Map.of("cost", "a"))).isEmpty();
        assertThat(tags.runbook(Map.of("Runbook", " https://wiki.example.com/x "))).contains("https://wiki.example.com/x");
        assertThat(tags.runbook(Map.of("runbook", "javascript:alert(1)"))).isEmpty();
        assertThat(tags.runbook(Map.of("runbook", "https://x y"))).isEmpty();
    }

    @Test
    void whatIsThereIsRememberedForHoursAndWhatIsNotForMinutes() {
        AtomicLong now = new AtomicLong();
        Remembered<String> remembered = new Remembered<>(2, now::get);
        remembered.put("a", Optional.of("A"));
        remembered.put("b", Optional.empty());
        assertThat(remembered.of("a")).contains(Optional.of("A"));
        assertThat(remembered.of("b")).contains(Optional.empty());
        assertThat(remembered.of("c")).isEmpty();

        now.addAndGet(Remembered.NOTHING.toNanos());
        assertThat(remembered.of("b")).isEmpty();
        remembered.put("c", Optional.of("C"));
        assertThat(remembered.of("a")).as("only what is over had to go").isPresent();
        remembered.put("d", Optional.of("D"));
        assertThat(remembered.of("a")).as("there are never more than so many").isEmpty();

        now.addAndGet(Remembered.SOMETHING.minus(Duration.ofNanos(1)).toNanos());
        assertThat(remembered.of("d")).isPresent();
        now.incrementAndGet();
        assertThat(remembered.of("d")).isEmpty();
    }

    @Test
    void accountsAreNamedByPropertiesAndByVariables() {
        assertThat(accounts(Map.of("tocsin.context.accounts.\"012345670123\"", "orders"), Map.of()))
                .isEqualTo(Map.of("012345670123", "orders"));
        assertThat(accounts(Map.of("tocsin.context.accounts.123456789012", "payments"), Map.of()))
                .isEqualTo(Map.of("123456789012", "payments"));
        assertThat(accounts(Map.of(), Map.of("TOCSIN_CONTEXT_ACCOUNTS__012345670123_", "orders")))
                .isEqualTo(Map.of("012345670123", "orders"));
        assertThat(accounts(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void whatIsNoAccountIsNamed() {
        SmallRyeConfig config = config(Map.of("tocsin.context.accounts.prod", "s3cr3t"), Map.of());

        assertThatThrownBy(() -> ContextConfig.requireGood(config)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tocsin.context.accounts must name accounts by their 12 digits")
                .hasMessageNotContaining("s3cr3t");
    }

    private static Map<String, String> accounts(Map<String, String> properties, Map<String, String> variables) {
        SmallRyeConfig config = config(properties, variables);
        ContextConfig.requireGood(config);
        return config.getConfigMapping(ContextConfig.class).accounts();
    }

    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> variables) {
        return new SmallRyeConfigBuilder().withMapping(ContextConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100), new EnvConfigSource(variables, 300))
                .withConverter(Duration.class, 300, new DurationConverter()).build();
    }
}
