package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.standin.SlackRules.Refusal;

/** The limits of the block that draws a chart. */
class SlackChartRulesTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("three charts", blocks(Collections.nCopies(3, line("5xx", 1, 2)).toArray(String[]::new))),
                Arguments.of("a chart without a title", blocks(line("", 1, 2))),
                Arguments.of("a title of 51 characters", blocks(line("x".repeat(51), 1, 2))),
                Arguments.of("no series", blocks(line("5xx", 0, 2))),
                Arguments.of("7 series", blocks(line("5xx", 7, 2))),
                Arguments.of("21 points", blocks(line("5xx", 1, 21))),
                Arguments.of("no points", blocks(line("5xx", 1, 0))),
                Arguments.of("two series of one name", blocks(line("5xx", 2, 2).replace("series 1", "series 0"))),
                Arguments.of("a series whose name has 21 characters",
                        blocks(line("5xx", 1, 2).replace("series 0", "x".repeat(21)))),
                Arguments.of("a label of 21 characters", blocks(line("5xx", 1, 2).replace("p0", "x".repeat(21)))),
                Arguments.of("a label twice", blocks(line("5xx", 1, 2).replace("p1", "p0"))),
                Arguments.of("a point that is no category",
                        blocks(line("5xx", 1, 2).replace("{'label':'p1'", "{'label':'p9'"))),
                Arguments.of("a category without a point", blocks(line("5xx", 1, 2).replace("'categories':['p0'",
                        "'categories':['p9','p0'"))),
                Arguments.of("an axis label of 51 characters", blocks(line("5xx", 1, 2).replace("'UTC'",
                        "'" + "x".repeat(51) + "'"))),
                Arguments.of("a value that is no number", blocks(line("5xx", 1, 2).replace("'value':1.5", "'value':'much'"))),
                Arguments.of("a chart of another kind", blocks(line("5xx", 1, 2).replace("'line'", "'radar'"))),
                Arguments.of("a slice of nothing", blocks("{'type':'data_visualization','title':'x','chart':{'type':'pie',"
                        + "'segments':[{'label':'a','value':0}]}}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String what, String message) {
        assertThat(SlackRules.check(Inquiry.json(json(message)))).map(Refusal::error).contains("invalid_blocks");
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("two charts", blocks(line("5xx", 6, 20), line("x".repeat(50), 1, 1))),
                Arguments.of("labels of 20 characters", blocks(line("5xx", 1, 2).replace("p0", "x".repeat(20)))),
                Arguments.of("a series whose name has 20 characters",
                        blocks(line("5xx", 1, 2).replace("series 0", "x".repeat(20)))),
                Arguments.of("what is below nothing", blocks(line("5xx", 1, 2).replace("'value':1.5", "'value':-1.5"))),
                Arguments.of("points in another order than the categories",
                        blocks(line("5xx", 1, 2).replace("'categories':['p0','p1']", "'categories':['p1','p0']"))),
                Arguments.of("a pie", blocks("{'type':'data_visualization','title':'x','chart':{'type':'pie',"
                        + "'segments':[{'label':'a','value':1}]}}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void takes(String what, String message) {
        assertThat(SlackRules.check(Inquiry.json(json(message)))).isEmpty();
    }

    @Test
    void saysWhereTheFaultIs() {
        assertThat(SlackRules.check(Inquiry.json(json(blocks(line("5xx", 7, 2)))))).map(Refusal::detail)
                .contains("no more than 6 items allowed [json-pointer:/blocks/0/chart/series]");
    }

    @Test
    void hasNoPlaceInAttachments() {
        assertThat(SlackRules.check(Inquiry.json(json("{'attachments':[" + blocks(line("5xx", 1, 2)) + "]}"))))
                .map(Refusal::error).contains("invalid_attachments");
    }

    @Test
    void isRefusedByWebhooksAndByWorkspacesThatDoNotHaveIt() {
        for (SlackRules rules : new SlackRules[] { SlackRules.ofWebhooks(), SlackRules.ofChannels(false, file -> true) }) {
            assertThat(rules.refusal(Inquiry.json(json(blocks(line("5xx", 1, 2)))))).get()
                    .extracting(Refusal::error, Refusal::detail)
                    .containsExactly("invalid_blocks", "unsupported type: data_visualization [json-pointer:/blocks/0/type]");
        }
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String blocks(String... blocks) {
        return "{'text':'x','blocks':[" + String.join(",", blocks) + "]}";
    }

    private static String line(String title, int series, int points) {
        String data = list(points, i -> "{'label':'p" + i + "','value':1.5}");
        return "{'type':'data_visualization','title':'" + title + "','chart':{'type':'line','series':["
                + list(series, i -> "{'name':'series " + i + "','data':[" + data + "]}") + "],'axis_config':{'categories':["
                + list(points, i -> "'p" + i + "'") + "],'x_label':'UTC','y_label':'Count'}}}";
    }

    private static String list(int count, java.util.function.IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }
}
