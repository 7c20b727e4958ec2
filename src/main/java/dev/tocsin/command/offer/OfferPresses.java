package dev.tocsin.command.offer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.ActionButton;
import dev.tocsin.command.ButtonPresser;
import dev.tocsin.command.OfferedCommand;
import dev.tocsin.command.OfferedCommands;
import dev.tocsin.command.settings.CommandPlace;
import dev.tocsin.command.settings.CommandPlaces;
import dev.tocsin.command.settings.CommandPlaces.ButtonPlace;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What follows when somebody presses a button below a notification. Which command it gives is found out anew from the stored
 * notification, so nothing but its name has to come back from Slack, and a button of old gives nothing that is switched off.
 */
@ApplicationScoped
public class OfferPresses {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String FORGOTTEN = "This notification is older than what is kept, so its buttons do nothing any more. "
            + "Type the command instead.";
    private static final String NOWHERE = "Commands are not taken in this channel any more. Whoever configures Tocsin can switch "
            + "them on for a configuration of this channel.";
    private static final String NO_SUCH = "This button has been switched off, or its action was changed, since the message was "
            + "posted.";

    private static final int LONGEST_NAME = 80;

    static final String FIND = """
            SELECT d.configuration_id, n.topic_arn, n.message_id, n.published_at, n.subject, n.message, n.attributes
            FROM (SELECT * FROM delivery WHERE id = $1 OFFSET 0) d
            CROSS JOIN LATERAL (SELECT * FROM notification m WHERE m.id = d.notification_id OFFSET 0) n""";

    private final Statements statements;
    private final Meaning meaning;
    private final CommandPlaces places;
    private final Offers offers;
    private final OfferedCommands commands;

    OfferPresses(Postgres postgres, Meaning meaning, CommandPlaces places, Offers offers, OfferedCommands commands) {
        this.statements = postgres.within(TIMEOUT);
        this.meaning = meaning;
        this.places = places;
        this.offers = offers;
        this.commands = commands;
    }

    private record Shown(long configurationId, Message message) {
    }

    /** What to tell whoever pressed it; empty if it is under way. Fails if the database does. */
    public Uni<Optional<String>> press(PressedOffer pressed, ButtonPresser by) {
        return statements.query(FIND, Tuple.of(pressed.delivery())).map(rows -> Rows.first(rows,
                row -> new Shown(row.getLong("configuration_id"), meaning.message(row))))
                .chain(shown -> shown.isEmpty() ? told(FORGOTTEN) : press(pressed, shown.get(), by));
    }

    private Uni<Optional<String>> press(PressedOffer pressed, Shown shown, ButtonPresser by) {
        return places.in(by.workspaceId(), by.channel())
                .chain(all -> all.stream().map(CommandPlace::configurationId).noneMatch(id -> id == shown.configurationId())
                        ? Uni.createFrom().item(Optional.<ButtonPlace> empty())
                        : places.behind(shown.configurationId()))
                .chain(place -> place.isEmpty() ? told(NOWHERE) : give(pressed, place.get(), shown, by));
    }

    private Uni<Optional<String>> give(PressedOffer pressed, ButtonPlace place, Shown shown, ButtonPresser by) {
        Notice notice = meaning.of(shown.message());
        return offers.named(pressed.id(), place, notice).chain(found -> found
                .map(button -> commands.give(command(button, place, by), by)).orElseGet(() -> told(NO_SUCH)));
    }

    private static OfferedCommand command(ActionButton button, ButtonPlace place, ButtonPresser by) {
        Map<String, String> values = new LinkedHashMap<>(button.variables());
        if (button.name().startsWith(".") && button.command().contains("$" + NoticeOffers.PERSON)) {
            values.put(NoticeOffers.PERSON, person(by));
        }
        return new OfferedCommand(button.command(), values, place.place().configurationName());
    }

    /** People call themselves as they like; only the id is theirs for certain. */
    private static String person(ButtonPresser by) {
        String name = by.userName().replaceAll("[^\\p{L}\\p{N} ._-]", "");
        return name.codePoints().limit(LONGEST_NAME).mapToObj(Character::toString).collect(Collectors.joining()) + " ("
                + by.userId() + ")";
    }

    private static Uni<Optional<String>> told(String words) {
        return Uni.createFrom().item(Optional.of(words));
    }
}
