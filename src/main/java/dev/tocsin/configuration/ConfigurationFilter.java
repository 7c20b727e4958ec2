package dev.tocsin.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.problem.Problems;

/** Which configurations a list holds: those that meet every condition; a null is no condition. */
record ConfigurationFilter(String topicArn, State state, String slackTeamId, String slackChannelId) {

    static ConfigurationFilter ofAll(String topicArn, String state) {
        return new ConfigurationFilter(topicArn, state(state), null, null);
    }

    static ConfigurationFilter ofChannels(String topicArn, String state, String slackTeamId, String slackChannelId) {
        return new ConfigurationFilter(topicArn, state(state), slackTeamId, slackChannelId);
    }

    /** Reads a query parameter; a problem names the words that it may be. */
    static State state(String state) {
        if (state == null) {
            return null;
        }
        return Stream.of(State.values()).filter(one -> one.name().equals(state)).findFirst()
                .orElseThrow(() -> Problems.invalid("state", "must be ENABLED or DISABLED", state));
    }

    /** To be added to a query of the configuration {@code c}. */
    String conditions() {
        List<String> conditions = new ArrayList<>();
        if (topicArn != null) {
            conditions.add(" and :topicArn member of c.snsTopicArns");
        }
        equal().keySet().forEach(member -> conditions.add(" and c." + member + " = :" + member));
        return String.join("", conditions);
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        if (topicArn != null) {
            query.setParameter("topicArn", topicArn);
        }
        equal().forEach(query::setParameter);
        return query;
    }

    private Map<String, Object> equal() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", state);
        members.put("slackTeamId", slackTeamId);
        members.put("slackChannelId", slackChannelId);
        members.values().removeIf(value -> value == null);
        return members;
    }
}
