package dev.tocsin.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One notification that a thousand configurations hear: how long until all are posted. */
final class FanOutPart implements Part {

    private static final int LANES = 1_000;
    private static final int WARM = 5;
    private static final String TOPIC = "fanout";

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
            subject.lanes(LANES, lane -> List.of(TOPIC));
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
            }
        }
        for (Subject subject : shop.subjects()) {
            subject.forget();
        }
    }

    private static double seconds(Workshop shop, Subject subject) throws InterruptedException {
        List<Letter> letter = shop.letters(TOPIC, 1);
        subject.empty();
        return Passage.of(shop.chats(), subject, LANES,
                () -> shop.load(subject, 1).asFastAsAnswered(letter, Duration.ofSeconds(10))).seconds();
    }
}
