package dev.tocsin.console.message;

import java.time.Instant;
import java.util.List;

import dev.tocsin.chat.SafeUrl;
import dev.tocsin.console.Drawing;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.delivery.Previews.Preview;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Text;

/** What a message means and how the chats show it, as a page shows that. What is absent is null. */
record ShownMessage(Notice notice, List<Drawing> drawings) {

    static ShownMessage of(Preview preview) {
        return new ShownMessage(preview.notice(), preview.payloads().entrySet().stream().map(Drawing::of).toList());
    }

    /**
     * A paragraph.
     *
     * @param items of a list; empty if it is none
     * @param isPreformatted whether line breaks and columns matter
     * @param missing how many characters follow that no chat could show
     */
    record Paragraph(String words, List<String> items, boolean isPreformatted, int missing) {

        private static Paragraph of(Text text) {
            if (text instanceof Text.Bullets bullets) {
                return new Paragraph("", bullets.items().stream().map(Paragraph::words).toList(), false,
                        0);
            }
            return text instanceof Text.Preformatted log ? new Paragraph(log.content(), List.of(), true, log.missing())
                    : new Paragraph(words(text), List.of(), false, 0);
        }

        private static String words(Text text) {
            if (text instanceof Text.Plain plain) {
                return plain.words();
            }
            if (text instanceof Text.ClientMarkdown markdown) {
                return markdown.markdown();
            }
            if (text instanceof Text.Preformatted preformatted) {
                return preformatted.content();
            }
            return text instanceof Text.Tags tags ? String.join(", ", tags.tags())
                    : String.join("; ", ((Text.Bullets) text).items().stream().map(Paragraph::words).toList());
        }
    }

    /** A fact, or a link of the notice: words that may lead somewhere, or a moment. */
    record Told(String label, String words, String url, Instant moment) {

        private static Told of(Fact fact) {
            if (fact.value() instanceof Link link) {
                return new Told(fact.label(), link.label(), address(link.url()), null);
            }
            return fact.value() instanceof Fact.Moment moment ? new Told(fact.label(), null, null, moment.instant())
                    : new Told(fact.label(), ((Fact.Words) fact.value()).words(), null, null);
        }

        private static Told of(Link link) {
            return new Told(link.label(), link.url(), address(link.url()), null);
        }
    }

    public Light light() {
        return StateLights.ofSeverity(notice.severity());
    }

    public String title() {
        return notice.title();
    }

    public String titleAddress() {
        return notice.titleLink().map(ShownMessage::address).orElse(null);
    }

    public List<Paragraph> texts() {
        return notice.texts().stream().map(Paragraph::of).toList();
    }

    public List<Told> facts() {
        return notice.facts().stream().map(Told::of).toList();
    }

    public List<Told> links() {
        return notice.links().stream().map(Told::of).toList();
    }

    public String resource() {
        return notice.resource().orElse(null);
    }

    public String correlationKey() {
        return notice.correlationKey().orElse(null);
    }

    /** Region and account. */
    public String place() {
        return notice.region().map(region -> notice.account().map(account -> region + ", " + account).orElse(region))
                .or(notice::account).orElse(null);
    }

    public Instant occurredAt() {
        return notice.occurredAt().orElse(null);
    }

    public String image() {
        return notice.image().orElse(null);
    }

    public String footer() {
        return notice.footer().orElse(null);
    }

    public boolean isReadySlackMessage() {
        return notice.slackPayload().isPresent();
    }

    /** Null if it is none to be clicked. */
    private static String address(String url) {
        return SafeUrl.of(url).orElse(null);
    }
}
