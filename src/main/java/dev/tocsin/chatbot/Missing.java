package dev.tocsin.chatbot;

import java.util.List;
import java.util.TreeSet;

import dev.tocsin.chatbot.ImportAnswer.ToSupply;

/** Gathers what an import lacks. */
final class Missing {

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
        names.forEach(parameters::add);
    }

    ToSupply toSupply() {
        return new ToSupply(List.copyOf(workspaces), List.copyOf(webhookUrls), List.copyOf(parameters));
    }
}
