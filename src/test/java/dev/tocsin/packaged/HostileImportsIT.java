package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are small and mean much, or are as large as may be, in the memory of a small pod. */
@Tag("long")
class HostileImportsIT {

    private static final String IMPORT = "/api/configurations/import?dryRun=true";
    private static final String DRY_RUN = "/api/declaration/dry-run";
    private static final int LARGEST_BODY = 2 * 1024 * 1024 - 1_000;
    private static final int LARGEST_ANSWER = 600_000;

    @TempDir
    static Path folder;

    private static PackagedTocsin tocsin;

    @BeforeAll
    static void start() throws Exception {
        tocsin = new PackagedTocsin(Files.createDirectory(folder.resolve("hostile-imports")), Map.of()).start();
    }

    @AfterAll
    static void stop() throws Exception {
        tocsin.close();
    }

    @Test
    void twoHundredReferencesToOneLongListAreNotWorkedOut() throws Exception {
        for (String topics : List.of("{\"Ref\": \"List\"}", "{\"Fn::Split\": [\",\", {\"Ref\": \"Text\"}]}",
                "[{\"Fn::Join\": [\"\", {\"Ref\": \"List\"}]}]")) {
            String list = "a,".repeat(8_000);
            String body = "{\"Parameters\": {\"List\": {\"Type\": \"CommaDelimitedList\", \"Default\": \"" + list
                    + "\"}, \"Text\": "
                    + "{\"Type\": \"String\", \"Default\": \"" + list + "\"}}, \"Resources\": {" + channels(topics) + "}}";
            assertThat(body.length()).isLessThan(75_000);

            HttpResponse<String> answer = tocsin.api("POST", IMPORT, body);

            assertThat(answer.statusCode()).as(topics + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("too often to be worked out");
        }
        isWell();
    }

    @Test
    void answersAreOfASizeThatPeopleRead() throws Exception {
        for (Map.Entry<String, String> request : Map.of(
                "slackChannels: [" + "{c: d},".repeat(100_000) + "]", DRY_RUN,
                "slackChannels: [" + "{c: d},".repeat(60_000) + "]", DRY_RUN,
                "{" + IntStream.range(0, 100_000).mapToObj(i -> "\"m" + i + "\": 1").collect(Collectors.joining(",")) + "}",
                DRY_RUN,
                "{\"SlackChannelConfigurations\": ["
                        + "{\"SnsTopicArns\": [1,[],{},[],[],[],[]], \"Tags\": [1,2,3]},".repeat(499)
                        + "{}]}",
                IMPORT,
                "{\"SlackChannelConfigurations\": [{\"ConfigurationName\": \"" + "x".repeat(2_000_000) + "\"}]}", IMPORT)
                .entrySet()) {
            HttpResponse<String> answer = tocsin.api("POST", request.getValue(), request.getKey());

            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
            assertThat(answer.body().length()).as("%.60s", request.getKey()).isLessThan(LARGEST_ANSWER);
        }
        isWell();
    }

    @Test
    void aDryRunOfManyConfigurationsIsCarriedOutOrRefused() throws Exception {
        assertThat(tocsin.api("POST", DRY_RUN, webhooks(20_000)).body()).contains("at most 1000");

        HttpResponse<String> many = tocsin.api("POST", DRY_RUN, webhooks(500));
        HttpResponse<String> most = tocsin.api("POST", DRY_RUN, webhooks(1_000));

        assertThat(many.statusCode()).as("%.300s", many.body()).isEqualTo(200);
        // A slow database ends it after its time.
        assertThat(most.statusCode()).as("%.300s", most.body()).isIn(200, 503);
        assertThat(most.body().length()).isLessThan(LARGEST_ANSWER);
        isWell();
    }

    private static String webhooks(int number) {
        return IntStream.range(0, number).mapToObj(i -> "{configurationName: n" + i + ", webhookUrl: {env: A}}")
                .collect(Collectors.joining(", ", "slackChannels: [", "]"));
    }

    /** Each takes many times its size in memory, if it is read at all. */
    @Test
    void manyLargeDocumentsAtOnceAreTakenInTurnOrSentAway() throws Exception {
        List<String> bodies = List.of(
                around("{\"SlackChannelConfigurations\": [{\"SnsTopicArns\": [", "\"\",", "1]}]}"),
                around("{\"SlackChannelConfigurations\": [", "{},", "{}]}"),
                around("{\"Resources\": {\"a\": [", "[],", "[]]}}"),
                around("{\"SlackChannelConfigurations\": [{\"ConfigurationName\": \"", "x", "\"}]}"),
                around("{\"Resources\": {\"a\": [", "{\"" + "k".repeat(40) + "\":\"" + "v".repeat(40) + "\"},", "1]}}"),
                around("slackChannels: [", "{c: d},", "]"), around("slackChannels: [", "a,", "]"),
                around("slackChannels: [", "{configurationName: n, slackTeamId: T, tags: [{tagKey: k}]},", "]"));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 2; round++) {
                List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
                for (String body : bodies) {
                    String path = body.startsWith("{") ? IMPORT : DRY_RUN;
                    answers.add(CompletableFuture.supplyAsync(() -> post(path, body), clients));
                }
                for (CompletableFuture<HttpResponse<String>> answer : answers) {
                    HttpResponse<String> got = answer.get();
                    assertThat(got.statusCode()).as("%.500s", got.body()).isIn(200, 400, 503);
                    assertThat(got.body().length()).isLessThan(LARGEST_ANSWER);
                    if (got.statusCode() == 503) {
                        assertThat(got.headers().firstValue("Retry-After")).hasValue("5");
                    }
                }
            }
        } finally {
            clients.shutdownNow();
        }
        isWell();
    }

    private static HttpResponse<String> post(String path, String body) {
        try {
            return tocsin.api("POST", path, body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void isWell() throws Exception {
        assertThat(tocsin.isReady()).isTrue();
        assertThat(tocsin.api("GET", "/api/slack/channels", null).statusCode()).isEqualTo(200);
        assertThat(tocsin.logged()).doesNotContain("OutOfMemoryError").doesNotContain("StackOverflowError");
    }

    private static String around(String begin, String element, String end) {
        return begin + element.repeat((LARGEST_BODY - begin.length() - end.length()) / element.length()) + end;
    }

    private static String channels(String topics) {
        return IntStream.range(0, 200).mapToObj(i -> "\"C%d\": {\"Type\": \"AWS::Chatbot::SlackChannelConfiguration\", "
                .formatted(i) + "\"Properties\": {\"SnsTopicArns\": " + topics + "}}").collect(Collectors.joining(", "));
    }
}
