package dev.tocsin.console.configuration;

import java.util.Map;

import dev.tocsin.configuration.ConfigurationVersion;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;

/**
 * A configuration as pages show it.
 *
 * @param members what the API shows of it
 * @param workspace what its Slack workspace is called; its id where that is not known, empty where there is none
 */
public record ShownConfiguration(KindOnPages kind, String name, String etag, Members members, String workspace) {

    private static final String UNNAMED_WEBHOOK = "a webhook without a description";

    static ShownConfiguration of(ConfigurationVersion configuration, KindOnPages kind, Members members,
            Map<String, String> workspaces) {
        String team = configuration.slackTeamId();
        return new ShownConfiguration(kind, configuration.name(), configuration.etag(), members,
                team == null ? "" : workspaces.getOrDefault(team, team));
    }

    public String address() {
        return kind.addressOf(name);
    }

    /** For what is to be asked of the frame. */
    public String path() {
        return kind.path() + "/" + name;
    }

    /** For what is the same with all kinds; the frame is asked for it too. */
    public String pathOfAny() {
        return "/configurations/" + name;
    }

    public Light light() {
        return StateLights.ofConfiguration(members.text("state"));
    }

    public boolean isEnabled() {
        return members.is("state", "ENABLED");
    }

    public boolean isDisabled() {
        return members.is("state", "DISABLED");
    }

    public boolean isReachedByTheBot() {
        return members.is("destination", "bot");
    }

    public int topics() {
        return members.list("snsTopicArns").size();
    }

    /** The chat's name for the place, as far as anybody has said one. */
    public String place() {
        if (isReachedByTheBot()) {
            String channel = members.text("slackChannelName");
            return channel.isEmpty() ? members.text("slackChannelId") : "#" + channel;
        }
        return members.has("webhookDescription") ? members.text("webhookDescription") : UNNAMED_WEBHOOK;
    }
}
