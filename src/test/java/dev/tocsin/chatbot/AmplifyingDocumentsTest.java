package dev.tocsin.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;

import dev.tocsin.problem.StrictJsonForTests;

/** Whoever sends little makes us keep little: each way by which a document can refer to much is paid for. */
class AmplifyingDocumentsTest {

    private static final int SMALL = 60_000;
    private static final long MEGABYTE = 1024 * 1024;

    /** Each reads some 42 KB; the second member is what 200 channels have as their topics. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a list that a parameter has    | {"Ref": "List"}
            a text that is split           | {"Fn::Split": [",", {"Ref": "Text"}]}
            a text that is split finely    | {"Fn::Split": ["a", {"Ref": "Text"}]}
            lists in a list                | [{"Ref": "List"}, {"Ref": "List"}, {"Ref": "List"}]
            an element of a list           | [{"Fn::Select": [0, {"Ref": "List"}]}]
            a choice                       | {"Fn::If": ["Yes", {"Ref": "List"}, []]}
            lists that are joined          | [{"Fn::Join": ["", {"Ref": "List"}]}]
            texts that are joined          | [{"Fn::Join": ["", [{"Ref": "Text"}, {"Ref": "Text"}]]}]
            a delimiter that is long       | [{"Fn::Join": ["%s", ["a", "b"]]}]
            texts in a text                | [{"Fn::Sub": "${Text}${Text}"}]
            texts of variables             | [{"Fn::Sub": ["${A}", {"A": {"Ref": "Text"}}]}]
            names that make an ARN         | [{"Ref": "Topic"}, {"Fn::GetAtt": "Topic.TopicArn"}]
            paths that make an ARN         | [{"Fn::GetAtt": "Role.Arn"}]
            conditions that compare texts  | [{"Fn::If": ["Same", "a", "b"]}, {"Fn::If": ["Same", "a", "b"]}]
            """)
    void referencesArePaidFor(String what, String topics) {
        String text = "a,".repeat(15_000);
        String document = """
                {"Parameters": {"List": {"Type": "CommaDelimitedList", "Default": "%1$s"},
                                "Text": {"Type": "String", "Default": "%1$s"}, "AWS::AccountId": {"Type": "String", "Default": "1"}},
                 "Conditions": {"Yes": {"Fn::Equals": ["1", "1"]},
                                "Same": {"Fn::Equals": [{"Ref": "Text"}, {"Ref": "Text"}]}},
                 "Resources": {
                   "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Text"}}},
                   "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r", "Path": {"Ref": "Text"}}},
                   %2$s}}"""
                .formatted(text, channels(200, topics.replace("%s", "a".repeat(60))));
        assertThat(document.length()).isLessThan(SMALL + 200 * 200);

        assertThat(kept(() -> read(document))).as(what).isLessThan(40 * MEGABYTE);
    }

    @Test
    void aListInAMappingIsNotMadeAnewForEachChannel() {
        String list = IntStream.range(0, 20_000).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]"));
        String document = "{\"Mappings\": {\"M\": {\"a\": {\"b\": " + list + "}}}, \"Resources\": {"
                + channels(200, "{\"Fn::FindInMap\": [\"M\", \"a\", \"b\"]}") + "}}";

        assertThat(kept(() -> read(document))).isLessThan(20 * MEGABYTE);
    }

    @Test
    void aNameThatIsLongIsNotRepeatedInFullWhereverItIsReferredTo() {
        String name = "n".repeat(30_000);
        String document = "{\"Conditions\": {\"C\": {\"Fn::Equals\": [{\"Ref\": \"" + name + "\"}, 1]}}, \"Resources\": {"
                + channels(200, "{\"Fn::If\": [\"C\", 1, 2]}") + "}}";

        Document read = read(document);

        assertThat(read.items()).hasSize(200).allSatisfy(item -> assertThat(((Item.Faulty) item).errors())
                .allSatisfy(error -> assertThat(error.message().length()).isLessThan(400)));
    }

    @Test
    void placesOfDeepDocumentsWithLongNamesStayShort() {
        String long60 = IntStream.range(0, 50).mapToObj(i -> "{\"" + "k".repeat(1_000) + "\": ").collect(Collectors.joining());
        String document = "{\"Resources\": {" + channels(1, long60 + "[{\"Ref\": \"Nowhere\"}]" + "}".repeat(50)) + "}}";

        assertThat(((Item.Faulty) read(document).items().get(0)).errors())
                .allSatisfy(error -> assertThat(error.field().length()).isLessThanOrEqualTo(201));
    }

    @Test
    void manyMistakesInOneItemAreCounted() {
        String tags = "[" + "5,".repeat(999) + "5]";

        assertThat(((Item.Faulty) read("{\"Resources\": {\"Channel\": {\"Type\": \"AWS::Chatbot::SlackChannelConfiguration\", "
                + "\"Properties\": {\"Tags\": " + tags + "}}}}").items().get(0)).errors()).hasSize(21).last()
                .satisfies(error -> assertThat(error.message()).isEqualTo("980 more, which are not listed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"SlackChannelConfigurations": [%s]}                                                | {}     | 600000
            {"SlackChannelConfigurations": [{"SnsTopicArns": [%s]}]}                            | []     | 600000
            {"SlackChannelConfigurations": [{"Tags": [%s]}]}                                    | 0      | 900000
            {"Resources": {"a": {"x": [%s]}}}                                                   | [[]]   | 400000
            {"Resources": {"a": [%s]}}                                                          | {"":0} | 250000
            """)
    void whatHasMoreValuesThanAnImportCanNeedIsRefusedBeforeItIsATree(String around, String element, int times) {
        byte[] body = around.formatted((element + ",").repeat(times) + element).getBytes(StandardCharsets.UTF_8);

        assertThat(allocated(() -> assertThatThrownBy(() -> Document.read(StrictJsonForTests.of(new ObjectMapper())
                .document(body), new Supplied(java.util.Map.of()), Documents.FORMS)).isNotInstanceOf(OutOfMemoryError.class)))
                .isLessThan(60 * MEGABYTE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Resources: [%s]               | a      | 600000
            Resources: [%s]               | []     | 600000
            Resources: [%s]               | {}     | 600000
            Resources: {a: &a x, b: [%s]}    | *a  | 500000
            """)
    void thatIsSoForYamlToo(String around, String element, int times) {
        String text = around.formatted((element + ",").repeat(times) + element);

        assertThatThrownBy(() -> YamlDocument.read(text)).isInstanceOf(Unreadable.class).hasMessageContaining("too large");
    }

    private static String channels(int number, String topics) {
        return IntStream.range(0, number).mapToObj(i -> "\"C%d\": {\"Type\": \"AWS::Chatbot::SlackChannelConfiguration\", "
                .formatted(i) + "\"Properties\": {\"SnsTopicArns\": " + topics + "}}").collect(Collectors.joining(", "));
    }

    private static Document read(String document) {
        return Documents.ofJson(document);
    }

    /** What is still there afterwards, or would have been; a refusal keeps nothing. */
    @SuppressWarnings("ReturnValueIgnored") // only what it leaves behind counts
    private static long kept(java.util.function.Supplier<Object> reading) {
        return allocated(() -> {
            try {
                reading.get();
            } catch (Unreadable refused) {
                assertThat(refused).hasMessageContaining("too often");
            }
        });
    }

    private static long allocated(Runnable what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        what.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
