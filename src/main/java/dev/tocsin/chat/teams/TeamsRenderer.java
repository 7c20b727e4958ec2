package dev.tocsin.chat.teams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.UtcMoment;

/** Turns a notice into an Adaptive Card, and a card into a message. */
final class TeamsRenderer {

    /** Teams takes about 28 KB for all of a message; what it makes of the JSON on the way is not known. */
    static final int LIMIT = 24 * 1024;

    private static final int PLAIN_LIMIT = 8 * 1024;

    private TeamsRenderer() {
    }

    static ObjectNode render(Posting posting) {
        return posting.form() == Form.PLAIN ? plain(posting) : new TeamsCard(posting).card();
    }

    /** The message that Teams' template for workflows takes its card from. */
    static ObjectNode message(ObjectNode card) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        attachment.set("content", card);
        return message;
    }

    /** One text, of a version that every client knows. */
    private static ObjectNode plain(Posting posting) {
        String words = String.join("\n", PlainWords.lines(posting, UtcMoment::words));
        Characters.Beginning beginning = Characters.beginning(words);
        Pieces text = TeamsMarkdown.bare(beginning.text()).beyond(beginning.beyond());
        ObjectNode card = TeamsCard.empty("1.2");
        card.withArrayProperty("body").add(TeamsCard.text(text.cut(PLAIN_LIMIT)));
        return card;
    }
}
