package dev.tocsin.chat.slack;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Standing;

/**
 * The blocks of a notice in the thread of the message about its matter, which shows all else already: the title, how the state
 * changed, why, and the small print.
 */
final class SlackReply {

    private static final int TITLE = 1_000;
    private static final int STATE = 300;
    /** The first may be what somebody once wrote about it, as of an alarm; the next says why. */
    private static final int PARAGRAPHS = 2;
    private static final int WHY = 600;
    /** What interpreters call the change from one state to another. */
    private static final String CHANGE = "State";

    private SlackReply() {
    }

    static ArrayNode blocks(Posting posting) {
        Notice notice = posting.notice();
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        blocks.add(SlackBlocks.section(SlackBlocks.title(notice, TITLE)));
        state(notice).ifPresent(state -> blocks.add(SlackBlocks.section(state)));
        List<Pieces> paragraphs = notice.texts().stream().map(SlackParagraph::of).filter(paragraph -> !paragraph.isEmpty())
                .limit(PARAGRAPHS).toList();
        paragraphs.forEach(paragraph -> blocks.add(SlackBlocks.section(paragraph.cut(WHY / paragraphs.size()))));
        List<String> smallPrint = SlackSmallPrint.lines(posting);
        if (!smallPrint.isEmpty()) {
            blocks.add(SlackBlocks.context(smallPrint));
        }
        return blocks;
    }

    /** As the notice tells it; of a standing that the title has already there is nothing to add. */
    private static Optional<String> state(Notice notice) {
        Optional<String> change = notice.facts().stream().filter(fact -> fact.label().equals(CHANGE))
                .filter(fact -> fact.value() instanceof Fact.Words).map(fact -> ((Fact.Words) fact.value()).words())
                .findFirst();
        Optional<String> state = notice.standing().map(Standing::state)
                .filter(word -> !PlainWords.headline(notice).contains(word));
        return change.or(() -> state).map(Mrkdwn::plain).filter(words -> !words.isEmpty())
                .map(words -> "*" + CHANGE + "* " + words.cut(STATE));
    }
}
