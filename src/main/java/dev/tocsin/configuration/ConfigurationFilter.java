package dev.tocsin.configuration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.problem.Problems;

/**
 * Which configurations a list holds: those that hear the topic, if one is named, and whose members have these values.
 *
 * @param nameContains which letters the name has, small or capital; null for any
 * @param equal by the names of the entity's members
 * @param state null for any; what is stored of it is among the members
 */
public record ConfigurationFilter(String topicArn, String nameContains, Map<String, Object> equal, ConfigurationState state) {

    /** Reads what lists of all kinds can be asked for; null asks for nothing. */
    public static ConfigurationFilter of(String topicArn, String state) {
        ConfigurationState wanted = ConfigurationState.of(state);
        ConfigurationFilter all = new ConfigurationFilter(topicArn, null, Map.of(), wanted);
        return wanted == null ? all : all.and("state", wanted == ConfigurationState.DISABLED ? State.DISABLED : State.ENABLED);
    }

    /** With one condition more; null is none. */
    public ConfigurationFilter and(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(equal);
        if (value != null) {
            more.put(member, value);
        }
        return new ConfigurationFilter(topicArn, nameContains, more, state);
    }

    /** Only those whose names contain that; null for all. */
    public ConfigurationFilter named(String part) {
        return new ConfigurationFilter(topicArn, part, equal, state);
    }

    /** Reads a query parameter about what is never shut; a problem names the words that it may be. */
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
        if (nameContains != null) {
            conditions.append(" and locate(:nameContains, lower(c.configurationName)) > 0");
        }
        equal.keySet().forEach(member -> conditions.append(" and c.").append(member).append(" = :").append(member));
        if (state == ConfigurationState.ENABLED || state == ConfigurationState.SHUT) {
            conditions.append(" and c.shutSince is ").append(state == ConfigurationState.SHUT ? "not null" : "null");
        }
        return conditions.toString();
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        if (topicArn != null) {
            query.setParameter("topicArn", topicArn);
        }
        if (nameContains != null) {
            query.setParameter("nameContains", nameContains.toLowerCase(Locale.ROOT));
        }
        equal.forEach(query::setParameter);
        return query;
    }
}
