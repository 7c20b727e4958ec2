package dev.tocsin.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Many more notifications to one channel than it takes messages: how long after the last of them all are shown. */
final class StormPart implements Part {

    static final int PER_MINUTE = 10_000;

    private static final String TOPIC = "storm";
    private static final int CONNECTIONS = 16;
    /** What is promised of {@value #PER_MINUTE} notifications in a minute. */
    private static final Duration PROMISE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = PROMISE.multipliedBy(3);
    /** As many messages as Slack lets be posted to a channel. */
    private static final Map<String, String> PACE = Map.of("TOCSIN_DELIVERY_PACE", "1s");

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String title() {
        return "10,000 notifications a minute to one channel that takes a message a second";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects(PACE)) {
            subject.forget();
            subject.webhooks(shop.chats().url(), 1, TOPIC);
            List<Letter> letters = shop.letters(TOPIC, shop.scale().storm());
            subject.empty();
            shop.chats().forget();
            Journal journal = shop.load(subject, CONNECTIONS).atRate(letters, PER_MINUTE / 60.0).requireNoRefusal();
            awaitDelivered(subject, letters.size());
            List<Shown> shown = shop.chats().shown();
            double seconds = (shown.stream().mapToLong(Shown::at).max().orElseThrow() - journal.end()) / 1e9;
            section.figure("from the last 200 to the last message", "s").add(subject, seconds);
            section.figure("messages that show them", "").add(subject, shown.size());
            if (seconds > PROMISE.toSeconds()) {
                throw new IllegalStateException("shown " + Math.round(seconds) + " s after the last; promised are "
                        + PROMISE.toSeconds());
            }
        }
    }

    private static void awaitDelivered(Subject subject, int expected) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        double delivered = 0;
        while (delivered < expected) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("of " + expected + " deliveries " + Math.round(delivered)
                        + " are delivered by the history after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(200);
            delivered = subject.database().number("SELECT count(*) FROM delivery WHERE state = 'DELIVERED'");
        }
    }
}
