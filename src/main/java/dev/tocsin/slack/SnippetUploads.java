package dev.tocsin.slack;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/**
 * Texts that are too long for a message and are put into a channel as files. It takes the scope files:write, and the app has to
 * be in the channel; where that is not so it fails with a {@link SlackFault}.
 */
@ApplicationScoped
public class SnippetUploads {

    private static final int LARGEST = 1024 * 1024;

    private final FileUpload.Calls slack;

    @Inject
    SnippetUploads(SlackHttp http) {
        this((FileUpload.Calls) http);
    }

    SnippetUploads(FileUpload.Calls slack) {
        this.slack = slack;
    }

    /**
     * Puts a text into a thread.
     *
     * @param name of the file, which tells Slack what is in it
     * @return the file's id
     */
    public Uni<String> upload(Secret botToken, String text, String name, String title, String channel, String thread) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > LARGEST) {
            return Uni.createFrom().failure(new SlackFault.Unavailable("a text of " + bytes.length + " bytes is not uploaded"));
        }
        return new FileUpload(bytes, name, title, Optional.empty()).by(slack, Optional.of("Bearer " + botToken.reveal()),
                Map.of("channel_id", channel, "thread_ts", thread));
    }
}
