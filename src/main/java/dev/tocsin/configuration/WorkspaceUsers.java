package dev.tocsin.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.database.Paging;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Which configurations post with the token of which Slack workspace. */
@Singleton
public final class WorkspaceUsers {

    private static final String COUNTS = """
            select c.slackTeamId, count(c.id) from Configuration c where c.slackTeamId in :teams group by c.slackTeamId""";

    private final Configurations configurations;
    private final ConfigurationKinds kinds;

    WorkspaceUsers(Configurations configurations, ConfigurationKinds kinds) {
        this.configurations = configurations;
        this.kinds = kinds;
    }

    /** How many there are, by team id; a workspace that none uses is not among them. */
    public Uni<Map<String, Long>> counts(Collection<String> slackTeamIds) {
        return slackTeamIds.isEmpty() ? Uni.createFrom().item(Map.of())
                : Database.read(() -> Panache.getSession().chain(session -> session
                        .createSelectionQuery(COUNTS, Object[].class).setParameter("teams", slackTeamIds).getResultList()))
                        .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1])));
    }

    /** In the order of names; one more than asked for if there are more. */
    public Uni<List<ConfigurationSummary>> of(String slackTeamId, Paging<String> paging) {
        return configurations.list(paging, ConfigurationFilter.of(null, null).and("slackTeamId", slackTeamId))
                .map(found -> found.stream().map(one -> ConfigurationSummary.of(one, kinds.of(one))).toList());
    }
}
