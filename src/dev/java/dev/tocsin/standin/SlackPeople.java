package dev.tocsin.standin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who there is in the stand-in's Slack: whoever somebody speaks of, unless they were deactivated; and user groups. */
public final class SlackPeople {

    private final Set<String> deactivated = new HashSet<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, SlackPerson> named = new LinkedHashMap<>();

    /** Somebody whom the page knows, and for whom it can type. */
    public synchronized void name(SlackPerson person) {
        named.put(person.team() + "/" + person.id(), person);
    }

    /** Those who were named, the first first. */
    synchronized List<SlackPerson> named() {
        return List.copyOf(named.values());
    }

    /** What people call them; their id where nobody said. */
    synchronized String shownName(String team, String user) {
        SlackPerson person = named.get(team + "/" + user);
        return person == null ? user : person.name();
    }

    /** They may not log in any more. */
    public synchronized void deactivate(String team, String user) {
        deactivated.add(team + "/" + user);
    }

    /** The ids of those who are in a user group from now on. */
    public synchronized void group(String team, String group, String... users) {
        groups.put(team + "/" + group, Set.of(users));
    }

    /** {@code users.info}. */
    synchronized Answer info(SlackCall call) {
        call.needs("users:read");
        String user = call.required("user");
        if (!user.matches("[UW][A-Z0-9]+")) {
            return SlackReplies.error("user_not_found");
        }
        ObjectNode answer = SlackReplies.yes();
        ObjectNode json = answer.putObject("user").put("id", user).put("team_id", call.team())
                .put("name", Optional.ofNullable(named.get(call.team() + "/" + user)).map(SlackPerson::name)
                        .orElse("name-" + user.toLowerCase(Locale.ROOT)))
                .put("deleted", deactivated.contains(call.team() + "/" + user)).put("is_bot", false);
        json.putObject("profile").put("display_name", "");
        return SlackReplies.answer(answer);
    }

    /** {@code usergroups.users.list}. */
    synchronized Answer usersOfGroup(SlackCall call) {
        call.needs("usergroups:read");
        Optional<Set<String>> users = Optional.ofNullable(groups.get(call.team() + "/" + call.required("usergroup")));
        if (users.isEmpty()) {
            return SlackReplies.error("no_such_subteam");
        }
        ObjectNode answer = SlackReplies.yes();
        ArrayNode all = answer.putArray("users");
        users.get().forEach(all::add);
        return SlackReplies.answer(answer);
    }
}
