package dev.tocsin.chatbot;

import java.util.List;
import java.util.TreeSet;

import dev.tocsin.chatbot.ImportAnswer.ToSupply;

/** Gathers what an import lacks. */
final class Missing {

    /** As many as a request may supply. */
    private static final int MOST = Supplied.MOST;

    private final TreeSet<String> workspaces = new TreeSet<>();
    private final TreeSet<String> webhookUrls = new TreeSet<>();
    private final TreeSet<String> parameters = new TreeSet<>();

    void workspace(String slackTeamId) {
        workspaces.add(slackTeamId);
    }

    void webhookUrl(String configurationName) {
        webhookUrls.add(configurationName);
    }

    void parameters(Iterable<String> names) {
        for (String name : names) {
            if (parameters.size() < MOST) {
                parameters.add(name);
            }
        }
    }

    ToSupply toSupply() {
        return new ToSupply(List.copyOf(workspaces), List.copyOf(webhookUrls), List.copyOf(parameters));
    }
}
