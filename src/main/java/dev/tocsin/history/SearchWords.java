package dev.tocsin.history;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * By which words a notification is found: those of what people see of it, the most telling first, and signs that lists are
 * narrowed down by. A sign has a character that no word has.
 */
final class SearchWords {

    /** So that a row stays small, whatever a message is made of. */
    static final int MOST = 100;
    private static final int LONGEST_TEXT = 4_000;
    /** PostgreSQL takes no word of more than 2,046 bytes, and no more than a megabyte of them. */
    private static final int LONGEST_SIGN = 500;
    private static final int MOST_CONFIGURATIONS = 2_000;
    /** In bits. */
    private static final int STRETCH_BITS = 12;
    /** So ids up to 2^42 are told apart, which at a thousand messages a second takes 139 years. */
    private static final int PLACES = 30;

    /** Ids of one stretch differ only in their last bits. */
    static final int STRETCH = 1 << STRETCH_BITS;

    private final Set<String> words = new LinkedHashSet<>();

    private SearchWords() {
    }

    /**
     * @param id of the notification
     * @param configurations the names of those that heard it
     */
    static Set<String> of(long id, Message message, Notice notice, Collection<String> configurations) {
        SearchWords words = new SearchWords();
        words.addTexts(message, notice);
        Set<String> all = words.words;
        all.add(stretches(id, PLACES));
        all.add(severity(notice.severity()));
        all.add(family(notice.family()));
        all.add(topic(message.topicArn()));
        all.add(topicName(message.topicArn().substring(message.topicArn().lastIndexOf(':') + 1)));
        notice.correlationKey().ifPresent(key -> all.add(matter(key)));
        configurations.stream().limit(MOST_CONFIGURATIONS).forEach(name -> all.add(configuration(name)));
        return all;
    }

    static String severity(Severity severity) {
        return "severity=" + severity;
    }

    static String family(String family) {
        return sign("family=" + family);
    }

    static String topic(String arn) {
        return sign("topic=" + arn);
    }

    static String topicName(String name) {
        return sign("topicname=" + name);
    }

    /** Keys that are too long are told apart by their ends all the same. */
    static String matter(String correlationKey) {
        String sign = "matter=" + correlationKey.replace('\u0000', ' ');
        String end = "#" + Integer.toHexString(sign.hashCode());
        return sign.length() <= LONGEST_SIGN ? sign : sign.substring(0, LONGEST_SIGN - end.length()) + end;
    }

    static String configuration(String name) {
        return sign("configuration=" + name);
    }

    /** The sign of all stretches whose ids begin with the same bits, as the beginning of their own signs. */
    static String stretches(long id, int places) {
        StringBuilder sign = new StringBuilder("=");
        for (int place = 0; place < places; place++) {
            sign.append(id >> STRETCH_BITS + PLACES - 1 - place & 1);
        }
        return sign.toString();
    }

    /** How many ids the stretches have whose signs begin with so many places. */
    static long size(int places) {
        return (long) STRETCH << PLACES - places;
    }

    /** With how many places a sign begins that all these ids share. */
    static int sharedPlaces(long lowest, long highest) {
        int differing = Long.SIZE - Long.numberOfLeadingZeros((lowest ^ highest) >> STRETCH_BITS);
        return Math.max(0, PLACES - differing);
    }

    private static String sign(String sign) {
        return sign.length() <= LONGEST_SIGN ? sign : sign.substring(0, LONGEST_SIGN);
    }

    private void addTexts(Message message, Notice notice) {
        add(notice.title());
        message.subject().ifPresent(this::add);
        notice.resource().ifPresent(this::add);
        add(message.messageId());
        notice.account().ifPresent(this::add);
        notice.region().ifPresent(this::add);
        notice.facts().forEach(this::addFact);
        addAll(notice.texts());
        notice.footer().ifPresent(this::add);
    }

    private void addFact(Fact fact) {
        if (fact.value() instanceof Fact.Words said) {
            add(said.words());
        } else if (fact.value() instanceof Link link) {
            add(link.label());
        }
    }

    private void addAll(List<Text> texts) {
        for (Text text : texts) {
            if (text instanceof Text.Plain plain) {
                add(plain.words());
            } else if (text instanceof Text.ClientMarkdown markdown) {
                add(markdown.markdown());
            } else if (text instanceof Text.Preformatted preformatted) {
                add(preformatted.content());
            } else if (text instanceof Text.Bullets bullets) {
                addAll(bullets.items());
            } else if (text instanceof Text.Tags tags) {
                tags.tags().forEach(this::add);
            }
        }
    }

    private void add(String text) {
        Lexemes.add(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT), words, MOST);
    }
}
