package dev.tocsin.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One notification that a thousand configurations hear: how long until all are posted, and how long others take meanwhile. */
final class FanOutPart implements Part {

    private static final int LANES = 1_000;
    private static final int WARM = 5;
    private static final String TOPIC = "fanout";
    private static final String BYSTANDER = "bystander";
    /** As long as the thousand take. */
    private static final int BESIDE = 30;
    private static final int PER_SECOND = 60;
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String title() {
        return "One notification to a thousand configurations, until the last was posted";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            subject.forget();
            subject.lanes(LANES + 1, lane -> List.of(lane < LANES ? TOPIC : BYSTANDER));
        }
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (Subject subject : shop.subjects()) {
                subject.restart();
                section.figure("just started", "s").add(subject, seconds(shop, subject));
                for (int i = 0; i < WARM; i++) {
                    double seconds = seconds(shop, subject);
                    Workshop.say(subject.name() + ": " + Table.number(seconds) + " s");
                    if (i >= WARM / 2) {
                        section.figure("warm", "s").add(subject, seconds);
                    }
                }
                section.delays("another lane meanwhile", subject, delaysBeside(shop, subject));
            }
        }
        for (Subject subject : shop.subjects()) {
            subject.forget();
        }
    }

    /** In ms, of messages to another lane, the first of which comes right after what the thousand hear. */
    private static double[] delaysBeside(Workshop shop, Subject subject) throws InterruptedException {
        List<Letter> letters = new ArrayList<>(shop.letters(TOPIC, 1));
        letters.addAll(shop.letters(BYSTANDER, BESIDE));
        subject.empty();
        shop.chats().forget();
        Journal journal = shop.load(subject, CONNECTIONS).atRate(letters, PER_SECOND).requireNoRefusal();
        shop.chats().await(LANES + BESIDE, PATIENCE);
        Map<Integer, Long> shownAt = new HashMap<>();
        shop.chats().shown().forEach(one -> shownAt.put(one.number(), one.at()));
        return IntStream.rangeClosed(1, BESIDE).mapToDouble(i -> {
            Long at = shownAt.get(letters.get(i).number());
            if (at == null) {
                throw new IllegalStateException(
                        "a message to another lane was not shown within " + PATIENCE.toSeconds() + " s");
            }
            return (at - journal.sentAt(i)) / 1e6;
        }).toArray();
    }

    private static double seconds(Workshop shop, Subject subject) throws InterruptedException {
        List<Letter> letter = shop.letters(TOPIC, 1);
        subject.empty();
        return Passage.of(shop.chats(), subject, LANES,
                () -> shop.load(subject, 1).asFastAsAnswered(letter, Duration.ofSeconds(10))).seconds();
    }
}
