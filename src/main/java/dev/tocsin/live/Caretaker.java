package dev.tocsin.live;

import java.util.Optional;

import dev.tocsin.audit.Actor;
import dev.tocsin.chat.Characters;

/**
 * Who does something about a matter.
 *
 * @param id tells them from anybody else
 * @param name what people are shown
 * @param from where they did it, for instance {@code Slack}
 * @param press names the one press of a button that this is, where presses may be heard again
 */
public record Caretaker(String id, String name, Actor actor, String from, Optional<String> press) {

    static final String THE_API = "the API";
    private static final int LONGEST_NAME = 80;

    /** Somebody who pressed a button in Slack; what they are called there is their own choice. */
    public static Caretaker inSlack(String teamId, String userId, String name, String press) {
        String shown = shown(name, userId);
        return new Caretaker("slack:" + teamId + "/" + userId, shown, Actor.slackUser(teamId, userId, shown), "Slack",
                Optional.of(press));
    }

    /** @param from by which way their request came */
    public static Caretaker of(Actor actor, String from) {
        return new Caretaker(actor.kind() + ":" + actor.name(), shown(actor.name(), actor.kind()), actor, from,
                Optional.empty());
    }

    /** As what happened is told: {@code in Slack}, {@code by the API}. */
    String way() {
        return (from.equals(THE_API) ? "by " : "in ") + from;
    }

    private static String shown(String name, String otherwise) {
        String line = Characters.shorten(Characters.line(name), LONGEST_NAME);
        return line.isEmpty() ? otherwise : line;
    }
}
