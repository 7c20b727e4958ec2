package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How many signed notifications a second are committed, beside single-row inserts by pgbench on the same server. */
final class IntakePart implements Part {

    static final int USUAL = 64;

    private static final int[] CONNECTIONS = { 1, 16, USUAL, 256 };
    private static final Path INSERT = Path.of("src", "bench", "insert.sql");
    static final String TOPIC = "intake";
    /** What other parts recall. */
    static final String RATE = "intake over 64 connections";

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String title() {
        return "Durable intake, beside single-row inserts by pgbench with as many clients";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            prepare(shop, subject);
        }
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (int connections : CONNECTIONS) {
                for (Subject subject : shop.subjects()) {
                    measure(shop, section, subject, connections);
                }
            }
        }
    }

    /** One lane hears the topic, and nobody listens where it leads, so that it soon pauses. */
    static void prepare(Workshop shop, Subject subject) throws IOException, InterruptedException {
        subject.forget();
        subject.webhooks(Subject.NOBODY_LISTENS, 1, TOPIC);
        shop.warmUp(subject, TOPIC, () -> round(shop, subject, USUAL).rate());
    }

    private static void measure(Workshop shop, Section section, Subject subject, int connections)
            throws IOException, InterruptedException {
        Journal journal = round(shop, subject, connections);
        subject.database().execute("TRUNCATE bench", "CHECKPOINT");
        // Many clients take a while to connect.
        long seconds = shop.scale().inserts().toSeconds() + connections / USUAL;
        double inserts = shop.programs().rate(subject.database(), INSERT, connections, seconds);
        String name = connections + (connections == 1 ? " connection" : " connections");
        section.figure(name, "/s").add(subject, journal.rate()).beside(subject, "pgbench", inserts);
        if (connections == USUAL) {
            shop.remember(RATE, subject, journal.rate());
        }
        double[] millis = journal.answerMillis();
        section.delays(name, subject, millis);
        section.figure(name + ", p99.9", "ms").add(subject, Statistics.percentile(millis, 99.9));
        Workshop.say(subject.name() + ", " + name + ": " + Math.round(journal.rate()) + "/s, pgbench " + Math.round(inserts));
    }

    static Journal round(Workshop shop, Subject subject, int connections) throws InterruptedException {
        List<Letter> letters = shop.letters(TOPIC, shop.scale().letters());
        subject.empty();
        Journal journal = shop.load(subject, connections).asFastAsAnswered(letters, shop.scale().intake()).requireNoRefusal();
        requireStored(subject, journal);
        return journal;
    }

    static void requireStored(Subject subject, Journal journal) {
        double stored = subject.database().number("SELECT count(*) FROM notification");
        if (stored != journal.acceptedCount()) {
            throw new IllegalStateException(
                    journal.acceptedCount() + " were accepted and " + Math.round(stored) + " are stored");
        }
    }
}
