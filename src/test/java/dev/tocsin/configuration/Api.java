package dev.tocsin.configuration;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.config.ConfigProvider;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Requests to the API as its administrator. */
public final class Api {

    public static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
    public static final String TOKEN = "s3cr3t-admin-token";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Api() {
    }

    public static RequestSpecification api() {
        return given().auth().oauth2(TOKEN).contentType(ContentType.JSON);
    }

    /** A webhook URL of the Slack that this run may reach. */
    public static String slackWebhook() {
        return origin("tocsin.slack.webhook-origins") + "/services/T0/B0/s3cr3t0";
    }

    /** A webhook URL of the Chime that this run may reach. */
    public static String chimeWebhook() {
        return origin("tocsin.chime.webhook-origins") + "/incomingwebhooks/0a1b?token=s3cr3t%3D";
    }

    /** A webhook URL of the Teams that this run may reach. */
    public static String teamsWebhook() {
        return origin("tocsin.teams.webhook-origins").replace("*", "default0a1b2c3d4e5f.f9")
                + "/powerautomate/automations/direct/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke"
                + "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3t";
    }

    /** The first of those that webhooks of this run may have. */
    public static String origin(String property) {
        return ConfigProvider.getConfig().getValue(property, String[].class)[0];
    }

    /** All tests share one database. */
    public static String unique(String prefix) {
        return prefix + "-" + NUMBERS.incrementAndGet();
    }

    /** Adds one and returns its team id, which is also the end of its bot token. */
    public static String workspace() {
        String team = "T" + NUMBERS.incrementAndGet();
        api().body(Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t-" + team)).post("/api/slack/workspaces").then()
                .statusCode(201);
        return team;
    }
}
