package dev.tocsin.slack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/**
 * Pictures that are uploaded to Slack and shown by their file's id. Slack looks at a file after the upload is complete, and a
 * message with one that it has not looked at is refused; so this waits until it has. Its operations fail with a
 * {@link SlackFault}. They take the scopes files:write and files:read.
 */
@ApplicationScoped
public class PictureUploads {

    private static final int LARGEST = 1024 * 1024;
    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4),
            Duration.ofSeconds(8));
    private static final String NOT_FOUND = "file_not_found";

    private final FileUpload.Calls slack;
    private final Function<Duration, Uni<Void>> wait;

    @Inject
    PictureUploads(SlackHttp http) {
        this(http, delay -> Uni.createFrom().voidItem().onItem().delayIt().by(delay));
    }

    /** @param wait ends after that time */
    PictureUploads(FileUpload.Calls slack, Function<Duration, Uni<Void>> wait) {
        this.slack = slack;
        this.wait = wait;
    }

    /**
     * Uploads a picture that only the app sees until it stands in a message.
     *
     * @param name of the file, for whoever downloads it
     * @param words what it shows, for those who cannot see it
     * @return the file's id, once a message can show it
     */
    public Uni<String> upload(Secret botToken, byte[] png, String name, String title, String words) {
        if (png.length == 0 || png.length > LARGEST) {
            return Uni.createFrom()
                    .failure(new SlackFault.Unavailable("a picture of " + png.length + " bytes is not uploaded"));
        }
        Optional<String> bearer = bearer(botToken);
        return new FileUpload(png, name, title, Optional.of(words)).by(slack, bearer, Map.of())
                .chain(file -> whenReady(bearer, file, 0)
                        .onFailure().call(() -> delete(botToken, file).onFailure().recoverWithNull()));
    }

    /** {@code files.delete}; does nothing if there is no such file. */
    public Uni<Void> delete(Secret botToken, String file) {
        return slack.call("files.delete", bearer(botToken), Map.of("file", file)).replaceWithVoid()
                .onFailure(PictureUploads::isUnknown).recoverWithNull();
    }

    private Uni<String> whenReady(Optional<String> bearer, String file, int tries) {
        if (tries == WAITS.size()) {
            return Uni.createFrom().failure(new SlackFault.Unavailable("Slack did not look at the picture in time"));
        }
        return wait.apply(WAITS.get(tries)).chain(() -> slack.call("files.info", bearer, Map.of("file", file)))
                .map(answer -> answer.optional("file", "mimetype").isPresent())
                .onFailure(PictureUploads::isUnknown).recoverWithItem(false)
                .chain(isReady -> isReady ? Uni.createFrom().item(file) : whenReady(bearer, file, tries + 1));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof SlackFault.Refused refused && refused.code().equals(NOT_FOUND);
    }

    private static Optional<String> bearer(Secret token) {
        return Optional.of("Bearer " + token.reveal());
    }
}
