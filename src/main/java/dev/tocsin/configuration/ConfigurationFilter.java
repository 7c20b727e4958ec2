package dev.tocsin.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.problem.Problems;

/**
 * Which configurations a list holds: those that hear the topic, if one is named, and whose members have these values.
 *
 * @param equal by the names of the entity's members
 */
public record ConfigurationFilter(String topicArn, Map<String, Object> equal) {

    /** Reads what lists of all kinds can be asked for; null asks for nothing. */
    public static ConfigurationFilter of(String topicArn, String state) {
        return new ConfigurationFilter(topicArn, Map.of()).and("state", state(state));
    }

    /** With one condition more; null is none. */
    public ConfigurationFilter and(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(equal);
        if (value != null) {
            more.put(member, value);
        }
        return new ConfigurationFilter(topicArn, more);
    }

    /** Reads a query parameter; a problem names the words that it may be. */
    public static State state(String state) {
        if (state == null) {
            return null;
        }
        return Stream.of(State.values()).filter(one -> one.name().equals(state)).findFirst()
                .orElseThrow(() -> Problems.invalid("state", "must be ENABLED or DISABLED", state));
    }

    /** To be added to a query of the configuration {@code c}. */
    String conditions() {
        StringBuilder conditions = new StringBuilder(topicArn == null ? "" : " and :topicArn member of c.snsTopicArns");
        equal.keySet().forEach(member -> conditions.append(" and c.").append(member).append(" = :").append(member));
        return conditions.toString();
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        if (topicArn != null) {
            query.setParameter("topicArn", topicArn);
        }
        equal.forEach(query::setParameter);
        return query;
    }
}
