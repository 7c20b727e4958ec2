package dev.tocsin.chat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/** Notices of the usual kinds, for the expected payloads of every chat. */
public final class SampleNotices {

    private static final Instant MOMENT = Instant.parse("2026-03-14T15:09:26Z");

    private SampleNotices() {
    }

    public static Posting posting(Notice notice, Form form) {
        return new Posting(42, notice, form, Optional.empty());
    }

    public static Posting late(Notice notice) {
        return new Posting(42, notice, Form.FULL, Optional.of(MOMENT));
    }

    public static Map<String, Notice> all() {
        Map<String, Notice> notices = new LinkedHashMap<>();
        notices.put("alarm", alarm());
        notices.put("custom", custom());
        notices.put("build-failed", buildFailed());
        notices.put("hostile", hostile());
        notices.put("authored", authored());
        return notices;
    }

    public static Notice alarm() {
        return Notice.of("cloudwatch-alarm", Severity.CRITICAL, "CloudWatch Alarm | orders_api_5xx")
                .titleLink("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
                        + "#alarmsV2:alarm/orders_api_5xx?~(metrics~'5xx)")
                .region("eu-west-1").account("123456789012")
                .text("Threshold Crossed: 1 datapoint [12.0 (14/03/26 15:08:00)] was greater than the threshold (5.0).\n"
                        + "Runbook: https://wiki.example.com/runbooks/orders_api?a=1&b=2.")
                .fact("Alarm State", "OK -> ALARM").fact("Namespace", "AWS/ApplicationELB")
                .fact("Metric", "HTTPCode_Target_5XX_Count").fact("Since", MOMENT)
                .fact("LoadBalancer", "app/orders_api/50dc6c495c0c9188")
                .link("Metric", "https://console.aws.amazon.com/cloudwatch/home#metricsV2:graph=~(metrics~(~(~'AWS*2fEC2)))")
                .link("Runbook", "javascript:alert(1)").image("https://charts.example.com/orders.png")
                .footer("Reported by CloudWatch").occurredAt(MOMENT).correlationKey("alarm").build();
    }

    public static Notice custom() {
        return Notice.of("custom", Severity.INFO, ":warning: Banana order processing is down!")
                .text(new Text.ClientMarkdown("*Orders* are _not_ processed & ~lost~ kept. cc <@U024BE7LH> <!channel> @here\n"
                        + "See <http://www.example.com?a=1&b=2 | the _diagnosis_ runbook> :fire:"))
                .text(new Text.Bullets(List.of(new Text.ClientMarkdown("Refer to <https://example.com|the *runbook*>"),
                        new Text.Plain("@googlie: page *Jane* if it lasts"),
                        new Text.Bullets(List.of(new Text.Plain("nested"))))))
                .text(new Text.Tags(List.of("BananaOrderIntake", "Critical", "S`RE")))
                .footer("Custom notification").build();
    }

    public static Notice buildFailed() {
        Notice notice = Notice.of("codebuild", Severity.HIGH, "AWS CodeBuild Notification").region("us-west-2")
                .account("123456789012").text("CodeBuild build state FAILED.")
                .text(new Text.Preformatted("BUILD: COMMAND_EXECUTION_ERROR\n\tif (a < b && c > d) { `make` } ```\nexit 1"))
                .build();
        return withFacts(notice, List.of(Fact.of("Project Name", "my-project"),
                Fact.of("Logs", new Link("CloudWatch Logs", "https://console.aws.amazon.com/logs?a=1&b=2")),
                Fact.of("Files", new Link("gone", "file:///etc/passwd"))));
    }

    public static Notice withFacts(Notice notice, List<Fact> facts) {
        return new Notice(notice.family(), notice.severity(), notice.title(), notice.titleLink(), notice.region(),
                notice.account(), notice.texts(), facts, notice.links(), notice.image(), notice.footer(), notice.occurredAt(),
                notice.resource(), notice.correlationKey(), notice.slackPayload(), notice.standing(), notice.measurement());
    }

    public static Notice hostile() {
        return Notice.of("generic", Severity.LOW, "<!channel> *bold* @All \u202Egnp.exe `x` <https://evil.example|AWS> _x_")
                .titleLink("https://example.com/a|b>c<d").region("<!here>").account("*1*")
                .text("<!everyone> <@U1> <!subteam^S1> @channel @Present &lt;!here&gt; _a_ and snake_case_name *\u0000x* ~y~ `z`")
                .fact("<!channel>", "<!here> @channel *x* | https://example.com/<!here>").footer("<!channel> @All").build();
    }

    public static Notice authored() {
        String json = """
                {"text": "Deploy <!channel> of <https://example.com|orders> by <@U1> & co", "channel": "#general",
                 "username": "root", "link_names": 1, "response_url": "https://evil.example",
                 "blocks": [
                  {"type": "section", "text": {"type": "mrkdwn", "text": "*Deploy* <!subteam^S1|@oncall> done"},
                   "accessory": {"type": "overflow", "action_id": "a", "options": []}},
                  {"type": "actions", "elements": [
                    {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "url": "https://example.com/x|y"},
                    {"type": "button", "text": {"type": "plain_text", "text": "Approve"}, "action_id": "approve"}]},
                  {"type": "input", "element": {"type": "plain_text_input"}},
                  {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
                    {"type": "broadcast", "range": "channel"}, {"type": "text", "text": "a < b & c"},
                    {"type": "link", "url": "javascript:alert(1)"}]}]}],
                 "attachments": [{"color": "#36a64f", "text": "<!here> <!date^1773500966^{date}|then>",
                   "fields": [{"title": "A", "value": "1", "short": true}],
                   "actions": [{"type": "button", "text": "Undo", "name": "undo"}], "callback_id": "c"}]}
                """;
        try {
            return Notice.of("slack-payload", Severity.GOOD, "Deploy of orders").text("Deploy done")
                    .slackPayload((ObjectNode) new ObjectMapper().readTree(json)).build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
