package dev.tocsin.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.configuration.UnseenSecret;
import dev.tocsin.configuration.chime.ChimeWebhookMembers;
import dev.tocsin.configuration.declared.DeclaredList;
import dev.tocsin.configuration.slack.SlackChannelMembers;
import dev.tocsin.configuration.workspaces.SlackWorkspaceMembers;
import dev.tocsin.declaration.DeclarationReader.Absent;
import dev.tocsin.declaration.NeededSecret.State;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.StrictJsonForTests;
import dev.tocsin.secret.Secret;

/** What a file of configurations says, or what is wrong with it and where. */
class DeclarationReaderTest {

    private static final List<DeclaredList> LISTS = List.of(
            new DeclaredList("slackWorkspaces", SlackWorkspaceMembers.class, "botToken"),
            new DeclaredList("slackChannels", SlackChannelMembers.class, "webhookUrl"),
            new DeclaredList("chimeWebhooks", ChimeWebhookMembers.class, "webhookUrl"));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("ACME_TOKEN", "xoxb-s3cr3t-1"));

    @Test
    void readsTheThreeListsWithTheirSecrets() throws IOException {
        Files.writeString(folder.resolve("room"), "https://hooks.chime.aws/incomingwebhooks/1?token=s3cr3t\n");

        FileReading reading = read("""
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
        assertThat(workspace(reading).botToken()).isEqualTo(Secret.of("xoxb-s3cr3t-1"));
        assertThat(((SlackChannelMembers) reading.declared().lists().get("slackChannels").get(0)).slackChannelId())
                .isEqualTo("C0OPS");
        assertThat(((SlackChannelMembers) reading.declared().lists().get("slackChannels").get(0)).tags()).hasSize(1);
        assertThat(((ChimeWebhookMembers) reading.declared().lists().get("chimeWebhooks").get(0)).webhookUrl())
                .isEqualTo(Secret.of("https://hooks.chime.aws/incomingwebhooks/1?token=s3cr3t"));
    }

    @Test
    void namesThePlaceOfEveryErrorAndRepeatsNoSecret() {
        FileReading reading = read("""
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
                .anyMatch(message -> message.contains("there are charts, commandApprovers"));
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

    private FileReading read(String text) {
        return DeclarationReader.read(text.getBytes(StandardCharsets.UTF_8), LISTS, StrictJsonForTests.of(new ObjectMapper()),
                SecretReferences.ofTheOperator(environment::get, folder), Absent.AN_ERROR);
    }

    private FileReading readOfARequest(String text, SecretReferences.Reference... mounted) {
        return DeclarationReader.read(text.getBytes(StandardCharsets.UTF_8), LISTS, StrictJsonForTests.of(new ObjectMapper()),
                SecretReferences.ofARequest(environment::get, Optional.of(folder), Set.of(mounted)), Absent.TO_SUPPLY);
    }

    private static String tokenFrom(String reference) {
        return "slackWorkspaces: [{slackTeamId: T0, botToken: " + reference + "}]";
    }

    /** Outside of the folder: each pair is something that there is, and something that there is not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {env: ACME_TOKEN}                | {env: NOT_SET}
            {file: /etc/passwd}              | {file: /etc/no-such-file}
            {file: /etc}                     | {file: /no-such-folder}
            {file: ../../etc/passwd}         | {file: ../../etc/no-such-file}
            {file: link-to-passwd}           | {file: link-to-nothing}
            {file: links/passwd}             | {file: links/no-such-file}
            {file: links/../tmp}             | {file: links/../no-such-folder}
            {file: ./x/../../../etc/passwd}  | {file: ./x/../../../etc/none}
            {file: /proc/self/environ}       | {file: /proc/self/no-such-file}
            """)
    void aRequestCannotFindOutWhatThereIs(String there, String notThere) throws IOException {
        Files.createSymbolicLink(folder.resolve("link-to-passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("link-to-nothing"), Path.of("/etc/no-such-file"));
        Files.createSymbolicLink(folder.resolve("links"), Path.of("/etc"));
        tellsNothingOf(there, notThere);
        for (String link : List.of("link-to-passwd", "link-to-nothing", "links")) {
            Files.delete(folder.resolve(link));
        }
    }

    private void tellsNothingOf(String there, String notThere) {
        for (String reference : List.of(there, notThere)) {
            FileReading reading = readOfARequest(tokenFrom(reference));

            assertThat(reading.errors()).as(reference).isEmpty();
            assertThat(reading.notes()).as(reference).singleElement().asString()
                    .startsWith("slackWorkspaces[0].botToken refers to ").contains("does not look at");
            assertThat(workspace(reading).botToken()).isSameAs(UnseenSecret.INSTANCE);
        }
    }

    @Test
    void aRequestMayReferToWhatTheMountedFileRefersToAndToFilesBesideIt(@TempDir Path another) throws IOException {
        Path data = Files.createDirectory(folder.resolve("..2026_11_28"));
        Files.writeString(data.resolve("token"), "xoxb-s3cr3t-2");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_28"));
        Files.createSymbolicLink(folder.resolve("token"), Path.of("..data/token"));
        Path elsewhere = Files.writeString(another.resolve("token"), "xoxb-s3cr3t-3");
        String path = elsewhere.toString();

        assertThat(tokenIn(readOfARequest(tokenFrom("{file: token}")))).isEqualTo("xoxb-s3cr3t-2");
        assertThat(readOfARequest(tokenFrom("{file: nothing}")).secrets()).extracting(NeededSecret::reason)
                .containsExactly("refers to the file nothing, which cannot be read (NoSuchFileException)");
        assertThat(readOfARequest(tokenFrom("{file: '" + path + "'}")).notes()).hasSize(1);
        assertThat(tokenIn(readOfARequest(tokenFrom("{file: '" + path + "'}"),
                new SecretReferences.Reference("file", path)))).isEqualTo("xoxb-s3cr3t-3");
        assertThat(tokenIn(readOfARequest(tokenFrom("{env: ACME_TOKEN}"),
                new SecretReferences.Reference("env", "ACME_TOKEN")))).isEqualTo("xoxb-s3cr3t-1");
        assertThat(read(tokenFrom("{file: '" + path + "'}")).references())
                .containsExactly(new SecretReferences.Reference("file", path));
    }

    @Test
    void whatIsOnlyLookedAtNeedsNoSecretsYetAndSaysWhichThoseAre() throws IOException {
        Files.writeString(folder.resolve("there"), "xoxb-s3cr3t-2");
        environment.put("TOCSIN_SECRET_T2_BOT_TOKEN", "xoxb-s3cr3t-3");

        FileReading reading = readOfARequest("""
                slackWorkspaces:
                  - {slackTeamId: T0, botToken: {file: there}}
                  - {slackTeamId: T1, botToken: {env: TOCSIN_SECRET_T1_BOT_TOKEN}}
                  - {slackTeamId: T2, botToken: {env: TOCSIN_SECRET_T2_BOT_TOKEN}}
                  - {slackTeamId: T3, botToken: {env: PATH}}
                """);

        assertThat(reading.errors()).isEmpty();
        assertThat(reading.secrets()).extracting(NeededSecret::field, NeededSecret::name, NeededSecret::state).containsExactly(
                tuple("slackWorkspaces[1].botToken", "TOCSIN_SECRET_T1_BOT_TOKEN", State.TO_SUPPLY),
                tuple("slackWorkspaces[3].botToken", "PATH", State.NOT_LOOKED_AT),
                tuple("slackWorkspaces[0].botToken", "there", State.SUPPLIED),
                tuple("slackWorkspaces[2].botToken", "TOCSIN_SECRET_T2_BOT_TOKEN", State.SUPPLIED));
        assertThat(reading.secrets().get(0).reason()).contains("is not set");
        assertThat(reading.secrets().toString()).doesNotContain("s3cr3t");
        assertThat(((SlackWorkspaceMembers) reading.declared().lists().get("slackWorkspaces").get(1)).botToken())
                .isSameAs(UnseenSecret.INSTANCE);
    }

    @Test
    void aSecretThatStandsInTheFileIsRefusedThoughItIsOnlyLookedAt() {
        assertThat(readOfARequest(tokenFrom("xoxb-s3cr3t-plain")).errors()).hasSize(1);
    }

    @Test
    void theSecretsOfALongFileAreCounted() {
        FileReading reading = readOfARequest("slackWorkspaces: [" + IntStream.range(0, 700)
                .mapToObj(i -> "{slackTeamId: T" + i + ", botToken: {env: TOCSIN_SECRET_" + i + "}},")
                .collect(Collectors.joining()) + "]");

        assertThat(reading.secrets()).hasSize(500);
        assertThat(reading.notes()).containsExactly("200 more secrets are not listed");
    }

    @Test
    void theMistakesOfALongFileAreCounted() {
        FileReading reading = read("slackChannels: [{" + IntStream.range(0, 50_000).mapToObj(i -> "m" + i + ": 1")
                .collect(Collectors.joining(",")) + "}]");
        assertThat(reading.errors()).hasSize(1);
        FileReading many = read("slackChannels: [" + "{colour: red},".repeat(40_000) + "]");
        assertThat(many.errors()).hasSize(101);
        assertThat(many.errors().get(100).message()).isEqualTo("39900 more, which are not listed");
        assertThat(many.errors().toString().length()).isLessThan(60_000);
        assertThat(read("{" + IntStream.range(0, 60_000).mapToObj(i -> "m" + i + ": 1").collect(Collectors.joining(","))
                + "}").errors()).hasSize(101);
    }

    @Test
    void whatHasMoreValuesThanMemoryIsRefusedBeforeItIsATree() {
        for (String element : List.of("a,", "[],", "{},")) {
            assertThat(read("slackChannels: [" + element.repeat(800_000) + "]").errors()).extracting(Invalid::message)
                    .singleElement().asString().contains("too many values");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "loggingLevel: ''", "loggingLevel: ' '", "userAuthorizationRequired: ''", "tags: ''",
            "userAuthorizationRequired: 'true'", "snsTopicArns: ''", "loggingLevel: 1", "iamRoleArn: \"a\\0b\"" })
    void anEmptyOrMistypedValueIsAnError(String member) {
        assertThat(read("slackChannels: [{configurationName: a, " + member + "}]").errors()).extracting(Invalid::field)
                .containsExactly("slackChannels[0]." + member.substring(0, member.indexOf(':')));
    }

    private static String tokenIn(FileReading reading) {
        assertThat(reading.errors()).isEmpty();
        assertThat(reading.notes()).isEmpty();
        return workspace(reading).botToken().reveal();
    }

    private static SlackWorkspaceMembers workspace(FileReading reading) {
        return (SlackWorkspaceMembers) reading.declared().lists().get("slackWorkspaces").get(0);
    }
}
