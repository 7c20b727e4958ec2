package dev.tocsin.command.result;

import static dev.tocsin.command.result.AnsweredCalls.call;
import static dev.tocsin.command.result.AnsweredCalls.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.command.language.Command;

class ResultsTest {

    private static final String SECRET = "s3cr3t-Value-0815";

    // ---- lists

    @Test
    void showsAListByTheColumnsThatPeopleKnowItBy() {
        ShownResult.Table table = table(result(call("cloudwatch", "describe-alarms"),
                """
                        {'MetricAlarms':[{'AlarmName':'5xx','AlarmArn':'arn:aws:cloudwatch:eu-west-1:1:alarm:5xx','StateValue':'ALARM',
                        'StateUpdatedTimestamp':'2025-03-01T12:00:00.123Z','MetricName':'HTTPCode_5XX','StateReason':'Threshold Crossed',
                        'ActionsEnabled':true}],'CompositeAlarms':[{'AlarmName':'all','StateValue':'OK'}]}"""));
        assertThat(table.title()).isEqualTo("Metric alarms");
        assertThat(table.columns()).containsExactly("Alarm", "State", "Since", "Metric name", "Why");
        assertThat(table.rows()).containsExactly(
                List.of("5xx", "ALARM", "2025-03-01 12:00:00Z", "HTTPCode_5XX", "Threshold Crossed"),
                List.of("all", "OK", "", "", ""));
    }

    @Test
    void findsInstancesWithinReservations() {
        ShownResult.Table table = table(result(call("ec2", "describe-instances"),
                """
                        {'Reservations':[{'Instances':[{'InstanceId':'i-1','State':{'Code':16,'Name':'running'},'InstanceType':'t3.micro',
                        'Tags':[{'Key':'a','Value':'b'},{'Key':'Name','Value':'web-1'}]}]},{'Instances':[{'InstanceId':'i-2',
                        'State':{'Name':'stopped'}}]}]}"""));
        assertThat(table.columns()).containsExactly("Name", "Instance ID", "State", "Instance type");
        assertThat(table.rows()).containsExactly(List.of("web-1", "i-1", "running", "t3.micro"),
                List.of("", "i-2", "stopped", ""));
    }

    @Test
    void choosesColumnsWhereNobodyDid() {
        ShownResult.Table table = table(result(call("ec2", "describe-key-pairs"), """
                {'KeyPairs':[{'KeyPairId':'key-1','KeyFingerprint':'1f:51','KeyName':'ops','KeyType':'rsa','Tags':[],
                'CreateTime':'2025-03-01T12:00:00Z'}]}"""));
        assertThat(table.columns()).containsExactly("Key name", "Key pair ID", "Key type", "Create time", "Key fingerprint");
        assertThat(table.rows()).containsExactly(List.of("ops", "key-1", "rsa", "2025-03-01 12:00:00Z", "1f:51"));
    }

    @Test
    void showsAListOfWords() {
        ShownResult.Table table = table(result(call("sqs", "list-queues"), "{'QueueUrls':['https://a','https://b']}"));
        assertThat(table).isEqualTo(new ShownResult.Table("Queue URLs", List.of("Queue URLs"),
                List.of(List.of("https://a"), List.of("https://b")), Optional.empty()));
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(words(result(call("lambda", "list-functions"), "{'Functions':[]}"))).isEqualTo("There are none: functions.");
        assertThat(words(result(call("rds", "describe-db-instances"), "{'DBInstances':[]}")))
                .isEqualTo("There are none: DB instances.");
        assertThat(words(result(call("sqs", "list-queues"), "{}"))).isEqualTo("There is nothing to show.");
        assertThat(words(result(call("sqs", "purge-queue"), "{}"))).isEqualTo("Done.");
        assertThat(words(result(call("sqs", "purge-queue"), "null"))).isEqualTo("Done.");
    }

    @Test
    void saysHowManyThereAreWhereItShowsFewer() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode functions = output.putArray("Functions");
        for (int i = 0; i < 500; i++) {
            functions.addObject().put("FunctionName", "f" + i);
        }
        CommandResult result = result(call("lambda", "list-functions"), output.toString());
        assertThat(table(result).rows()).hasSize(ShownJson.MOST_ROWS);
        assertThat(table(result).ofAll()).contains(500);
        assertThat(result.json()).get().asString().contains("f499");
    }

    @Test
    void saysWhatAsksForMore() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("MaxItems", 1);
        CommandResult result = result(call("lambda", "list-functions", parameters),
                "{'Functions':[{'FunctionName':'a'}],'NextMarker':'abc'}");
        assertThat(result.next()).get().asString().isEqualTo("{\"MaxItems\":1,\"Marker\":\"abc\"}");
        assertThat(result.json()).get().asString().contains("\"NextMarker\": \"abc\"");
        assertThat(result(call("lambda", "list-functions"), "{'Functions':[{'FunctionName':'a'}]}").next()).isEmpty();
        assertThat(result(call("logs", "get-log-events", JsonNodeFactory.instance.objectNode().put("nextToken", "f/1")),
                "{'events':[],'nextForwardToken':'f/1'}").next()).isEmpty();
    }

    // ---- one thing

    @Test
    void showsOneThingByItsMembers() {
        ShownResult.Fields fields = fields(result(call("dynamodb", "describe-table"), """
                {'Table':{'ItemCount':7,'TableStatus':'ACTIVE','TableName':'orders','KeySchema':[{'AttributeName':'id',
                'KeyType':'HASH'}],'CreationDateTime':'2025-03-01T12:00:00Z','Replicas':[]}}"""));
        assertThat(fields.title()).isEqualTo("Table");
        assertThat(fields.fields()).extracting(ShownResult.Fields.Field::name).containsExactly("Table name", "Table status",
                "Item count", "Creation date time", "Key schema");
        assertThat(fields.fields()).contains(new ShownResult.Fields.Field("Key schema", "id (HASH)"));
    }

    @Test
    void showsWhatAFunctionAnswered() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("FunctionName", "orders");
        Command.Call invoke = call("lambda", "invoke", parameters);
        CommandResult good = result(invoke,
                "{'StatusCode':200,'ExecutedVersion':'$LATEST','Payload':'" + base64("{\"ok\":true}")
                        + "','LogResult':'" + base64("START\nEND\n") + "'}");
        assertThat(good.shown()).isEqualTo(
                new ShownResult.Code("orders answered (200)", "{\n  \"ok\": true\n}\n\nLog\nSTART\nEND"));
        assertThat(good.json()).isEmpty();
        CommandResult bad = result(invoke, "{'StatusCode':200,'FunctionError':'Unhandled','Payload':'"
                + base64("{\"errorMessage\":\"no password=" + SECRET + "\"}") + "'}");
        assertThat(bad.shown()).isInstanceOfSatisfying(ShownResult.Code.class, code -> {
            assertThat(code.title()).isEqualTo("orders failed: Unhandled");
            assertThat(code.text()).contains("errorMessage").doesNotContain(SECRET);
        });
        assertThat(words(result(invoke, "{'StatusCode':202,'Payload':''}"))).contains("its answer is not waited for");
        assertThat(result(invoke, "{'StatusCode':200,'Payload':'bm8ganNvbg=='}").shown())
                .isEqualTo(new ShownResult.Code("orders answered (200)", "no json"));
    }

    @Test
    void showsWhatTheLogsSay() {
        ShownResult.Table table = table(result(call("logs", "filter-log-events"), """
                {'events':[{'timestamp':1740830400000,'message':'it failed\\nhere','logStreamName':'s','eventId':'1'}]}"""));
        assertThat(table.rows()).containsExactly(List.of("2025-03-01 12:00:00Z", "it failed here", "s"));
        ShownResult.Table found = table(result(call("logs", "get-query-results"), """
                {'status':'Complete','results':[[{'field':'@timestamp','value':'2025-03-01 12:00:00.000'},
                {'field':'@message','value':'x'},{'field':'@ptr','value':'y'}]]}"""));
        assertThat(found.columns()).containsExactly("@timestamp", "@message");
        assertThat(words(result(call("logs", "get-query-results"), "{'status':'Running','results':[]}")))
                .contains("still running");
        assertThat(fields(result(call("logs", "start-query"), "{'queryId':'q-1'}")).fields())
                .extracting(ShownResult.Fields.Field::value).contains("logs get-query-results --query-id q-1");
    }

    @Test
    void showsDataPointsInTheirOrder() {
        assertThat(table(result(call("cloudwatch", "get-metric-statistics"),
                """
                        {'Datapoints':[{'Timestamp':'2025-03-01T12:05:00Z','Sum':2.0},{'Timestamp':'2025-03-01T12:00:00Z','Sum':1.5}]}"""))
                .rows()).containsExactly(List.of("2025-03-01 12:00:00Z", "1.5"), List.of("2025-03-01 12:05:00Z", "2.0"));
    }

    // ---- queries

    @Test
    void showsWhatAQueryMakesByItsForm() {
        String alarms = "{'MetricAlarms':[{'AlarmName':'a','StateValue':'OK'},{'AlarmName':'b','StateValue':'ALARM'}]}";
        assertThat(table(queried("MetricAlarms[].AlarmName", alarms))).isEqualTo(new ShownResult.Table("Result of the query",
                List.of("Value"), List.of(List.of("a"), List.of("b")), Optional.empty()));
        assertThat(table(queried("MetricAlarms[?StateValue==`ALARM`].[AlarmName, StateValue]", alarms)))
                .isEqualTo(new ShownResult.Table("Result of the query", List.of("AlarmName", "StateValue"),
                        List.of(List.of("b", "ALARM")), Optional.empty()));
        assertThat(table(queried("MetricAlarms[].{name: AlarmName, state: StateValue}", alarms)).columns())
                .containsExactly("name", "state");
        assertThat(words(queried("length(MetricAlarms)", alarms))).isEqualTo("2");
        assertThat(fields(queried("MetricAlarms[0]", alarms)).fields()).extracting(ShownResult.Fields.Field::name)
                .containsExactly("AlarmName", "StateValue");
        assertThat(words(queried("sort_by(MetricAlarms, &StateValue)[0].AlarmName", alarms))).isEqualTo("b");
        assertThat(words(queried("metricAlarms", alarms))).contains("finds nothing", "The answer has: MetricAlarms.");
        assertThat(words(queried("MetricAlarms[].Nope", alarms))).contains("finds nothing");
        assertThat(words(queried("length(Nope)", alarms))).contains("does not work on the answer");
    }

    @Test
    void givesUpAQueryThatTakesTooMuch() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode alarms = output.putArray("MetricAlarms");
        for (int i = 0; i < 3_000; i++) {
            alarms.addObject().put("AlarmName", "alarm-" + i);
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String each = " | [].[@, @, @, @, @, @, @, @, @, @][]";
        assertThat(words(queried("MetricAlarms" + each.repeat(12), output.toString()))).contains("takes too much");
        assertThat(words(queried("MetricAlarms[].AlarmName" + each.repeat(3) + " | [join('', @), join('', @), join('', @)]",
                output.toString()))).contains("takes too much");
        long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
        assertThat(millis).as("milliseconds of this thread").isLessThan(4_000);
    }

    @ParameterizedTest
    @MethodSource
    void givesUpAQueryThatWritesTooMuch(String query) {
        long start = System.nanoTime();
        assertThat(words(queried(query, "{'MetricAlarms':[]}"))).as(query.substring(0, 20)).contains("takes too much");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
    }

    static List<String> givesUpAQueryThatWritesTooMuch() {
        String text = "'" + "x".repeat(1_400) + "'";
        return List.of(text + "|[@,@]".repeat(22) + "|to_string(@)",
                "'x'|[@]" + "|[@,@][]".repeat(20) + "|join(" + text + ",@)",
                text + "|[@]" + "|[@,@][]".repeat(20) + "|join('',@)",
                text + "|[@,@]".repeat(22) + "|{a: @}|to_string(@)",
                "`0`|[@]" + "|[@,@][]".repeat(18) + "|[].{a:@,b:@,c:@}",
                "`0`|[@]" + "|[@,@][]".repeat(20) + "|map(&{a:@},@)|[*].{a:@}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ceil(`1e9999999`)", "sum([`1e99999999`,`1`])", "[`1`][1e9999999]", "`1e-9999999`",
            "[`it's`,sum([`1e99999999`,`1`]),`it's`]", "`[{\"a\":1E+0009999999}]`", "avg([`1e500`])" })
    void refusesNumbersThatAFewCharactersMakeHuge(String query) {
        long start = System.nanoTime();
        assertThat(words(queried(query, "{'MetricAlarms':[]}"))).contains("does not work", "400 digits");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
    }

    @Test
    void refusesWhatGoesTooDeepAndNothingElse() {
        for (String deep : List.of("!".repeat(1_990) + "@", "[".repeat(990) + "@" + "]".repeat(990), "a" + ".a".repeat(990),
                "@" + "[]".repeat(990), "*" + ".*".repeat(900), "(".repeat(990) + "@" + ")".repeat(990),
                "@" + "|@".repeat(990), "a" + "||a".repeat(600), "&".repeat(1_900) + "a")) {
            assertThat(words(queried(deep, "{'MetricAlarms':[]}"))).contains("does not work");
        }
        assertThat(words(queried("'.|[({&!*' && '" + ".".repeat(1_000) + "1e9999999' && '1'", "{'a':1}"))).isEqualTo("1");
        for (String most : List.of("!".repeat(300) + "@", "[".repeat(300) + "@" + "]".repeat(300), "a" + ".a".repeat(300),
                "@" + "[*]".repeat(150), "*" + ".*".repeat(149), "(".repeat(300) + "@" + ")".repeat(300),
                "@" + "|[@]".repeat(150), "a" + "||a".repeat(150))) {
            assertThat(queried(most, "{'a':1}").shown()).isNotNull();
        }
    }

    @Test
    void aQueryThatNeedsOtherThingsSaysSo() {
        assertThat(words(queried("sum([a])", "{'a':'x'}"))).contains("needs a number");
        assertThat(words(queried("contains(a, `1`)", "{'a':'x'}"))).contains("needs a text");
        assertThat(words(queried("to_string({a: a, b: [b]})", "{'a':'x','b':1}"))).isEqualTo("{\"a\":\"x\",\"b\":[1]}");
        assertThat(words(queried("join(', ', a)", "{'a':['x','y']}"))).isEqualTo("x, y");
    }

    // ---- secrets

    @Test
    void aQuerySeesNoSecret() {
        String output = "{'events':[{'message':'connect password=Hunter2-0815 ok'}]}";
        assertThat(result(call("logs", "filter-log-events", "events[].reverse(message)"), output).toString())
                .doesNotContain("5180-2retnuH");
        assertThat(words(result(call("logs", "filter-log-events", "starts_with(events[0].message,`connect password=H`)"),
                output))).isEqualTo("false");
        assertThat(words(result(call("logs", "filter-log-events", "length(events)"), output))).isEqualTo("1");
    }

    @Test
    void showsNoSecret() {
        assertNoSecret(call("lambda", "list-functions"), "{'Functions':[{'FunctionName':'f','Environment':{'Variables':"
                + "{'GREETING':'" + SECRET + "'}}}]}");
        assertNoSecret(call("lambda", "get-function"), "{'Configuration':{'FunctionName':'f'},'Code':{'Location':"
                + "'https://x.s3.amazonaws.com/y?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F1&X-Amz-Signature=" + "0f".repeat(32)
                + "'}}",
                "0f0f0f");
        assertNoSecret(call("ecs", "describe-task-definition"), "{'taskDefinition':{'containerDefinitions':[{'name':'c',"
                + "'environment':[{'name':'GREETING','value':'" + SECRET + "'}]}]}}");
        assertNoSecret(call("ec2", "describe-instance-attribute"),
                "{'InstanceId':'i-1','UserData':{'Value':'" + SECRET + "'}}");
        assertNoSecret(call("ec2", "create-key-pair"), "{'KeyName':'k','KeyMaterial':'" + SECRET + "'}");
        assertNoSecret(call("cloudformation", "describe-stacks"), "{'Stacks':[{'StackName':'s','Parameters':[{'ParameterKey':"
                + "'DbPassword','ParameterValue':'" + SECRET + "'}]}]}");
        assertNoSecret(call("logs", "filter-log-events"),
                "{'events':[{'message':'login with password=" + SECRET + " failed'}]}");
        assertNoSecret(call("lambda", "list-functions", "Functions[].Environment.Variables.GREETING"),
                "{'Functions':[{'Environment':{'Variables':{'GREETING':'" + SECRET + "'}}}]}");
        assertNoSecret(call("lambda", "list-functions", "to_string(@)"),
                "{'Functions':[{'Environment':{'Variables':{'GREETING':'" + SECRET + "'}}}]}");
    }

    @Test
    void showsNoSecretOfProgramsRecordsAndRouters() {
        assertNoSecret(call("ecs", "describe-task-definition"), "{'taskDefinition':{'containerDefinitions':[{'name':'c',"
                + "'command':['run','--db-password','Hunter2','--verbose']}]}}", "Hunter2");
        assertNoSecret(call("kinesis", "get-records"), "{'Records':[{'Data':'"
                + base64("{\"user\":\"a\",\"password\":\"" + SECRET + "\"}") + "','PartitionKey':'a'}]}",
                base64("{\"user\":\"a\",\"password\":\"" + SECRET + "\"}"));
        assertThat(result(call("kinesis", "get-records"), "{'Records':[{'Data':'" + base64("{\"user\":\"a good one\"}")
                + "','PartitionKey':'a'}]}").toString()).contains(base64("{\"user\":\"a good one\"}"));
        for (String name : List.of("authKey", "customerRouterConfig", "ActivationCode")) {
            assertNoSecret(call("lambda", "list-functions"), "{'Functions':[{'" + name + "':'Hunter2'}]}", "Hunter2");
        }
    }

    private static void assertNoSecret(Command.Call call, String output) {
        assertNoSecret(call, output, SECRET);
    }

    private static void assertNoSecret(Command.Call call, String output, String secret) {
        assertThat(output).contains(secret);
        assertThat(result(call, output).toString()).as(call.normalised()).doesNotContain(secret);
    }

    @Test
    void showsShortListsOfSmallThingsWithinAField() {
        assertThat(fields(result(call("dynamodb", "describe-table"), "{'Table':{'TableName':'orders',"
                + "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'},{'AttributeName':'at','KeyType':'RANGE'}],"
                + "'Replicas':[{'RegionName':'a','ReplicaStatus':'b','KMSMasterKeyId':'c'}],"
                + "'AttributeDefinitions':[{'AttributeName':'a'},{'AttributeName':'b'},{'AttributeName':'c'},{'AttributeName':'d'}]}}"))
                .fields()).contains(new ShownResult.Fields.Field("Key schema", "id (HASH), at (RANGE)"),
                        new ShownResult.Fields.Field("Replicas", "RegionName=a, ReplicaStatus=b, KMSMasterKeyId=c"),
                        new ShownResult.Fields.Field("Attribute definitions", "4 items"));
    }

    @Test
    void showsTheTimesOfLogsAsTimes() {
        assertThat(table(result(call("logs", "get-query-results"), "{'status':'Complete','results':[[{'field':'@timestamp',"
                + "'value':'1740830700123'},{'field':'@message','value':'1740830700123'}],[{'field':'@timestamp',"
                + "'value':'2025-03-01 12:05:00.123'}]]}")).rows())
                .containsExactly(List.of("2025-03-01 12:05:00Z", "1740830700123"), List.of("2025-03-01 12:05:00.123", ""));
    }

    @Test
    void knowsTheFirstPageFromLaterOnes() {
        ObjectNode later = (ObjectNode) AnsweredCalls.json("{'nextToken':'n'}");
        String output = "{'logGroups':[{'logGroupName':'/a'}],'nextToken':'m'}";
        assertThat(result(call("logs", "describe-log-groups"), output).isLaterPage()).isFalse();
        assertThat(result(call("logs", "describe-log-groups", later), output).isLaterPage()).isTrue();
    }

    // ---- refusals

    @Test
    void saysWhatPermissionIsMissingAndWhatToDo() {
        Command.Call call = call("cloudwatch", "describe-alarms");
        ShownResult.Fields denied = (ShownResult.Fields) refused(call, "AccessDenied",
                "User: x is not authorized to perform: cloudwatch:DescribeAlarms because no identity-based policy allows it",
                Optional.of("cloudwatch:DescribeAlarms"), false);
        assertThat(denied.title()).isEqualTo("AWS refused it: AccessDenied");
        assertThat(denied.fields()).contains(new ShownResult.Fields.Field("Missing permission", "cloudwatch:DescribeAlarms"));
        assertThat(advice(denied)).contains("Allow cloudwatch:DescribeAlarms in the policies of the role");
        assertThat(advice((ShownResult.Fields) refused(call, "AccessDenied", "with an explicit deny in a session policy",
                Optional.of("s3:GetObject"), false))).contains("never allowed from a chat");
        assertThat(advice((ShownResult.Fields) refused(call, "AccessDenied", "because no session policy allows the action",
                Optional.empty(), false))).contains("guardrail policies", "cloudwatch:DescribeAlarms");
        assertThat(advice((ShownResult.Fields) refused(call, "Throttling", "Rate exceeded", Optional.empty(), true)))
                .contains("in a moment");
        assertThat(advice((ShownResult.Fields) refused(call, "ValidationError", "1 validation error", Optional.empty(), false)))
                .contains("cloudwatch describe-alarms help");
        assertThat(advice((ShownResult.Fields) refused(call, "ResourceNotFoundException", "x", Optional.empty(), false)))
                .contains("--region");
        assertThat(refused(call, "Odd", "token=" + SECRET, Optional.empty(), false).toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = { "InvalidClientTokenId", "UnrecognizedClientException", "ExpiredToken", "ExpiredTokenException",
            "InvalidAccessKeyId", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "AuthFailure" })
    void whatIsWrongWithOurOwnCredentialsIsNoFaultOfTheCommand(String code) {
        assertThat(advice((ShownResult.Fields) refused(call("ec2", "stop-instances"), code,
                "AWS was not able to validate the provided access credentials", Optional.empty(), false)))
                .contains("no fault of the command", "Whoever looks after Tocsin", "credentials").doesNotContain("help");
    }

    @ParameterizedTest
    @ValueSource(strings = { "RequestExpired", "SignatureDoesNotMatch", "InvalidSignatureException", "RequestTimeTooSkewed" })
    void aSignatureThatAwsDoesNotTakeIsMostlyAClockThatIsWrong(String code) {
        assertThat(advice((ShownResult.Fields) refused(call("ec2", "stop-instances"), code, "x", Optional.empty(), false)))
                .contains("no fault of the command", "clock").doesNotContain("help");
    }

    @Test
    void anImageOfOthersIsNoMatterOfOurCredentials() {
        assertThat(advice((ShownResult.Fields) refused(call("ec2", "stop-instances"), "AuthFailure",
                "Not authorized for images: [ami-1]", Optional.empty(), false))).isEmpty();
    }

    @Test
    void saysThatAwsFailedAndThatAChangeMayHaveHappened() {
        Results results = new Results();
        ShownResult.Fields read = (ShownResult.Fields) results.of(call("lambda", "list-functions"),
                new AwsAnswer.Failed("500", "Internal Server Error", 500, false, false)).shown();
        assertThat(read.title()).isEqualTo("AWS failed: 500");
        assertThat(advice(read)).contains("again in a moment").doesNotContain("endpoint-override");
        ShownResult.Fields change = (ShownResult.Fields) results.of(call("ec2", "stop-instances"),
                new AwsAnswer.Failed("InternalFailure", "", 503, true, true)).shown();
        assertThat(change.title()).isEqualTo("AWS failed: InternalFailure (503)");
        assertThat(advice(change)).contains("may have done it all the same", "tocsin.commands.aws.endpoint-override")
                .doesNotContain("again in a moment");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        Results results = new Results();
        Command.Call change = call("ec2", "stop-instances");
        assertThat(words(results.of(change, new AwsAnswer.Forbidden("kms:Decrypt"))))
                .contains("kms:Decrypt is not allowed from a chat");
        assertThat(words(results.of(change, new AwsAnswer.NotAssumed("The role's trust policy lacks us."))))
                .isEqualTo("The role's trust policy lacks us.");
        assertThat(words(results.of(call("lambda", "list-functions"), new AwsAnswer.TooLong(5 * 1024 * 1024))))
                .contains("longer than 5 MiB", "--query does not help", "--max-items 20");
        assertThat(words(results.of(change, new AwsAnswer.TooLong(5 * 1024 * 1024))))
                .contains("AWS did it", "longer than 5 MiB").doesNotContain("ask AWS for less");
        assertThat(words(results.of(change, new AwsAnswer.Unreached("AWS did not answer in time.", true))))
                .contains("look before you run it again");
        assertThat(words(results.of(call("lambda", "list-functions"), new AwsAnswer.Unreached("AWS did not answer.", true))))
                .isEqualTo("AWS did not answer.");
    }

    // ----

    private static ShownResult refused(Command.Call call, String code, String message, Optional<String> action,
            boolean isThrottled) {
        return new Results().of(call, new AwsAnswer.Refused(code, message, 400, action, isThrottled)).shown();
    }

    private static String advice(ShownResult.Fields fields) {
        return fields.fields().stream().filter(field -> field.name().equals("What to do"))
                .map(ShownResult.Fields.Field::value).findFirst().orElse("");
    }

    private static CommandResult queried(String query, String output) {
        return result(call("cloudwatch", "describe-alarms", query), output);
    }

    private static ShownResult.Table table(CommandResult result) {
        assertThat(result.shown()).isInstanceOf(ShownResult.Table.class);
        return (ShownResult.Table) result.shown();
    }

    private static ShownResult.Fields fields(CommandResult result) {
        assertThat(result.shown()).isInstanceOf(ShownResult.Fields.class);
        return (ShownResult.Fields) result.shown();
    }

    private static String words(CommandResult result) {
        assertThat(result.shown()).isInstanceOf(ShownResult.Words.class);
        return ((ShownResult.Words) result.shown()).text();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
