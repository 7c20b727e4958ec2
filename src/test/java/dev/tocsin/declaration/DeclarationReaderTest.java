package dev.tocsin.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.StrictJsonForTests;
import dev.tocsin.secret.Secret;

/** What a file of configurations says, or what is wrong with it and where. */
class DeclarationReaderTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("ACME_TOKEN", "xoxb-s3cr3t-1"));

    @Test
    void readsTheThreeListsWithTheirSecrets() throws IOException {
        Files.writeString(folder.resolve("room"), "https://hooks.chime.aws/incomingwebhooks/1?token=s3cr3t\n");

        Reading reading = read("""
                slackWorkspaces:
                  - slackTeamId: T0ACME
                    botToken: {env: ACME_TOKEN}
                slackChannels:
                  - configurationName: ops
                    slackTeamId: T0ACME
                    slackChannelId: C0OPS
                    snsTopicArns: [ "arn:aws:sns:eu-central-1:123456789012:alarms" ]
                    loggingLevel: ERROR
                    tags:
                      - {tagKey: team, tagValue: ops}
                chimeWebhooks:
                  - configurationName: room
                    webhookDescription: Ops
                    webhookUrl: {file: room}
                    snsTopicArns:
                      - arn:aws:sns:eu-central-1:123456789012:alarms
                """);

        assertThat(reading.errors()).isEmpty();
        assertThat(reading.declared().slackWorkspaces().get(0).botToken()).isEqualTo(Secret.of("xoxb-s3cr3t-1"));
        assertThat(reading.declared().slackChannels().get(0).slackChannelId()).isEqualTo("C0OPS");
        assertThat(reading.declared().slackChannels().get(0).tags()).hasSize(1);
        assertThat(reading.declared().chimeWebhooks().get(0).webhookUrl())
                .isEqualTo(Secret.of("https://hooks.chime.aws/incomingwebhooks/1?token=s3cr3t"));
    }

    @Test
    void namesThePlaceOfEveryErrorAndRepeatsNoSecret() {
        Reading reading = read("""
                slackWorkspaces:
                  - {slackTeamId: T0ACME, botToken: xoxb-s3cr3t-plain}
                  - {slackTeamId: T0GOV, botToken: {env: NOT_SET}}
                  - {slackTeamId: T0OTHER, botToken: {file: nowhere}}
                slackChannels:
                  - {configurationName: ops, colour: red, webhookUrl: {vault: ops}}
                  - just text
                  - {configurationName: 7}
                """);

        assertThat(reading.errors()).extracting(Invalid::field).containsExactly("slackWorkspaces[0].botToken",
                "slackWorkspaces[1].botToken", "slackWorkspaces[2].botToken", "slackChannels[0].webhookUrl",
                "slackChannels[0].colour", "slackChannels[1]", "slackChannels[2].configurationName");
        assertThat(reading.errors()).extracting(Invalid::message).anyMatch(message -> message.contains("NOT_SET"))
                .anyMatch(message -> message.contains("{env: NAME} or {file: path}"))
                .anyMatch(message -> message.contains("nowhere") && message.contains("NoSuchFileException"))
                .anyMatch(message -> message.contains("there are configurationName"));
        assertThat(reading.errors().toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "# nothing\n", "[]", "text", "{}", "---\n", "channels: []\n", "slackChannels: ops\n",
            "slackChannels: [\n", "slackChannels: []\nslackChannels: []\n", "slackChannels: []\n---\nslackChannels: []\n",
            "a: &a [x]\nb: *a\n", "slackChannels: [{configurationName: a, configurationName: b}]\n",
            "slackChannels: !!java.util.Date []\n", "\t",
            "slackChannels: [{configurationName: &n ops, slackChannelName: *n}]\n",
            "slackChannels:\n  - &x {configurationName: *x}\n" })
    void refusesWhatIsNoSuchFile(String text) {
        assertThat(read(text).errors()).isNotEmpty();
    }

    @Test
    void survivesDepthAndBombs() {
        assertThat(read("slackChannels: " + "[".repeat(5_000)).errors()).isNotEmpty();
        assertThat(read("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nslackChannels: [*c]\n").errors()).isNotEmpty();
        assertThat(read("slackChannels: [" + "{configurationName: a},".repeat(50_000) + "]").errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/dev/zero", "." })
    void aSecretComesFromARegularFileAlone(String file) {
        assertThat(read("slackWorkspaces: [{slackTeamId: T0, botToken: {file: " + file + "}}]").errors())
                .extracting(Invalid::message).containsExactly("refers to " + file + ", which is no regular file");
    }

    @Test
    void aSecretThatIsTooLongIsNotRead() throws IOException {
        Files.writeString(folder.resolve("long"), "s3cr3t".repeat(2_000));

        assertThat(read("slackWorkspaces: [{slackTeamId: T0, botToken: {file: long}}]").errors())
                .extracting(Invalid::message).containsExactly("refers to the file long, which has more than 8192 bytes");
    }

    @Test
    void emptyListsAreMeant() {
        assertThat(read("slackChannels: []").errors()).isEmpty();
    }

    @Test
    void theDigestChangesWithTheFileAndWithWhatItRefersTo() {
        String text = "slackWorkspaces: [{slackTeamId: T0, botToken: {env: ACME_TOKEN}}]";
        String before = read(text).sha256();
        assertThat(read(text).sha256()).isEqualTo(before).hasSize(64);
        assertThat(read(text + "\n").sha256()).isNotEqualTo(before);

        environment.put("ACME_TOKEN", "xoxb-s3cr3t-2");

        assertThat(read(text).sha256()).isNotEqualTo(before);
    }

    private Reading read(String text) {
        return DeclarationReader.read(text.getBytes(StandardCharsets.UTF_8), StrictJsonForTests.of(new ObjectMapper()),
                new SecretReferences(environment::get, folder));
    }
}
