package dev.tocsin.configuration.slack;

import java.util.List;

/** Reduces what people paste to the id of the channel. */
final class SlackChannelId {

    private SlackChannelId() {
    }

    /**
     * The id in a link such as {@code https://acme.slack.com/archives/C0123456789/p1700000000000000} or
     * {@code https://app.slack.com/client/T0123456789/C0123456789}; anything else is returned as it is, without the white
     * space around it.
     */
    static String of(String pasted) {
        String text = pasted.strip();
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            return text;
        }
        List<String> segments = List.of(text.replaceFirst("[?#].*$", "").split("/"));
        int archives = segments.indexOf("archives");
        int position = archives >= 0 && archives + 1 < segments.size() ? archives + 1 : segments.size() - 1;
        return segments.get(position);
    }
}
