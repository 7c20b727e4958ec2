package dev.tocsin.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** From the request of SNS to the post at the chat, with as many messages as there can be, and with a hundred a second. */
final class LanesPart implements Part {

    private static final int[] LANES = { 1, 16, Workshop.TOPICS };
    private static final int CONNECTIONS = 64;
    private static final int USUAL = 16;
    private static final int PER_SECOND = 100;

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public String title() {
        return "From SNS to the chat, without pacing";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            warmUp(shop, subject);
        }
        for (int lanes : LANES) {
            for (Subject subject : shop.subjects()) {
                prepare(subject, lanes);
                shop.warmUp(subject, lanes + " lanes", () -> asFastAsPossible(shop, subject, lanes).rate());
            }
            for (int round = 0; round < shop.scale().rounds(); round++) {
                measure(shop, section, lanes);
            }
        }
    }

    private static void measure(Workshop shop, Section section, int lanes) throws IOException, InterruptedException {
        String name = lanes + (lanes == 1 ? " lane" : " lanes");
        for (Subject subject : shop.subjects()) {
            Passage passage = asFastAsPossible(shop, subject, lanes);
            section.figure(name, "/s").add(subject, passage.rate());
            Workshop.say(subject.name() + ", " + name + ": " + Math.round(passage.rate()) + "/s");
            if (lanes == USUAL) {
                section.delays(name + ", " + PER_SECOND + "/s, to the chat", subject, atRate(shop, subject).delayMillis());
            }
        }
    }

    static void warmUp(Workshop shop, Subject subject) throws IOException, InterruptedException {
        prepare(subject, Workshop.TOPICS);
        shop.warmUp(subject, "lanes", () -> asFastAsPossible(shop, subject, Workshop.TOPICS).rate());
    }

    /** So many lanes share all topics among them, each topic being one lane's. */
    static void prepare(Subject subject, int lanes) throws InterruptedException {
        subject.forget();
        subject.lanes(lanes, lane -> IntStream.range(0, Workshop.TOPICS).filter(topic -> topic % lanes == lane)
                .mapToObj(topic -> "t" + topic).toList());
    }

    static Passage asFastAsPossible(Workshop shop, Subject subject, int lanes) throws InterruptedException {
        List<Letter> letters = shop.lettersOfAllTopics(shop.scale().lanePosts() * (lanes == 1 ? 1 : 4));
        subject.empty();
        return Passage.of(shop.chats(), subject, 1,
                () -> shop.load(subject, CONNECTIONS).asFastAsAnswered(letters, shop.scale().intake().multipliedBy(10)));
    }

    private static Passage atRate(Workshop shop, Subject subject) throws InterruptedException {
        List<Letter> letters = shop.lettersOfAllTopics((int) shop.scale().paced().toSeconds() * PER_SECOND);
        subject.empty();
        return Passage.of(shop.chats(), subject, 1, () -> shop.load(subject, CONNECTIONS).atRate(letters, PER_SECOND));
    }
}
