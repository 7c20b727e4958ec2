package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Commands on their way from Slack to AWS and back into their threads.
 *
 * @param held what AWS did for each, by its number
 */
record CommandPassage(Journal journal, List<PostedAnswer> answers, Map<Integer, AwsStub.Held> held) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOR_SETTLING = Duration.ofSeconds(10);
    private static final String DONE = """
            SELECT count(*) FROM chat_command WHERE state = 'DONE' AND result_code = 'ok' AND due_at IS NULL
            AND unanswered_because IS NULL AND answer_ts IS NOT NULL""";

    /** How commands are sent. */
    interface Asking {
        Journal send(List<Letter> letters) throws InterruptedException;
    }

    /** Sends and waits until all are answered and settled, and requires that it is exactly those, rightly. */
    static CommandPassage of(ChatStub chats, AwsStub aws, Subject subject, CommandLetters commands, Asking asking)
            throws InterruptedException {
        chats.forget();
        aws.forget();
        Journal journal = asking.send(commands.letters()).requireNoRefusal();
        chats.awaitAnswers(commands.size(), PATIENCE);
        awaitSettled(subject, commands.size());
        List<PostedAnswer> answers = chats.answers();
        CommandVerdict.of(commands, answers, chats.questions(), aws.held()).require();
        return new CommandPassage(journal, answers, aws.held());
    }

    private static void awaitSettled(Subject subject, long expected) throws InterruptedException {
        long deadline = System.nanoTime() + FOR_SETTLING.toNanos();
        double done = -1;
        while (System.nanoTime() < deadline) {
            done = subject.database().number(DONE);
            if (done == expected) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("of " + expected + " commands " + Math.round(done) + " are done by the history");
    }

    /** From the beginning of each request to its answer. */
    double[] acknowledgedMillis() {
        return journal.answerMillis();
    }

    /** From the beginning of each request to its answer in the thread, without the time that AWS took for it. */
    double[] answeredMillis() {
        Map<Integer, Long> sentAt = new HashMap<>();
        IntStream.range(0, journal.size()).forEach(i -> sentAt.put(journal.letter(i).number(), journal.sentAt(i)));
        return answers.stream()
                .mapToDouble(one -> (one.at() - sentAt.get(one.number())) / 1e6 - held.get(one.number()).millis()).toArray();
    }

    /** Commands answered a second, from the first that was sent to the last that was answered. */
    double rate() {
        return answers.size()
                / ((answers.stream().mapToLong(PostedAnswer::at).max().orElseThrow() - journal.beginning()) / 1e9);
    }
}
