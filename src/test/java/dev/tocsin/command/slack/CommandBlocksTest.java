package dev.tocsin.command.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.chat.ChatRules;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.CommandReader;
import dev.tocsin.command.language.KnownReader;
import dev.tocsin.command.result.AnsweredCalls;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.result.RandomAnswers;
import dev.tocsin.command.result.Results;
import dev.tocsin.command.result.ShownResult;
import dev.tocsin.standin.SlackSays;

class CommandBlocksTest {

    private static final UUID COMMAND = UUID.fromString("00000000-0000-4000-8000-000000000015");
    private static final Pattern CALLS = Pattern.compile("<!(?!date\\^\\d)|@(?:channel|here|everyone|group)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("<[^<>]*>");
    private static final Pattern OWN_TOKEN = Pattern.compile("<(?:https?://|mailto:)[^<>]*>|<!date\\^\\d+\\^[^<>]*>|<@U012345>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&(?!amp;|lt;|gt;)");

    // ---- results

    @Test
    void showsATable() {
        ShownResult.Table table = new ShownResult.Table("Functions", List.of("Function", "Memory"),
                List.of(List.of("orders", "128"), List.of("<!channel> @here", "")), Optional.of(500));
        SlackShown shown = CommandBlocks.result(COMMAND, "lambda list-functions",
                new CommandResult(table, Optional.of("{}"), Optional.of(JsonNodeFactory.instance.objectNode())),
                Optional.of("arn:aws:iam::123456789012:role/ops"));
        check(shown);
        assertThat(text(shown, 0)).isEqualTo("`lambda list-functions`");
        assertThat(text(shown, 1)).isEqualTo("*Functions* (500)");
        JsonNode block = shown.blocks().get(2);
        assertThat(block.path("rows").toString()).isEqualTo("[[{\"type\":\"raw_text\",\"text\":\"Function\"},"
                + "{\"type\":\"raw_text\",\"text\":\"Memory\"}],[{\"type\":\"raw_text\",\"text\":\"orders\"},"
                + "{\"type\":\"raw_text\",\"text\":\"128\"}],[{\"type\":\"raw_text\",\"text\":\"<\u200B!channel> @\u200Bhere\"},"
                + "{\"type\":\"raw_text\",\"text\":\"-\"}]]");
        assertThat(block.at("/column_settings/1/align").asText()).isEqualTo("right");
        assertThat(shown.blocks().get(3).findValuesAsText("action_id")).containsExactly(CommandBlocks.MORE, CommandBlocks.JSON);
        assertThat(shown.blocks().get(3).findValuesAsText("value")).containsOnly(COMMAND.toString());
        assertThat(shown.blocks().get(4).findValuesAsText("text")).containsExactly(
                "2 of 500 are shown; Show JSON has more of them", "As `arn:aws:iam::123456789012:role/ops`");
        assertThat(shown.text()).isEqualTo("Functions: 2");
    }

    @Test
    void drawsATableWithLettersWhereSlackHasNone() {
        ShownResult.Table table = new ShownResult.Table("Functions", List.of("Function", "Memory"),
                List.of(List.of("orders", "128"), List.of("a `b` <c>", "3008")), Optional.empty());
        SlackShown shown = withoutTable(CommandBlocks.result(COMMAND, "lambda list-functions",
                new CommandResult(table, Optional.empty(), Optional.empty()), Optional.empty()));
        check(shown);
        assertThat(text(shown, 2)).isEqualTo("```\nFunction   Memory\norders     128\na `b` &lt;c&gt;  3008\n```");
    }

    @Test
    void showsFieldsSideBySide() {
        List<ShownResult.Fields.Field> fields = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            fields.add(new ShownResult.Fields.Field("Name " + i, i == 3 ? "" : "value *" + i + "*"));
        }
        SlackShown shown = CommandBlocks.result(COMMAND, "x y",
                new CommandResult(new ShownResult.Fields("Table", fields), Optional.empty(), Optional.empty()),
                Optional.empty());
        check(shown);
        assertThat(shown.blocks()).hasSize(4);
        assertThat(shown.blocks().get(2).path("fields")).hasSize(10);
        assertThat(shown.blocks().get(2).at("/fields/3/text").asText()).isEqualTo("*Name 3*\n-");
        assertThat(shown.blocks().get(2).at("/fields/4/text").asText()).isEqualTo("*Name 4*\nvalue \u22174\u2217");
        assertThat(shown.blocks().get(3).path("fields")).hasSize(2);
    }

    @Test
    void uploadsWhatIsTooLong() {
        String lines = "a line of some length\n".repeat(2_000);
        SlackShown longer = CommandBlocks.result(COMMAND, "lambda invoke", new CommandResult(
                new ShownResult.Code("orders answered (200)", lines), Optional.empty(), Optional.empty()), Optional.empty());
        check(longer);
        assertThat(longer.snippet()).contains(lines);
        SlackShown brief = CommandBlocks.result(COMMAND, "lambda invoke", new CommandResult(
                new ShownResult.Code("orders answered (200)", "{}"), Optional.empty(), Optional.empty()), Optional.empty());
        assertThat(brief.snippet()).isEmpty();
        assertThat(text(brief, 2)).isEqualTo("```\n{}\n```");
    }

    // ---- questions

    @Test
    void asksWhetherToRunIt() {
        Command.Call call = AnsweredCalls.call("ec2", "stop-instances",
                (ObjectNode) AnsweredCalls.json("{'InstanceIds':['i-1','<!channel>']}"));
        SlackShown shown = confirmation(call).orElseThrow();
        check(shown);
        assertThat(text(shown, 0)).isEqualTo("<@U012345> wants to run this, and it changes something:");
        assertThat(text(shown, 1)).isEqualTo("```\nec2 stop-instances --instance-ids i-1 '&lt;''!channel&gt;'\n```");
        assertThat(shown.blocks().toString()).contains("`123456789012`", "`eu-west-1`", "Nothing has been done yet",
                "<!date^1740830700^");
        assertThat(shown.blocks().findValuesAsText("action_id")).containsExactly(CommandBlocks.RUN, CommandBlocks.CANCEL);
        assertThat(shown.blocks().toString()).contains("\"style\":\"primary\"");
    }

    @Test
    void showsAllOfALongCommandBeforeItRuns() {
        Command.Call call = AnsweredCalls.call("lambda", "invoke",
                JsonNodeFactory.instance.objectNode().put("FunctionName", "x ".repeat(2_900) + "end"));
        SlackShown shown = confirmation(call).orElseThrow();
        check(shown);
        assertThat(shown.blocks().toString()).contains("end'").doesNotContain("(cut");
    }

    @Test
    void doesNotAskWhetherToRunWhatItDoesNotShowWhole() {
        Command.Call call = AnsweredCalls.call("sqs", "send-message", JsonNodeFactory.instance.objectNode()
                .put("QueueUrl", "https://q").put("MessageBody", "&".repeat(2_500) + " DROP TABLE"));
        assertThat(confirmation(call)).isEmpty();
        SlackShown shown = CommandBlocks.tooLong(call);
        check(shown);
        assertThat(shown.blocks().toString()).contains("(cut", "too long to be shown whole", "Nothing has been done");
        assertThat(shown.blocks().findValuesAsText("action_id")).isEmpty();
    }

    @Test
    void showsNoSecretOfWhatIsToBeRun() {
        assertThat(asked("rds", "create-db-instance", "{'DBInstanceIdentifier':'orders','MasterUserPassword':'Hunter2'}"))
                .contains("--db-instance-identifier orders", "--master-user-password '***'").doesNotContain("Hunter2");
        assertThat(asked("ssm", "put-parameter", "{'Name':'a','Value':'Hunter2','Type':'SecureString'}"))
                .contains("--value '***'", "--type SecureString").doesNotContain("Hunter2");
        assertThat(asked("ssm", "put-parameter", "{'Name':'a','Value':'blue','Type':'String'}")).contains("--value blue");
        assertThat(asked("lambda", "invoke", "{'FunctionName':'orders','Payload':'eyJhIjoiYmx1ZSJ9'}")).contains("blue");
        assertThat(asked("ecs", "run-task", "{'taskDefinition':'t','overrides':{'containerOverrides':[{'name':'c',"
                + "'command':['--db-password','Hunter2'],'environment':[{'name':'GREETING','value':'Hunter2'}]}]}}"))
                .contains("--db-password").doesNotContain("Hunter2");
    }

    private static String asked(String service, String operation, String parameters) {
        SlackShown shown = confirmation(
                AnsweredCalls.call(service, operation, (ObjectNode) AnsweredCalls.json(parameters))).orElseThrow();
        check(shown);
        return shown.blocks().toString();
    }

    private static Optional<SlackShown> confirmation(Command.Call call) {
        return CommandBlocks.confirmation(COMMAND, "U012345", call, "123456789012", "eu-west-1",
                Instant.parse("2025-03-01T12:05:00Z"));
    }

    private static SlackShown withoutTable(SlackShown shown) {
        return new SlackShown(shown.text(), SlackShown.withoutTable(shown.blocks()), shown.snippet());
    }

    @Test
    void showsWhatAQuestionBecame() {
        SlackShown shown = CommandBlocks.settled("ec2 stop-instances --instance-ids i-1", "Cancelled by <@U012345>");
        check(shown);
        assertThat(shown.blocks().findValues("action_id")).isEmpty();
        assertThat(text(shown, 0)).isEqualTo("`ec2 stop-instances --instance-ids i-1`");
        assertThat(shown.blocks().at("/1/elements/0/text").asText()).isEqualTo("Cancelled by <@U012345>");
    }

    @Test
    void asksForWhatIsMissing() {
        SlackShown shown = CommandBlocks.missing((Command.Incomplete) reader().read("sqs send-message"));
        check(shown);
        assertThat(text(shown, 1)).startsWith("These are missing:\n\u2022 `queue-url`: ").contains("\n\u2022 `message-body`: ");
        assertThat(shown.blocks().at("/2/elements/0/text").asText()).contains("`queue-url VALUE`");
    }

    @Test
    void asksWhichAccountIsMeant() {
        SlackShown shown = CommandBlocks.accounts(COMMAND, List.of("123456789012", "210987654321", "123456789012"));
        check(shown);
        assertThat(shown.blocks().findValuesAsText("action_id")).containsExactly("tocsin-command-account-123456789012",
                "tocsin-command-account-210987654321");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(String.format("%012d", i));
        }
        check(CommandBlocks.accounts(COMMAND, many));
        check(CommandBlocks.accounts(COMMAND, List.of()));
    }

    @Test
    void writesMarkdownAsSlackDoes() {
        SlackShown shown = CommandBlocks
                .words("**Aliases**\nUse `run <name>` or *not*: [help](https://example.com/a_b).\n- `a` & b");
        check(shown);
        assertThat(text(shown, 0))
                .isEqualTo("*Aliases*\nUse `run &lt;name&gt;` or \u2217not\u2217: <https://example.com/a_b|help>."
                        + "\n\u2022 `a` &amp; b");
    }

    @Test
    void showsAllHelp() {
        for (String name : KnownModels.all().names()) {
            for (String typed : List.of(name + " help", "help " + name + " "
                    + KnownModels.all().service(name).orElseThrow().operations().get(0).cliName())) {
                SlackShown shown = CommandBlocks.words(((Command.Help) reader().read(typed)).markdown());
                check(shown);
                assertThat(shown.blocks().toString()).doesNotContain("(cut");
            }
        }
    }

    // ---- whatever is in it

    @Test
    void showsWhateverIsAnswered() {
        Random random = new Random(15);
        RandomAnswers answers = new RandomAnswers(random);
        Results results = new Results();
        for (String name : KnownModels.all().names()) {
            ServiceModel service = KnownModels.all().service(name).orElseThrow();
            for (OperationModel operation : service.operations()) {
                if (random.nextInt(4) > 0) {
                    continue;
                }
                Optional<String> query = random.nextInt(4) > 0 ? Optional.empty() : Optional.of("*[]");
                Command.Call call = new Command.Call(service, operation, JsonNodeFactory.instance.objectNode(),
                        Optional.empty(),
                        query, name + " " + operation.cliName() + " " + answers.text());
                CommandResult result = results.of(call, new AwsAnswer.Done(answers.of(service, operation)));
                check(CommandBlocks.result(COMMAND, call.normalised(), result, Optional.of(answers.text())));
            }
        }
    }

    @Test
    void showsWhateverFormItHas() {
        Random random = new Random(15);
        RandomAnswers answers = new RandomAnswers(random);
        for (int i = 0; i < 300; i++) {
            List<String> texts = new ArrayList<>();
            for (int j = random.nextInt(30); j >= 0; j--) {
                texts.add(answers.text());
            }
            List<List<String>> rows = new ArrayList<>();
            for (int j = random.nextInt(200); j > 0; j--) {
                rows.add(texts.stream().map(text -> answers.text()).toList());
            }
            ShownResult shown = switch (i % 4) {
                case 0 -> new ShownResult.Table(answers.text(), texts, rows, Optional.of(1_000));
                case 1 -> new ShownResult.Fields(answers.text(),
                        texts.stream().map(text -> new ShownResult.Fields.Field(text, answers.text())).toList());
                case 2 -> new ShownResult.Code(answers.text(), String.join("\n", texts));
                default -> new ShownResult.Words(String.join(" ", texts));
            };
            check(CommandBlocks.result(COMMAND, answers.text(), new CommandResult(shown, Optional.of("{}"),
                    Optional.of(JsonNodeFactory.instance.objectNode())), Optional.of(answers.text())));
            check(withoutTable(CommandBlocks
                    .result(COMMAND, "x", new CommandResult(shown, Optional.empty(), Optional.empty()), Optional.empty())));
            check(CommandBlocks.words(String.join("\n", texts)));
            check(CommandBlocks.settled(answers.text(), "Run by <@U012345>"));
            Command.Call call = AnsweredCalls.call("lambda", "invoke",
                    JsonNodeFactory.instance.objectNode().put("FunctionName", answers.text()));
            CommandBlocks.confirmation(COMMAND, "U012345", call, answers.text(), answers.text(), Instant.EPOCH)
                    .ifPresent(CommandBlocksTest::check);
            check(CommandBlocks.tooLong(call));
        }
    }

    private static void check(SlackShown shown) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("text", shown.text());
        message.set("blocks", shown.blocks());
        assertThat(SlackSays.refusal(message)).as("%s", message).isEmpty();
        assertThat(shown.text().length()).isLessThan(2_000);
        ChatRules.strings(message).forEach(text -> {
            assertThat(ChatRules.HIDDEN.matcher(text).find()).as("hidden characters: %s", text).isFalse();
            assertThat(CALLS.matcher(text).find()).as("calls a group: %s", text).isFalse();
            assertThat(text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)).as("torn: %s", text).isFalse();
        });
        List<JsonNode> marked = new ArrayList<>(message.findParents("verbatim"));
        marked.add(message);
        marked.forEach(node -> {
            String text = node.path("text").asText();
            assertThat(TOKEN.matcher(text).results().map(token -> token.group())
                    .filter(token -> !OWN_TOKEN.matcher(token).matches())).as("control syntax in %s", text).isEmpty();
            assertThat(TOKEN.matcher(text).replaceAll("")).doesNotContain("<").doesNotContain(">");
            assertThat(BROKEN_ENTITY.matcher(text).find()).as("broken entity: %s", text).isFalse();
            assertThat(text.split("```", -1).length % 2).as("open fence: %s", text).isOne();
        });
    }

    private static CommandReader reader() {
        return KnownReader.known();
    }

    private static String text(SlackShown shown, int block) {
        return shown.blocks().get(block).path("text").path("text").asText();
    }
}
