package dev.tocsin.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/** The way of a long text into a thread. */
class SnippetUploadsTest {

    private final List<String> happened = new ArrayList<>();
    private String refused = "";
    private final SnippetUploads uploads = new SnippetUploads(new FileUpload.Calls() {

        @Override
        public Uni<SlackAnswer> call(String method, Optional<String> authorization, Map<String, String> form) {
            happened.add(method + " " + new TreeMap<>(form));
            return method.equals(refused) ? Uni.createFrom().failure(SomeSlackFaults.refused("not_in_channel"))
                    : Uni.createFrom().item(new SlackAnswer(JsonNodeFactory.instance.objectNode().put("ok", true)
                            .put("file_id", "F0ABCDEF123").put("upload_url", "https://files.slack.com/upload/v1/s3cr3t"),
                            List.of()));
        }

        @Override
        public Uni<Void> send(String url, byte[] bytes) {
            happened.add("send " + bytes.length);
            return Uni.createFrom().voidItem();
        }
    });

    @Test
    void aTextIsPutIntoItsThread() {
        assertThat(upload("{\"\u00e9\":1}")).isEqualTo("F0ABCDEF123");

        assertThat(happened).containsExactly("files.getUploadURLExternal {filename=answer.json, length=8}", "send 8",
                "files.completeUploadExternal {channel_id=C1, files=[{\"id\":\"F0ABCDEF123\",\"title\":\"Answer\"}], "
                        + "thread_ts=1.000001}");
    }

    @Test
    void whatCannotBePutThereIsTakenBack() {
        refused = "files.completeUploadExternal";

        assertThatThrownBy(() -> upload("x")).isInstanceOf(SlackFault.Refused.class);

        assertThat(happened).endsWith("files.delete {file=F0ABCDEF123}");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1024 * 1024 + 1 })
    void whatIsEmptyOrTooLongIsNotSent(int length) {
        assertThatThrownBy(() -> upload("x".repeat(length))).isInstanceOf(SlackFault.Unavailable.class);
        assertThat(happened).isEmpty();
    }

    private String upload(String text) {
        return uploads.upload(Secret.of("xoxb-s3cr3t"), text, "answer.json", "Answer", "C1", "1.000001").await().indefinitely();
    }
}
