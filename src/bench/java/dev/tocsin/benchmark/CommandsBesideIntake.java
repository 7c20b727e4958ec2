package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Whether commands starve while SNS sends notifications: many, or as many as are taken. */
final class CommandsBesideIntake {

    private static final int NOTIFICATIONS = 2_000;
    private static final int LINES = 16;
    private static final int THINGS = 3;
    /** So that they last longer than it takes to acknowledge some commands. */
    private static final int LEAST = 30_000;
    private static final Duration HEAD_START = Duration.ofMillis(100);

    private CommandsBesideIntake() {
    }

    private interface Typing {
        CommandPassage type() throws InterruptedException;
    }

    static void measure(Workshop shop, Section section, Subject subject, Typists typists) throws InterruptedException {
        int seconds = (int) shop.scale().paced().toSeconds();
        String name = "mentions, " + Typists.PER_SECOND + "/s, beside " + NOTIFICATIONS + "/s of SNS";
        List<Letter> some = shop.letters(IntakePart.TOPIC, seconds * NOTIFICATIONS);
        measure(section, name, subject, () -> shop.load(subject, LINES).atRate(some, NOTIFICATIONS), () -> typists
                .atRate(subject, typists.slack().mentions((seconds - 1) * Typists.PER_SECOND, THINGS)));
        List<Letter> all = shop.letters(IntakePart.TOPIC, Math.max(LEAST, shop.scale().letters()));
        measure(section, "mentions, " + Typists.AT_ONCE + " at once, beside all of SNS", subject,
                () -> shop.load(subject, IntakePart.USUAL).asFastAsAnswered(all, Duration.ofMinutes(1)),
                () -> typists.atOnce(subject, typists.slack().mentions(Typists.AT_ONCE, THINGS)));
    }

    /** A round counts only if there were notifications until the last command was acknowledged. */
    private static void measure(Section section, String name, Subject subject, Passage.Sending sns, Typing slack)
            throws InterruptedException {
        subject.empty();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            Future<Journal> sending = sender.submit(sns::send);
            TimeUnit.MILLISECONDS.sleep(HEAD_START.toMillis());
            CommandPassage passage = slack.type();
            Journal notifications = sending.get().requireNoRefusal();
            if (notifications.end() < passage.journal().end()) {
                throw new IllegalStateException("the notifications were all sent before the commands were acknowledged");
            }
            IntakePart.requireStored(subject, notifications);
            CommandsPart.add(section, name, subject, passage);
            section.figure(name + ", notifications", "/s").add(subject, notifications.rate());
            section.delays(name + ", notifications", subject, notifications.answerMillis());
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause().getMessage(), failure);
        } finally {
            sender.shutdownNow();
        }
    }
}
