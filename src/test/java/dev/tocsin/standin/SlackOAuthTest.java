package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.Vertx;

class SlackOAuthTest {

    private static final String BACK = "https://tocsin.test/slack/oauth/callback";
    private static final String ASKED = "?client_id=" + SlackTeams.CLIENT_ID + "&scope=chat:write,team:read&state=st%26ate"
            + "&redirect_uri=" + URLEncoder.encode(BACK, StandardCharsets.UTF_8);

    private static Vertx vertx;
    private static ChatStandIn standIn;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
    }

    @AfterAll
    static void stop() {
        standIn.close();
        vertx.close();
    }

    @Test
    void showsABrowserAPageAndTakesOthersForSomebodyWhoAllowsIt() throws IOException, InterruptedException {
        HttpResponse<String> page = authorize(ASKED + "&team=T0ACME", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Team T0ACME").contains("&amp;allow=T0ACME\"").contains("&amp;deny=1\"");

        assertThat(location(authorize(ASKED, "*/*"))).startsWith(BACK + "?").contains("code=").contains("state=st%26ate");
        assertThat(location(authorize(ASKED + "&allow=T0ACME", "text/html"))).contains("code=");
        assertThat(location(authorize(ASKED + "&deny=1", "text/html"))).contains("error=access_denied")
                .doesNotContain("code=");
    }

    @Test
    void refusesAnAppThatItDoesNotKnowAndATeamThatIsNone() throws IOException, InterruptedException {
        assertThat(authorize(ASKED.replace("client_id=", "client_id=9"), "*/*").statusCode()).isEqualTo(400);
        assertThat(authorize(ASKED.replace("scope=", "other="), "*/*").statusCode()).isEqualTo(400);
        assertThat(authorize(ASKED + "&allow=%3Cscript%3E", "text/html").body()).doesNotContain("script");
    }

    @Test
    void aCodeIsGoodOnceAndForItsAddress() throws IOException, InterruptedException {
        String code = code("T0CODE");

        assertThat(access("code=" + code + "&redirect_uri=https://elsewhere").path("error").asText())
                .isEqualTo("bad_redirect_uri");
        JsonNode granted = access("code=" + code + "&redirect_uri=" + BACK);
        assertThat(granted.path("ok").asBoolean()).isTrue();
        assertThat(granted.path("scope").asText()).isEqualTo("chat:write,team:read");
        assertThat(granted.at("/team/id").asText()).isEqualTo("T0CODE");
        assertThat(granted.has("refresh_token")).isFalse();
        assertThat(access("code=" + code + "&redirect_uri=" + BACK).path("error").asText()).isEqualTo("code_already_used");
        assertThat(access("code=other&redirect_uri=" + BACK).path("error").asText()).isEqualTo("invalid_code");
    }

    @Test
    void aRefreshTokenIsGoodOnce() throws IOException, InterruptedException {
        standIn.slack().rotate(true);
        JsonNode granted = access("code=" + code("T0ROTATES") + "&redirect_uri=" + BACK);
        standIn.slack().rotate(false);
        String refresh = "grant_type=refresh_token&refresh_token=" + granted.path("refresh_token").asText();

        assertThat(granted.path("access_token").asText()).startsWith("xoxe.xoxb-");
        assertThat(granted.path("expires_in").asInt()).isEqualTo(43_200);
        assertThat(access(refresh).at("/team/id").asText()).isEqualTo("T0ROTATES");
        assertThat(access(refresh).path("error").asText()).isEqualTo("invalid_refresh_token");
        assertThat(standIn.slack().refreshes("T0ROTATES")).isEqualTo(1);
    }

    @Test
    void whatIsRevokedExpiredOrUninstalledPostsNothing() throws IOException, InterruptedException {
        standIn.slack().channel("T0GONE", new SlackTeams.Channel("C0OPS", "ops", false, false, true));
        String revoked = access("code=" + code("T0GONE") + "&redirect_uri=" + BACK).path("access_token").asText();
        String expired = access("code=" + code("T0GONE") + "&redirect_uri=" + BACK).path("access_token").asText();
        String left = access("code=" + code("T0GONE") + "&redirect_uri=" + BACK).path("access_token").asText();
        assertThat(post(left, "C0OPS").path("ok").asBoolean()).isTrue();

        standIn.slack().revoke(revoked);
        standIn.slack().expire(expired);
        assertThat(post(revoked, "C0OPS").path("error").asText()).isEqualTo("token_revoked");
        assertThat(post(expired, "C0OPS").path("error").asText()).isEqualTo("token_expired");
        standIn.slack().uninstall("T0GONE");
        assertThat(post(left, "C0OPS").path("error").asText()).isEqualTo("account_inactive");
    }

    @Test
    void postsNeitherToArchivedChannelsNorToPrivateOnesThatTheAppIsNotIn() throws IOException, InterruptedException {
        standIn.slack().channel("T0ROOMS", new SlackTeams.Channel("C0OLD", "old", false, true, true));
        standIn.slack().channel("T0ROOMS", new SlackTeams.Channel("C0SHUT", "shut", true, false, false));
        standIn.slack().channel("T0ROOMS", new SlackTeams.Channel("C0OURS", "ours", true, false, true));

        assertThat(post("xoxb-s3cr3t-T0ROOMS", "C0OLD").path("error").asText()).isEqualTo("is_archived");
        assertThat(post("xoxb-s3cr3t-T0ROOMS", "C0SHUT").path("error").asText()).isEqualTo("channel_not_found");
        assertThat(post("xoxb-s3cr3t-T0ROOMS", "C0OURS").path("ok").asBoolean()).isTrue();
    }

    private String code(String team) throws IOException, InterruptedException {
        return location(authorize(ASKED + "&allow=" + team, "*/*")).replaceAll(".*code=([^&]+).*", "$1");
    }

    private HttpResponse<String> authorize(String query, String accept) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(standIn.url() + "/oauth/v2/authorize" + query))
                .header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private JsonNode access(String form) throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(URI.create(standIn.url() + "/api/oauth.v2.access"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&client_id=" + SlackTeams.CLIENT_ID + "&client_secret="
                        + SlackTeams.CLIENT_SECRET))
                .build());
    }

    private JsonNode post(String token, String channel) throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(URI.create(standIn.url() + "/api/chat.postMessage"))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"channel\":\"" + channel + "\",\"text\":\"x\"}")).build());
    }

    private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
