package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.aws.model.KnownModels;

class CommandReaderTest {

    private final CommandReader reader = KnownReader.known();

    // ---- what Slack makes of it

    @ParameterizedTest
    @ValueSource(strings = { "<@UBOT> cloudwatch describe-alarms --state-value ALARM",
            "<@UBOT|tocsin>: cloudwatch describe-alarms --state-value ALARM",
            "  cloudwatch   describe-alarms\n--state-value\tALARM ",
            "aws cloudwatch describe-alarms --state-value ALARM",
            "@Tocsin aws cloudwatch describe-alarms --state-value ALARM",
            "cloudwatch describe-alarms \u2014state-value ALARM",
            "cloudwatch describe-alarms \u2013\u2013state-value ALARM",
            "cloudwatch describe-alarms -state-value ALARM",
            "cloudwatch describe-alarms --state ALARM",
            "cloudwatch describe-alarms --state-value=ALARM",
            "cloudwatch describe-alarms --StateValue alarm",
            "cloudwatch DescribeAlarms --state_value \u201CALARM\u201D",
            "cw describe-alarms --state-value \u2018ALARM\u2019",
            "cloudwatch describe-alarms --state-value \u201EALARM\u201C",
            "cloudwatch describe-alarms --state-value \u00AB\u00A0ALARM\u00A0\u00BB",
            "cloudwatch\u00A0describe-alarms --state-value \u200BALARM\uFEFF",
            "`cloudwatch describe-alarms --state-value ALARM`",
            "cloudwatch describe-alarms --state-value `ALARM`",
            "```cloudwatch describe-alarms\n  --state-value ALARM\n```",
            "cloudwatch describe-alarms \\\n  --state-value ALARM",
            "cloudwatch describe-alarms --output table --no-cli-pager --no-paginate --state-value ALARM" })
    void understandsWhatSlackAndPhonesMakeOfACommand(String typed) {
        assertThat(call(typed).normalised()).isEqualTo("cloudwatch describe-alarms --state-value ALARM");
    }

    @Test
    void undoesLinksAndEntities() {
        assertThat(call("s3api list-objects-v2 --bucket <http://files.example.com|files.example.com>").parameters().toString())
                .isEqualTo("{\"Bucket\":\"files.example.com\"}");
        assertThat(
                call("sqs get-queue-attributes --queue-url <https://sqs.eu-west-1.amazonaws.com/1/q?a=1&amp;b=2>").parameters()
                        .path("QueueUrl").asText())
                .isEqualTo("https://sqs.eu-west-1.amazonaws.com/1/q?a=1&b=2");
        assertThat(call("sns subscribe --topic-arn arn:aws:sns:eu-west-1:1:t --protocol email --notification-endpoint "
                + "<mailto:a@example.com|a@example.com>").parameters().path("Endpoint").asText()).isEqualTo("a@example.com");
        assertThat(call("cloudwatch describe-alarms --alarm-names '<#C012345|ops>' <@U012345> '<!here>' 'a &lt; b &amp;amp; c'")
                .parameters().path("AlarmNames").toString())
                .isEqualTo("[\"#ops\",\"@U012345\",\"@here\",\"a < b &amp; c\"]");
    }

    // ---- words and values

    @Test
    void takesWordsApartAsAShellDoes() {
        assertThat(names(
                "cloudwatch describe-alarms --alarm-names a\\ b 'c \"d\"' \"e 'f' \\\"g\\\"\" h'i j'k '' it\u2019s \"\u201Cx\u201D\""))
                .containsExactly("a b", "c \"d\"", "e 'f' \"g\"", "hi jk", "", "it\u2019s", "\u201Cx\u201D");
    }

    @Test
    void takesJsonAsItIsTyped() {
        assertThat(
                payload("lambda invoke --function-name f --payload {\"a\": [1, \"b c\"], \"d\": \"it's {\"} --log-type Tail"))
                .isEqualTo("{\"a\": [1, \"b c\"], \"d\": \"it's {\"}");
        assertThat(payload("invoke f --payload {\u201Ca\u201D: \u201Cb\u201D}")).isEqualTo("{\"a\": \"b\"}");
        assertThat(payload("invoke f --payload={\"a\": 1}")).isEqualTo("{\"a\": 1}");
        assertThat(payload("invoke f --payload '{\"a\": 1}'")).isEqualTo("{\"a\": 1}");
        assertThat(payload("```\ninvoke f --payload {\n  \"a\": 1\n}\n```")).isEqualTo("{\n  \"a\": 1\n}");
    }

    @Test
    void takesAwsShorthand() {
        assertThat(call("ec2 describe-instances --filters Name=instance-state-name,Values=running,stopped "
                + "\"Name=tag:Name,Values=[a,'b, c']\"").parameters().path("Filters").toString())
                .isEqualTo("[{\"Name\":\"instance-state-name\",\"Values\":[\"running\",\"stopped\"]},"
                        + "{\"Name\":\"tag:Name\",\"Values\":[\"a\",\"b, c\"]}]");
        assertThat(call("lambda tag-resource --resource r --tags a=1,b=2 c=3").parameters().path("Tags").toString())
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
        assertThat(call("lambda update-function-configuration --function-name f --environment Variables={A=b,C=d}").parameters()
                .path("Environment").toString()).isEqualTo("{\"Variables\":{\"A\":\"b\",\"C\":\"d\"}}");
        assertThat(call("ec2 describe-instances --filters {\"name\": \"a\", \"values\": \"b\"}").parameters().path("Filters")
                .toString()).isEqualTo("[{\"Name\":\"a\",\"Values\":[\"b\"]}]");
    }

    @Test
    void givesValuesTheTypesThatTheModelHas() {
        assertThat(call("ecs update-service --service s --desired-count 3 --force-new-deployment").parameters().toString())
                .isEqualTo("{\"service\":\"s\",\"desiredCount\":3,\"forceNewDeployment\":true}");
        assertThat(call("ec2 stop-instances i-1 i-2 --no-dry-run --force").parameters().toString())
                .isEqualTo("{\"InstanceIds\":[\"i-1\",\"i-2\"],\"DryRun\":false,\"Force\":true}");
        assertThat(call("ec2 modify-instance-attribute --instance-id i-1 --ebs-optimized").parameters().path("EbsOptimized")
                .toString()).isEqualTo("{\"Value\":true}");
        assertThat(call("lambda list-functions --max-items 5").parameters().toString()).isEqualTo("{\"MaxItems\":5}");
        assertThat(call("ec2 describe-instances --max-items 5 --starting-token abc").parameters().toString())
                .isEqualTo("{\"NextToken\":\"abc\",\"MaxResults\":5}");
    }

    @ParameterizedTest
    @CsvSource({ "2025-03-01T09:00:00Z, 2025-03-01T09:00:00Z", "2025-03-01T10:00:00+01:00, 2025-03-01T09:00:00Z",
            "'\"2025-03-01 09:00\"', 2025-03-01T09:00:00Z", "2025-03-01, 2025-03-01T00:00:00Z", "now, 2025-03-01T12:00:00Z",
            "-3h, 2025-03-01T09:00:00Z", "-15m, 2025-03-01T11:45:00Z", "-7d, 2025-02-22T12:00:00Z",
            "1740819600, 2025-03-01T09:00:00Z", "1740819600000, 2025-03-01T09:00:00Z" })
    void takesTimesAsPeopleWriteThem(String typed, String moment) {
        assertThat(call("cloudwatch describe-alarm-history --start-date " + typed).parameters().path("StartDate").asText())
                .isEqualTo(moment);
    }

    @Test
    void asksTheLogs() {
        assertThat(call("logs query --log-group-names /aws/lambda/a /b --minutes 30").parameters().toString())
                .isEqualTo("{\"logGroupNames\":[\"/aws/lambda/a\",\"/b\"],\"startTime\":1740828600,\"endTime\":1740830400,"
                        + "\"queryString\":\"fields @timestamp, @message | sort @timestamp desc | limit 30\"}");
        assertThat(
                call("logs filter-log-events --log-group-name g --start-time -15m --filter-pattern '?ERROR ?Fail'").parameters()
                        .path("startTime").asLong())
                .isEqualTo(1740829500000L);
        assertThat(unclear("logs query --log-group-names a --minutes soon")).contains("`--minutes`", "`soon`");
    }

    @ParameterizedTest
    @ValueSource(strings = { "MetricAlarms[?StateValue=='ALARM'].[AlarmName, StateValue]",
            "'MetricAlarms[?StateValue==`ALARM`].[AlarmName, StateValue]'",
            "\u201CMetricAlarms[?StateValue==\u2018ALARM\u2019].[AlarmName, StateValue]\u201D",
            "MetricAlarms[?StateValue==`\"ALARM\"`].[AlarmName, StateValue]" })
    void takesQueriesWithAndWithoutQuotationMarks(String query) {
        assertThat(call("cloudwatch describe-alarms --query " + query + " --region eu-west-1")).satisfies(call -> {
            assertThat(call.query()).isPresent();
            assertThat(call.region()).contains("eu-west-1");
            assertThat(call.parameters()).isEmpty();
        });
    }

    // ---- what is refused, and in which words

    @ParameterizedTest
    @CsvSource(delimiter = '\u00A6', textBlock = """
            cloudwatch describe-alarms --alarm-names "a b        ¦ The quotation mark before `a b` is not closed
            cloudwatch describe-alarms --alarm-names \u201Ca b   ¦ The quotation mark before `a b` is not closed
            clodwatch describe-alarms                            ¦ `clodwatch` is none of the services that are known here. Did you mean `cloudwatch`?
            What functions do I have?                            ¦ `What` is none of the services
            cloudwatch describe-alarmz                           ¦ Did you mean `describe-alarms`
            cloudwatch describe                                  ¦ Did you mean
            --region eu-west-1 cloudwatch describe-alarms        ¦ begins with a service and an operation
            cloudwatch describe-alarms --alarm-nmes a            ¦ Did you mean `--alarm-names`
            cloudwatch describe-alarms --alarm-name a            ¦ `--alarm-name` may be `--alarm-name-prefix` or `--alarm-names`
            cloudwatch describe-alarms --state-value ALRM        ¦ `ALRM` is none of its values. Did you mean `ALARM`? They are `OK`, `ALARM`, `INSUFFICIENT_DATA`
            cloudwatch describe-alarms --max-records many        ¦ It takes a whole number, and `many` is none
            cloudwatch describe-alarms --max-records 3000000000  ¦ is none that fits
            cloudwatch describe-alarm-history --start-date soon  ¦ It takes a time, and `soon` is none
            cloudwatch describe-alarms --state-value             ¦ `--state-value` needs a value behind it: one of `OK`, `ALARM`, `INSUFFICIENT_DATA`
            cloudwatch describe-alarms --state-value OK ALARM    ¦ `ALARM` has no option before it
            cloudwatch describe-alarms --state-value OK --state-value OK ¦ `--state-value` is there twice
            cloudwatch describe-alarms --region eu-wst-1         ¦ `eu-wst-1` is no Region. Did you mean `eu-west-1`
            cloudwatch describe-alarms --region 127.0.0.1        ¦ `127.0.0.1` is no Region
            cloudwatch describe-alarms --query foo]              ¦ The query `foo]` cannot be read: `]` is not expected at character 4
            cloudwatch describe-alarms --query 'foo('            ¦ it ends too early
            cloudwatch describe-alarms --query 'bar(@)'          ¦ JMESPath has no function `bar`
            cloudwatch describe-alarms | grep x                 ¦ Commands here are no shell, so `|` has no meaning
            cloudwatch describe-alarms > out.txt                 ¦ `>` has no meaning
            cloudwatch describe-alarms; ec2 stop-instances i-1   ¦ `;` has no meaning
            cloudwatch describe-alarms && ec2 stop-instances i-1 ¦ `&&` has no meaning
            cloudwatch describe-alarms --alarm-names $(whoami)   ¦ `$(` has no meaning
            lambda invoke --function-name <function-name>        ¦ Put a value of your own in place of `<function-name>`
            lambda invoke --function-name f --payload file://x   ¦ Commands in a chat read no files and no addresses
            lambda invoke --function-name f --payload fileb://x  ¦ read no files
            lambda invoke --function-name f --payload @x.json    ¦ read no files
            lambda invoke --function-name f out.json             ¦ written to no file
            lambda list-functions --cli-input-json {}            ¦ `--cli-input-json` is not taken here
            lambda list-functions --endpoint-url http://x        ¦ `--endpoint-url` is not taken here
            lambda list-functions --profile prod                 ¦ `--profile` is not taken here
            lambda list-functions --no-sign-request              ¦ `--no-sign-request` is not taken here
            lambda list-functions --debug                        ¦ `--debug` is not taken here
            lambda list-functions --output csv                   ¦ `--output` is of no use here
            ec2 describe-instances --filters {"Name":            ¦ is not the JSON that it begins as
            ec2 describe-instances --filters {"Nme":"a"}         ¦ There is no `Nme` in it. Did you mean `Name`?
            ec2 describe-instances --filters running             ¦ as in `--filters Name=<name>,Values=<value>,<value>`
            ec2 describe-instances --filters https://x.test/f    ¦ read no files and no addresses
            s3 ls                                                ¦ There is `s3api list-buckets`
            ec2 wait instance-running                            ¦ waits on a command line
            ecr get-login-password                               ¦ `ecr get-login-password` is a program of AWS's command line
            mechanicalturk list-hits                             ¦ `mechanicalturk` is none of the services
            secretsmanager get-secret-value --secret-id x        ¦ `secretsmanager` is not asked from a chat, whoever wants it
            """)
    void saysWhatIsWrongAndWhatToType(String typed, String words) {
        assertThat(unclear(typed)).contains(words);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(unclear("lambda invoke --function-name f --payload '" + "x".repeat(6_000) + "'"))
                .contains("6,000 characters");
        assertThat(unclear("x".repeat(40_000))).contains("6,000 characters");
        assertThat(unclear("&amp;".repeat(20_000))).contains("6,000 characters");
    }

    @Test
    void showsWhatWasTypedSoThatNobodyIsMentioned() {
        assertThat(unclear("`x` *y*")).doesNotContain("*y*");
        assertThat(unclear("<!channel> hello")).contains("hello");
        assertThat(unclear("cloudwatch describe-alarms --alarm-nmes `<!channel>`")).doesNotContain("<!");
        assertThat(unclear("cloudwatch describe-alarms --state-value 'a`b` <!here>'")).contains("`a\u02CBb\u02CB @here`");
    }

    // ---- what is missing

    @Test
    void asksForWhatIsMissing() {
        assertThat(reader.read("lambda invoke --payload {}")).isInstanceOfSatisfying(Command.Incomplete.class, incomplete -> {
            assertThat(incomplete.missing()).singleElement().satisfies(missing -> {
                assertThat(missing.option()).isEqualTo("function-name");
                assertThat(missing.words()).contains("Lambda function");
            });
            assertThat(incomplete.soFar().normalised()).isEqualTo("lambda invoke --payload '{}'");
        });
        assertThat(reader.read("sqs send-message")).isInstanceOfSatisfying(Command.Incomplete.class,
                incomplete -> assertThat(incomplete.missing()).extracting(Command.Incomplete.Missing::option)
                        .containsExactly("queue-url", "message-body"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "function-name orders", "--function-name orders", "<@UBOT> function-name orders", "orders",
            "\u2014function-name orders", "function-name: orders", "function-name=orders", "FunctionName orders", "`orders`" })
    void completesACommand(String said) {
        String completed = reader.completed("<@UBOT> lambda invoke", said);
        assertThat(call(completed).normalised()).isEqualTo("lambda invoke --function-name orders");
    }

    @Test
    void completesAStepAtATime() {
        String first = reader.completed("sqs send-message", "message-body 'hello world'");
        assertThat(reader.read(first)).isInstanceOf(Command.Incomplete.class);
        assertThat(call(reader.completed(first, "https://sqs.eu-west-1.amazonaws.com/1/q")).parameters().toString())
                .isEqualTo("{\"QueueUrl\":\"https://sqs.eu-west-1.amazonaws.com/1/q\",\"MessageBody\":\"hello world\"}");
    }

    // ---- help

    @Test
    void helpsFromTheModels() {
        assertThat(help("help")).contains("`cloudwatch`", "`lambda`", "alias create");
        assertThat(help("")).isEqualTo(help("help"));
        assertThat(help("<@UBOT>")).isEqualTo(help("help"));
        assertThat(help("lambda")).isEqualTo(help("lambda --help")).isEqualTo(help("help lambda"))
                .containsSubsequence("**Reads", "`list-functions`", "**Changes something", "`invoke`");
        assertThat(help("lambda invoke --help")).isEqualTo(help("lambda invoke help")).isEqualTo(help("help lambda invoke"))
                .containsSubsequence("**Needed**", "`--function-name`", "**Options**", "`--payload`", "For example");
        assertThat(help("ec2 describe-instance help")).contains("`describe-instances`").doesNotContain("`stop-instances`");
        assertThat(help("alias help")).contains("alias create").isEqualTo(help("alias"));
    }

    @Test
    void keepsHelpShortEnoughForSlack() {
        for (String name : KnownModels.all().names()) {
            assertThat(help(name + " help").length()).isLessThan(8_500);
            KnownModels.all().service(name).orElseThrow().operations().forEach(
                    operation -> assertThat(help(name + " " + operation.cliName() + " help").length()).isLessThan(11_000));
        }
    }

    // ---- aliases and defaults

    @Test
    void readsAliases() {
        String action = "logs filter-log-events --log-group-name $group --start-time -15m";
        assertThat(reader.read("alias create errors " + action)).isEqualTo(new Command.CreateAlias("errors", action));
        assertThat(reader.read("alias create errors \u201C" + action + "\u201D"))
                .isEqualTo(new Command.CreateAlias("errors", action));
        assertThat(reader.read("alias list")).isEqualTo(new Command.ListAliases());
        assertThat(reader.read("alias delete errors")).isEqualTo(new Command.DeleteAlias("errors"));
        assertThat(reader.read("run errors a \"b c\" --group x")).isEqualTo(reader.read("alias run errors a 'b c' --group=x"))
                .isEqualTo(new Command.RunAlias("errors", List.of("a", "b c"), Map.of("group", "x")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alias create errors                            | `alias create NAME ACTION`
            alias create a:b cloudwatch describe-alarms    | cannot be the name of an alias
            alias create a cloudwatch describe-alarmz      | Did you mean `describe-alarms`
            alias create a run b                           | begins with a service of AWS
            alias create a cloudwatch describe-alarms --$x | stands for a value
            alias create a cloudwatch $operation           | stands for a value
            alias delete                                   | `alias delete NAME`
            run                                            | Which alias?
            run a --x                                      | `--x` needs a value
            """)
    void saysWhatIsWrongWithAnAlias(String typed, String words) {
        if (typed.contains("--$x")) {
            assertThat(reader.read(typed)).isInstanceOf(Command.Unclear.class);
        } else {
            assertThat(unclear(typed)).contains(words);
        }
    }

    @Test
    void givesVariablesTheirValues() {
        String action = "lambda invoke --function-name $name --payload {\"id\": \"$id\", \"n\": $n} --region $region";
        Command.RunAlias run = new Command.RunAlias("a", List.of("orders", "7"), Map.of("n", "3", "Region", "eu-west-1"));
        assertThat(reader.expanded(action, run)).isInstanceOfSatisfying(Command.Call.class, call -> {
            assertThat(call.parameters().path("FunctionName").asText()).isEqualTo("orders");
            assertThat(text(call)).isEqualTo("{\"id\":\"7\",\"n\":3}");
            assertThat(call.region()).contains("eu-west-1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "x --region us-east-1", "x\" --region us-east-1 \"", "x' --region us-east-1 '", "--region", "`x`",
            "x\", \"admin\": \"true", "x;ec2", "$(x)", "$other", "x,Name=y,Values=z", "{\"a\":1}", "\u201Cx\u201D" })
    void letsNoValueLeaveItsWord(String value) {
        Command.RunAlias run = new Command.RunAlias("a", List.of(value), Map.of());
        assertThat(reader.expanded("cloudwatch describe-alarms --alarm-names $x", run)).isInstanceOfSatisfying(
                Command.Call.class, call -> {
                    assertThat(call.parameters().path("AlarmNames")).singleElement()
                            .satisfies(name -> assertThat(name.asText()).isEqualTo(value));
                    assertThat(call.region()).isEmpty();
                });
        assertThat(reader.expanded("cloudwatch describe-alarms --alarm-names \"a $x b\"", run)).isInstanceOfSatisfying(
                Command.Call.class, call -> assertThat(call.parameters().path("AlarmNames")).singleElement()
                        .satisfies(name -> assertThat(name.asText()).isEqualTo("a " + value + " b")));
        assertThat(reader.expanded("lambda invoke --function-name f --payload {\"user\": \"$x\"}", run))
                .isInstanceOfSatisfying(Command.Call.class, call -> assertThat(CommandJson.any(text(call))).hasValueSatisfying(
                        json -> assertThat(json.properties()).singleElement()
                                .satisfies(user -> assertThat(user.getValue().asText()).isEqualTo(value))));
        assertThat(reader.expanded("ec2 describe-instances --filters Name=tag:Name,Values=$x", run)).isInstanceOfSatisfying(
                Command.Call.class, call -> assertThat(call.parameters().at("/Filters/0/Values")).singleElement()
                        .satisfies(name -> assertThat(name.asText()).isEqualTo(value)));
    }

    @Test
    void refusesWhatAValueMustNotBe() {
        assertThat(unclear("lambda invoke --function-name f --payload $x", "file://secrets")).contains("read no files");
        assertThat(unclear("lambda list-functions --region $x", "evil.example.com")).contains("is no Region");
        assertThat(unclear("lambda list-functions --query \"Functions[?FunctionName=='$x']\"", "a' || '1'=='1"))
                .contains("stands in a query");
        assertThat(unclear("lambda list-functions --max-items $x", "many")).contains("`many`");
        assertThat(unclear("lambda list-functions --max-items $x --region $y", "1")).contains("needs more values", "<x> <y>");
        assertThat(unclear("lambda list-functions", "1")).contains("takes fewer values");
    }

    @Test
    void leavesDollarsAloneThatNameNothing() {
        assertThat(call("logs filter-log-events --log-group-name g --filter-pattern '{ $.level = \"$x\" }'").parameters()
                .path("filterPattern").asText()).isEqualTo("{ $.level = \"$x\" }");
        assertThat(reader.expanded("logs filter-log-events --log-group-name g --filter-pattern \"{ $.level = \\$x $x }\"",
                new Command.RunAlias("a", List.of("1"), Map.of()))).isInstanceOfSatisfying(Command.Call.class,
                        call -> assertThat(call.parameters().path("filterPattern").asText()).isEqualTo("{ $.level = $x 1 }"));
    }

    @Test
    void readsDefaults() {
        Command.SetDefaults account = new Command.SetDefaults(Optional.of("123456789012"), Optional.empty());
        for (String typed : List.of("set default account 123456789012", "set default-account 123456789012",
                "set --default-account=123456789012", "set account 1234-5678-9012")) {
            assertThat(reader.read(typed)).as(typed).isEqualTo(account);
        }
        assertThat(reader.read("set default-region eu-west-1"))
                .isEqualTo(new Command.SetDefaults(Optional.empty(), Optional.of("eu-west-1")));
        assertThat(reader.read("set default account 123456789012 region eu-west-1"))
                .isEqualTo(new Command.SetDefaults(Optional.of("123456789012"), Optional.of("eu-west-1")));
        assertThat(unclear("set default account 12")).contains("12 digits");
        assertThat(unclear("set colour blue")).contains("set default account");
    }

    // ----

    private Command.Call call(String typed) {
        Command command = reader.read(typed);
        assertThat(command).as(typed).isInstanceOf(Command.Call.class);
        return (Command.Call) command;
    }

    private String unclear(String typed) {
        Command command = reader.read(typed);
        assertThat(command).as(typed).isInstanceOf(Command.Unclear.class);
        return ((Command.Unclear) command).words();
    }

    private String unclear(String action, String value) {
        Command command = reader.expanded(action, new Command.RunAlias("a", List.of(value), Map.of()));
        assertThat(command).as(action).isInstanceOf(Command.Unclear.class);
        return ((Command.Unclear) command).words();
    }

    private String help(String typed) {
        Command command = reader.read(typed);
        assertThat(command).as(typed).isInstanceOf(Command.Help.class);
        return ((Command.Help) command).markdown();
    }

    private List<String> names(String typed) {
        List<String> names = new ArrayList<>();
        call(typed).parameters().path("AlarmNames").forEach(name -> names.add(name.asText()));
        return names;
    }

    private String payload(String typed) {
        return text(call(typed));
    }

    private static String text(Command.Call call) {
        return new String(Base64.getDecoder().decode(call.parameters().path("Payload").asText()), StandardCharsets.UTF_8);
    }
}
