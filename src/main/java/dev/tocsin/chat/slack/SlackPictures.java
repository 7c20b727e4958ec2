package dev.tocsin.chat.slack;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Pictures;
import dev.tocsin.slack.PictureUploads;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import io.smallrye.mutiny.Uni;

/** Uploads pictures as the workspace's app. Most apps may not, since Tocsin does not ask for these scopes by itself. */
@ApplicationScoped
class SlackPictures implements Pictures {

    private static final String NAME = "chart.png";

    private final PictureUploads uploads;

    SlackPictures(PictureUploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SlackKinds.CHANNEL);
    }

    @Override
    public Uni<Given> give(Destination destination, byte[] png, String title, String words) {
        return uploads.upload(destination.credential(), png, NAME, title, words)
                .<Given> map(file -> new Taken(new Chart.Picture(file, words)))
                .onFailure(SlackFault.class).recoverWithItem(SlackPictures::notTaken);
    }

    @Override
    public Uni<Void> discard(Destination destination, Chart.Picture picture) {
        return uploads.delete(destination.credential(), picture.file()).onFailure(SlackFault.class).recoverWithNull();
    }

    static Given notTaken(SlackFault fault) {
        if (fault instanceof SlackFault.Refused refused) {
            return refused.means(Meaning.SCOPE)
                    ? new NotTaken(
                            "Slack does not let the app upload pictures (" + refused.code() + "): for that the workspace "
                                    + "has to allow the scopes files:write and files:read",
                            true)
                    : new NotTaken("Slack does not take the picture: " + refused.code(), true);
        }
        return new NotTaken(fault.getMessage(), false);
    }
}
