package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.tocsin.command.ChannelPeople.Listed;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.secret.Secret;
import dev.tocsin.slack.SlackUser;
import dev.tocsin.slack.SomeSlackFaults;
import io.smallrye.mutiny.Uni;

class ChannelPeopleTest {

    private final Map<String, Set<String>> groups = new HashMap<>(Map.of("S1", Set.of("U1"), "S2", Set.of("U2")));
    private final List<String> asked = new ArrayList<>();
    private long seconds;
    private final ChannelPeople people = new ChannelPeople(new ChannelPeople.Slack() {

        @Override
        public Uni<SlackUser> user(Secret botToken, String userId) {
            asked.add(userId);
            return userId.equals("U9") ? Uni.createFrom().failure(SomeSlackFaults.refused("user_not_found"))
                    : Uni.createFrom().item(new SlackUser(userId, Optional.of("jane"), false, false, false));
        }

        @Override
        public Uni<Set<String>> usersOfGroup(Secret botToken, String groupId) {
            asked.add(groupId);
            return groups.containsKey(groupId) ? Uni.createFrom().item(groups.get(groupId))
                    : Uni.createFrom().failure(SomeSlackFaults.unavailable("Slack is away"));
        }
    }, () -> seconds * 1_000_000_000);

    @Test
    void whoIsNamedIsOnTheListWithoutAsking() {
        assertThat(listed(List.of("S1", "U3"), "U3")).isEqualTo(Listed.YES);
        assertThat(listed(List.of("U3"), "U4")).isEqualTo(Listed.NO);
        assertThat(listed(List.of(), "U4")).isEqualTo(Listed.NO);
        assertThat(asked).isEmpty();
    }

    @Test
    void whoIsInAGroupIsOnTheListForMinutes() {
        assertThat(listed(List.of("S1", "S2"), "U2")).isEqualTo(Listed.YES);
        assertThat(listed(List.of("S1"), "U2")).isEqualTo(Listed.NO);
        assertThat(asked).containsExactly("S1", "S2");

        groups.put("S1", Set.of("U2"));
        assertThat(listed(List.of("S1"), "U2")).isEqualTo(Listed.NO);
        seconds = 301;
        assertThat(listed(List.of("S1"), "U2")).isEqualTo(Listed.YES);
    }

    @Test
    void whereSlackDoesNotSayNobodyIsLetInButThoseThatOthersLetIn() {
        assertThat(listed(List.of("S7"), "U1")).isEqualTo(Listed.UNKNOWN);
        assertThat(listed(List.of("S7", "S1"), "U1")).isEqualTo(Listed.YES);
        assertThat(listed(List.of("S1", "S7"), "U5")).isEqualTo(Listed.UNKNOWN);
        assertThat(people.isListed(workspace("chat:write"), List.of("S1"), "U1").await().indefinitely())
                .isEqualTo(Listed.UNKNOWN);
        assertThat(people.isListed(workspace(), List.of("S1"), "U1").await().indefinitely())
                .as("whose scopes nobody told").isEqualTo(Listed.YES);
    }

    @Test
    void whoSomebodyIsIsAskedOnceAndOnlyWhereThatIsAllowed() {
        assertThat(people.user(workspace("chat:write"), "U1").await().indefinitely()).isNull();
        assertThat(people.user(workspace("users:read"), "U9").await().indefinitely()).isNull();
        assertThat(people.user(workspace("users:read"), "U1").await().indefinitely().name()).contains("jane");
        assertThat(people.user(workspace("users:read"), "U1").await().indefinitely().name()).contains("jane");
        assertThat(asked).containsExactly("U9", "U1");
    }

    private Listed listed(List<String> list, String user) {
        return people.isListed(workspace("usergroups:read"), list, user).await().indefinitely();
    }

    private static AuthorizedWorkspace workspace(String... scopes) {
        return new AuthorizedWorkspace("T1", Secret.of("xoxb-s3cr3t"), "sealed", Optional.empty(), Optional.empty(),
                List.of(scopes));
    }
}
