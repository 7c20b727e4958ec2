package dev.tocsin.chat.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.chat.Posting;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;

/** The last lines of a message. Slack takes ten of them. */
final class SlackSmallPrint {

    private static final int FOOTER = 1_000;
    private static final int MOST_REMARKS = 6;
    private static final int REMARK = 250;

    private SlackSmallPrint() {
    }

    /** What became of it first, then where it is from and when it happened. */
    static List<String> lines(Posting posting) {
        List<String> lines = new ArrayList<>(remarks(posting));
        posting.notice().footer().map(footer -> Mrkdwn.plain(footer).cut(FOOTER)).filter(footer -> !footer.isEmpty())
                .ifPresent(lines::add);
        posting.notice().occurredAt().map(Mrkdwn::moment).ifPresent(lines::add);
        lateness(posting).ifPresent(lines::add);
        return lines;
    }

    /** What became of the matter of a message. */
    static List<String> remarks(Posting posting) {
        return posting.life().remarks().stream().map(SlackSmallPrint::remark).filter(remark -> !remark.isEmpty())
                .limit(MOST_REMARKS).toList();
    }

    /** What tells readers that this is old news. */
    static Optional<String> lateness(Posting posting) {
        return posting.lateSince().map(since -> "delivered late, published at " + Mrkdwn.moment(since));
    }

    private static String remark(Fact remark) {
        return (Mrkdwn.plain(remark.label()).cut(REMARK) + " " + value(remark.value())).strip();
    }

    private static String value(Fact.Value value) {
        if (value instanceof Fact.Words words) {
            return Mrkdwn.plain(words.words()).cut(REMARK);
        }
        if (value instanceof Fact.Moment moment) {
            return Mrkdwn.moment(moment.instant());
        }
        return value instanceof Link link ? Mrkdwn.pieces().whole(Mrkdwn.link(link.label(), link.url())).cut(REMARK) : "";
    }
}
