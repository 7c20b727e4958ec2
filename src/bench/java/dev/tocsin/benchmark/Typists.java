package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.Map;

import io.vertx.core.Vertx;

/**
 * People who type commands: Slack's side of them, with AWS behind. What Slack sends has a thread of its own, so that it waits
 * for no other sender.
 */
final class Typists {

    static final int PER_SECOND = 10;
    static final int AT_ONCE = 50;

    private static final int LINES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A service of AWS seldom takes less. */
    private static final Duration AWS_TAKES = Duration.ofMillis(50);

    private final Vertx vertx;
    private final ChatStub chats;
    private final AwsStub aws;
    private final SlackLetters slack;

    Typists(Workshop shop) throws InterruptedException {
        this.vertx = Workshop.vertx(shop.ending());
        this.chats = shop.chats();
        this.aws = new AwsStub(Workshop.vertx(shop.ending()), AWS_TAKES);
        this.slack = new SlackLetters(chats.url());
    }

    /** What an application needs in order to take their commands. */
    Map<String, String> settings() {
        return Map.of("TOCSIN_SLACK_SIGNING_SECRET", SlackLetters.SECRET, "TOCSIN_COMMANDS_AWS_ENDPOINT_OVERRIDE", aws.url(),
                "AWS_ACCESS_KEY_ID", "AKIABENCHMARK", "AWS_SECRET_ACCESS_KEY", "benchmark");
    }

    SlackLetters slack() {
        return slack;
    }

    CommandPassage atRate(Subject subject, CommandLetters commands) throws InterruptedException {
        return CommandPassage.of(chats, aws, subject, commands,
                letters -> new Load(vertx, subject.tocsin().port(), LINES).atRate(letters, PER_SECOND));
    }

    /** Each over a connection of its own. */
    CommandPassage atOnce(Subject subject, CommandLetters commands) throws InterruptedException {
        return CommandPassage.of(chats, aws, subject, commands,
                letters -> new Load(vertx, subject.tocsin().port(), commands.size()).asFastAsAnswered(letters, PATIENCE));
    }
}
