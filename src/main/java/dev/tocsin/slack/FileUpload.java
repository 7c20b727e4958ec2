package dev.tocsin.slack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;

/**
 * One file on its way to Slack: announced, sent, completed. It takes the scope files:write, and fails with a
 * {@link SlackFault}.
 *
 * @param name for whoever downloads it
 * @param words what a picture shows, for those who cannot see it
 */
record FileUpload(byte[] bytes, String name, String title, Optional<String> words) {

    private static final Pattern FILE = Pattern.compile("F[A-Z0-9]{8,40}");
    private static final int LONGEST_WORDS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Slack's Web API, and where it takes files. */
    interface Calls {

        Uni<SlackAnswer> call(String method, Optional<String> authorization, Map<String, String> form);

        Uni<Void> send(String url, byte[] bytes);
    }

    /**
     * Sends it.
     *
     * @param place the channel and the thread in which it is shown; empty if only the app sees it for now
     * @return its id
     */
    Uni<String> by(Calls slack, Optional<String> bearer, Map<String, String> place) {
        Map<String, String> announced = new HashMap<>(Map.of("filename", name, "length", String.valueOf(bytes.length)));
        words.ifPresent(said -> announced.put("alt_txt", said.substring(0, Math.min(said.length(), LONGEST_WORDS))));
        return slack.call("files.getUploadURLExternal", bearer, announced).chain(given -> {
            String file = id(given.text("file_id"));
            Map<String, String> completed = new HashMap<>(place);
            completed.put("files", files(file));
            return slack.send(given.text("upload_url"), bytes)
                    .chain(() -> slack.call("files.completeUploadExternal", bearer, completed))
                    .replaceWith(file)
                    .onFailure().call(() -> slack.call("files.delete", bearer, Map.of("file", file))
                            .onFailure().recoverWithNull());
        });
    }

    private static String id(String said) {
        if (!FILE.matcher(said).matches()) {
            throw new SlackFault.Unavailable("Slack's answer names no file");
        }
        return said;
    }

    private String files(String file) {
        return JSON.createArrayNode().add(JSON.createObjectNode().put("id", file).put("title", title)).toString();
    }
}
