package dev.tocsin.standin;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Creates two Slack channels, one with a bot and one with a webhook, a Chime webhook and a Teams webhook that hear the demo
 * topic,
 * through Tocsin's own API.
 */
final class DemoConfigurations {

    static final String TOPIC_ARN = "arn:aws:sns:us-east-1:123456789012:tocsin-demo";
    /** Heard by nobody, so that another Region has something to choose. */
    static final String OTHER_TOPIC_ARN = "arn:aws:sns:eu-central-1:123456789012:tocsin-demo-eu";
    static final String LIVE = "demo-live";
    static final String SLACK = "demo-slack";
    static final String CHIME = "demo-chime";
    static final String TEAMS = "demo-teams";
    static final String SLACK_PATH = "/services/T0DEMO/B0DEMO/";
    static final String CHIME_PATH = "/incomingwebhooks/7d1c5a0e-demo";
    static final String TEAMS_PATH = "/powerautomate/automations/direct/workflows/7d1c5a0e7d1c5a0e7d1c5a0e7d1c5a0e"
            + "/triggers/manual/paths/invoke";

    private static final String LIVE_TEAM = "T0LIVE";
    private static final String LIVE_CHANNEL = "C0LIVE";
    private static final String BOT_TOKEN = "xoxb-stand-in-" + LIVE_TEAM;
    private static final String ACCOUNT = "123456789012";
    private static final String BEN = "U0BEN";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/tocsin-demo";
    private static final String GUARDRAIL = "arn:aws:iam::aws:policy/PowerUserAccess";

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final int TRIES = 120;

    private final Vertx vertx;
    private final SnsPublisher http;
    private final URI tocsin;
    private final String standIn;
    private final Optional<String> token;

    /**
     * @param standIn the stand-in's origin
     * @param token a bearer token for Tocsin's API
     */
    DemoConfigurations(Vertx vertx, SnsPublisher http, URI tocsin, String standIn, Optional<String> token) {
        this.vertx = vertx;
        this.http = http;
        this.tocsin = tocsin;
        this.standIn = standIn;
        this.token = token;
    }

    /** What the outside world has before Tocsin asks for it. */
    static void prepare(ChatStandIn standIn) {
        standIn.slack().name(LIVE_TEAM, "Stand-in");
        standIn.slack().channel(LIVE_TEAM, new SlackTeams.Channel(LIVE_CHANNEL, LIVE, false, false, true));
        standIn.people().name(new SlackPerson("U0ANN", "Ann", LIVE_TEAM));
        standIn.people().name(new SlackPerson(BEN, "Ben", LIVE_TEAM));
        standIn.accounts().alias(ACCOUNT, "shop-production");
        standIn.accounts().name(ACCOUNT, "Shop production");
        standIn.accounts().tag("arn:aws:cloudwatch:us-east-1:" + ACCOUNT + ":alarm:checkout-5xx-rate", "owner",
                "team-checkout");
    }

    /** Tries until Tocsin is up, for a minute. */
    Future<Void> create() {
        return create("/api/slack/workspaces", JsonNodeFactory.instance.objectNode().put("botToken", BOT_TOKEN), TRIES)
                .compose(done -> create("/api/slack/channels", commanded(hearing(JsonNodeFactory.instance
                        .objectNode()
                        .put("configurationName", LIVE).put("slackTeamId", LIVE_TEAM).put("slackChannelId", LIVE_CHANNEL))),
                        TRIES))
                .compose(done -> create("/api/slack/channels", configuration(SLACK, standIn + SLACK_PATH + "demo-webhook"),
                        TRIES))
                .compose(done -> create("/api/chime/webhooks", configuration(CHIME, standIn + CHIME_PATH + "?token=demo-token")
                        .put("webhookDescription", "Shown on the stand-in's page"), TRIES))
                .compose(done -> create("/api/teams/webhooks", configuration(TEAMS, standIn + TEAMS_PATH
                        + "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=demo-signature-of-43-characters-demo-sig"),
                        TRIES));
    }

    private static ObjectNode configuration(String name, String webhookUrl) {
        return hearing(JsonNodeFactory.instance.objectNode().put("configurationName", name).put("webhookUrl", webhookUrl));
    }

    private static ObjectNode hearing(ObjectNode configuration) {
        configuration.put("loggingLevel", "INFO").putArray("snsTopicArns").add(TOPIC_ARN);
        return configuration;
    }

    /** Whoever is named may approve what others ask for. */
    private static ObjectNode commanded(ObjectNode configuration) {
        configuration.put("commands", true).put("iamRoleArn", ROLE).putArray("guardrailPolicyArns").add(GUARDRAIL);
        configuration.putArray("commandApprovers").add(BEN);
        // Of the others moto knows nothing.
        configuration.putArray("notificationButtons").add("SHOW_LOGS");
        return configuration;
    }

    private Future<Void> create(String path, ObjectNode configuration, int triesLeft) {
        return http.post(tocsin.resolve(path), headers(), configuration.toString()).transform(reply -> {
            int status = reply.succeeded() ? reply.result().status() : 0;
            if (status == 201 || status == 200 || status == 409) {
                return Future.succeededFuture();
            }
            if (triesLeft > 1 && (status == 0 || status >= 500)) {
                return pause().compose(over -> create(path, configuration, triesLeft - 1));
            }
            return Future.failedFuture("POST " + path + ": "
                    + (status == 0 ? reply.cause().getMessage() : status + " " + reply.result().body()));
        });
    }

    private Map<String, String> headers() {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        return token.map(bearer -> Map.of("Content-Type", "application/json", "Authorization", "Bearer " + bearer))
                .orElse(json);
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(BETWEEN_TRIES.toMillis(), timer -> over.complete());
        return over.future();
    }
}
