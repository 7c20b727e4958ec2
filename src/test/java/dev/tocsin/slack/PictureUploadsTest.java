package dev.tocsin.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/** The way of a picture to Slack, with time as Slack takes it. */
class PictureUploadsTest {

    private static final Secret TOKEN = Secret.of("xoxb-s3cr3t");
    private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G' };

    private final List<String> happened = new ArrayList<>();
    private final Slack slack = new Slack();
    private final PictureUploads uploads = new PictureUploads(slack, delay -> {
        happened.add("wait " + delay.toSeconds());
        return Uni.createFrom().voidItem();
    });

    @Test
    void aPictureIsUploadedAndWaitedForUntilSlackHasLookedAtIt() {
        slack.looksAfter(3);

        assertThat(upload()).isEqualTo("F0ABCDEF123");
        assertThat(happened).containsExactly(
                "files.getUploadURLExternal {alt_txt=Chart of CPU, filename=chart.png, length=4}",
                "send 4 to https://files.slack.com/upload/v1/s3cr3t",
                "files.completeUploadExternal {files=[{\"id\":\"F0ABCDEF123\",\"title\":\"CPU \\\"max\\\"\"}]}",
                "wait 1", "files.info {file=F0ABCDEF123}", "wait 2", "files.info {file=F0ABCDEF123}", "wait 4",
                "files.info {file=F0ABCDEF123}");
    }

    @Test
    void onePictureThatSlackNeverLooksAtIsTakenBack() {
        slack.looksAfter(100);

        assertThatThrownBy(this::upload).isInstanceOf(SlackFault.Unavailable.class)
                .hasMessage("Slack did not look at the picture in time");
        assertThat(happened).contains("wait 8").doesNotContain("wait 16").endsWith("files.delete {file=F0ABCDEF123}");
    }

    @ParameterizedTest
    @CsvSource({ "files.getUploadURLExternal, 1", "files.completeUploadExternal, 4", "files.info, 6" })
    void whatAScopeIsMissingForEndsThere(String method, int steps) {
        slack.refuses(method, "missing_scope");

        assertThatThrownBy(this::upload).isInstanceOfSatisfying(SlackFault.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("missing_scope"));
        assertThat(happened).hasSize(steps);
    }

    @Test
    void aFileThatSlackDoesNotFindYetIsWaitedFor() {
        slack.refuses("files.info", "file_not_found");

        assertThatThrownBy(this::upload).isInstanceOf(SlackFault.Unavailable.class);
        assertThat(happened).contains("wait 8");
    }

    @Test
    void whatIsNoPictureIsNotSent() {
        assertThatThrownBy(() -> uploads.upload(TOKEN, new byte[0], "x", "x", "x").await().indefinitely())
                .isInstanceOf(SlackFault.class);
        assertThatThrownBy(() -> uploads.upload(TOKEN, new byte[1024 * 1024 + 1], "x", "x", "x").await().indefinitely())
                .isInstanceOf(SlackFault.class);
        assertThat(happened).isEmpty();
    }

    @Test
    void anAnswerThatNamesNoFileIsNone() {
        slack.file = "../F0ABCDEF123";

        assertThatThrownBy(this::upload).isInstanceOf(SlackFault.Unavailable.class);
        assertThat(happened).hasSize(1);
    }

    @Test
    void whatIsGoneIsDeleted() {
        slack.refuses("files.delete", "file_not_found");
        uploads.delete(TOKEN, "F0ABCDEF123").await().indefinitely();

        slack.refuses("files.delete", "cant_delete_file");
        assertThatThrownBy(() -> uploads.delete(TOKEN, "F0ABCDEF123").await().indefinitely())
                .isInstanceOf(SlackFault.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://files.slack.com/upload/v1/ABC", "https://slack.com/upload",
            "https://FILES.slack.com/x?a=b" })
    void filesGoToSlack(String url) {
        assertThat(UploadUrl.isOf(URI.create("https://slack.com/api/"), url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://files.slack.com/upload", "https://files.slack.com:8443/upload", "https://notslack.com/",
            "https://slack.com.evil.example/", "https://evil.example/?slack.com", "https://files.slack.com@evil.example/",
            "https://user@files.slack.com/", "https://169.254.169.254/latest/meta-data", "file:///etc/passwd", "",
            "//slack.com/x",
            "https://files.slack-gov.com/upload", "https://", "not a url" })
    void filesGoNowhereElse(String url) {
        assertThat(UploadUrl.isOf(URI.create("https://slack.com/api/"), url)).isFalse();
    }

    @Test
    void whoeverStandsInForSlackTakesThemItself() {
        URI standIn = URI.create("http://localhost:8090/api/");
        assertThat(UploadUrl.isOf(standIn, "http://localhost:8090/upload/v1/x")).isTrue();
        assertThat(UploadUrl.isOf(standIn, "http://localhost:22/upload/v1/x")).isFalse();
        assertThat(UploadUrl.isOf(URI.create("https://slack-gov.com/api/"), "https://files.slack-gov.com/upload")).isTrue();
    }

    private String upload() {
        return uploads.upload(TOKEN, PNG, "chart.png", "CPU \"max\"", "Chart of CPU").await().indefinitely();
    }

    private final class Slack implements FileUpload.Calls {

        private static final ObjectMapper JSON = new ObjectMapper();

        private String file = "F0ABCDEF123";
        private String refusedMethod = "";
        private String code = "";
        private int looks;
        private int looksAfter = 1;

        void looksAfter(int looks) {
            looksAfter = looks;
        }

        void refuses(String method, String error) {
            refusedMethod = method;
            code = error;
        }

        @Override
        public Uni<SlackAnswer> call(String method, Optional<String> authorization, Map<String, String> form) {
            assertThat(authorization).contains("Bearer xoxb-s3cr3t");
            happened.add(method + " " + new java.util.TreeMap<>(form));
            if (method.equals(refusedMethod)) {
                return Uni.createFrom().failure(new SlackFault.Refused(SlackCode.of(code)));
            }
            return answer(switch (method) {
                case "files.getUploadURLExternal" -> "{\"ok\":true,\"upload_url\":\"https://files.slack.com/upload/v1/s3cr3t\","
                        + "\"file_id\":\"" + file + "\"}";
                case "files.info" -> "{\"ok\":true,\"file\":{\"id\":\"" + file + "\",\"mimetype\":\""
                        + (++looks >= looksAfter ? "image/png" : "") + "\"}}";
                default -> "{\"ok\":true}";
            });
        }

        @Override
        public Uni<Void> send(String url, byte[] bytes) {
            happened.add("send " + bytes.length + " to " + url);
            return Uni.createFrom().voidItem();
        }

        private static Uni<SlackAnswer> answer(String json) {
            try {
                return Uni.createFrom().item(new SlackAnswer(JSON.readTree(json), List.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
