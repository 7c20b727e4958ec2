package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.standin.SlackRules.Refusal;

class SlackRulesTest {

    private static final String DIVIDER = "{'type':'divider'}";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("nothing to show", "{'text':' ','blocks':[]}", "no_text"),
                Arguments.of("51 blocks", blocks(times(51, DIVIDER)), "invalid_blocks"),
                Arguments.of("blocks that are no array", "{'blocks':{'type':'divider'}}", "invalid_blocks_format"),
                Arguments.of("a block of an unknown type", blocks("{'type':'marquee'}"), "invalid_blocks"),
                Arguments.of("a section of 3,001 characters", blocks(section("x".repeat(3001))), "invalid_blocks"),
                Arguments.of("an empty section", blocks(section("")), "invalid_blocks"),
                Arguments.of("11 fields", blocks(fields(11, "x")), "invalid_blocks"),
                Arguments.of("a field of 2,001 characters", blocks(fields(1, "x".repeat(2001))), "invalid_blocks"),
                Arguments.of("a header of 151 characters", blocks(header("plain_text", "x".repeat(151))), "invalid_blocks"),
                Arguments.of("a header with markup", blocks(header("mrkdwn", "x")), "invalid_blocks"),
                Arguments.of("11 context elements",
                        blocks("{'type':'context','elements':[" + times(11, text("mrkdwn", "x")) + "]}"), "invalid_blocks"),
                Arguments.of("26 buttons", blocks(buttons(26, "x", "https://example.com")), "invalid_blocks"),
                Arguments.of("a button label of 76 characters", blocks(buttons(1, "x".repeat(76), "https://example.com")),
                        "invalid_blocks"),
                Arguments.of("a button URL of 3,001 characters", blocks(buttons(1, "x", "x".repeat(3001))),
                        "invalid_blocks"),
                Arguments.of("an image without alternative text",
                        blocks("{'type':'image','image_url':'https://example.com/x.png'}"), "invalid_blocks"),
                Arguments.of("an image that is nowhere", blocks("{'type':'image','image_url':'x.png','alt_text':'x'}"),
                        "invalid_blocks"),
                Arguments.of("the same block_id twice", blocks(times(2, "{'type':'divider','block_id':'one'}")),
                        "invalid_blocks"),
                Arguments.of("the same action_id twice in a block", blocks("{'type':'actions','elements':["
                        + times(2, "{'type':'button','action_id':'ack','text':" + text("plain_text", "x") + "}") + "]}"),
                        "invalid_blocks"),
                Arguments.of("a button that asks at length", blocks(asking("x".repeat(301))), "invalid_blocks"),
                Arguments.of("a picture under a URL for an id",
                        blocks("{'type':'image','slack_file':{'id':'https://files.slack.com/x.png'},'alt_text':'x'}"),
                        "invalid_blocks"),
                Arguments.of("a table of 101 rows", blocks(table(101, 1, "x")), "invalid_blocks"),
                Arguments.of("a table of 21 columns", blocks(table(1, 21, "x")), "invalid_blocks"),
                Arguments.of("an empty cell", blocks(table(1, 1, "")), "invalid_blocks"),
                Arguments.of("cells of 10,001 characters", blocks(table(1, 1, "x".repeat(10_001))), "invalid_blocks"),
                Arguments.of("a cell of an unknown type", blocks(table(1, 1, "x").replace("raw_text", "mrkdwn")),
                        "invalid_blocks"),
                Arguments.of("two tables", blocks(table(1, 1, "x") + "," + table(1, 1, "x")), "invalid_blocks"),
                Arguments.of("Markdown beside text", "{'text':'x','markdown_text':'x'}", "markdown_text_conflict"),
                Arguments.of("metadata without a payload", "{'text':'x','metadata':{'event_type':'x'}}",
                        "invalid_metadata_format"),
                Arguments.of("empty rich text", blocks("{'type':'rich_text','elements':[{'type':'rich_text_section',"
                        + "'elements':[{'type':'text','text':''}]}]}"), "invalid_blocks"),
                Arguments.of("13,500 characters in all blocks", blocks(times(5, section("x".repeat(2700)))),
                        "msg_blocks_too_long"),
                Arguments.of("101 attachments", "{'attachments':[" + times(101, "{'text':'x'}") + "]}",
                        "too_many_attachments"),
                Arguments.of("a bad block in an attachment",
                        "{'attachments':[{'color':'#E01E5A'," + blocks(section("x".repeat(3001))).substring(1) + "]}",
                        "invalid_attachments"),
                Arguments.of("an attachment with a colour alone", "{'attachments':[{'color':'#E01E5A'}]}",
                        "missing_text_or_fallback_or_attachments"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String what, String message, String error) {
        assertThat(SlackRules.check(Inquiry.json(json(message)))).map(Refusal::error).contains(error);
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("plain text", "{'text':'x'}"),
                Arguments.of("50 blocks", blocks(times(50, DIVIDER))),
                Arguments.of("a table of 100 rows", blocks(table(100, 20, "x"))),
                Arguments.of("a section of 3,000 characters", blocks(section("x".repeat(3000)))),
                Arguments.of("10 fields of 1,000 characters", blocks(fields(10, "x".repeat(1000)))),
                Arguments.of("a header of 150 characters", blocks(header("plain_text", "x".repeat(150)))),
                Arguments.of("25 buttons", blocks(buttons(25, "x".repeat(75), "https://example.com"))),
                Arguments.of("an image", blocks("{'type':'image','image_url':'https://example.com/x.png','alt_text':'x'}")),
                Arguments.of("a picture that Slack has",
                        blocks("{'type':'image','slack_file':{'id':'F012345678'},'alt_text':'x'}")),
                Arguments.of("a button that asks", blocks(asking("x".repeat(300)))),
                Arguments.of("metadata", "{'text':'x','metadata':{'event_type':'x','event_payload':{}}}"),
                Arguments.of("rich text", blocks("{'type':'rich_text','elements':[{'type':'rich_text_preformatted',"
                        + "'elements':[{'type':'text','text':'x'}]}]}")),
                Arguments.of("blocks in an attachment",
                        "{'text':'','attachments':[{'color':'#E01E5A'," + blocks(section("x")).substring(1) + "]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void takes(String what, String message) {
        assertThat(SlackRules.check(Inquiry.json(json(message)))).isEmpty();
    }

    @Test
    void saysWhereTheFaultIs() {
        assertThat(SlackRules.check(Inquiry.json(json(blocks(DIVIDER + "," + section("x".repeat(3001))))))).get()
                .extracting(Refusal::detail)
                .isEqualTo("must be less than 3001 characters [json-pointer:/blocks/1/text/text]");
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String times(int count, String json) {
        return String.join(",", Collections.nCopies(count, json));
    }

    private static String blocks(String blocks) {
        return "{'blocks':[" + blocks + "]}";
    }

    private static String text(String type, String text) {
        return "{'type':'" + type + "','text':'" + text + "'}";
    }

    private static String section(String text) {
        return "{'type':'section','text':" + text("mrkdwn", text) + "}";
    }

    private static String header(String type, String text) {
        return "{'type':'header','text':" + text(type, text) + "}";
    }

    private static String fields(int count, String text) {
        return "{'type':'section','fields':[" + times(count, text("mrkdwn", text)) + "]}";
    }

    private static String asking(String text) {
        return "{'type':'actions','elements':[{'type':'button','action_id':'resolve','text':" + text("plain_text", "x")
                + ",'confirm':{'title':" + text("plain_text", "Resolve?") + ",'text':" + text("plain_text", text)
                + ",'confirm':"
                + text("plain_text", "Yes") + ",'deny':" + text("plain_text", "No") + "}}]}";
    }

    private static String table(int rows, int columns, String cell) {
        return "{'type':'table','rows':[" + times(rows, "[" + times(columns, text("raw_text", cell)) + "]") + "]}";
    }

    private static String buttons(int count, String label, String url) {
        return "{'type':'actions','elements':[" + times(count,
                "{'type':'button','text':" + text("plain_text", label) + ",'url':'" + url + "'}") + "]}";
    }
}
