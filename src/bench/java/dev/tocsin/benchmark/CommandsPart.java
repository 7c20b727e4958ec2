package dev.tocsin.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands from Slack: how long Slack waits until it is answered, and people until AWS's answer stands in their thread, apart
 * from the time that AWS itself takes.
 */
final class CommandsPart implements Part {

    private static final int FEW = 3;
    private static final int MANY = 100;
    /** So that enough are measured. */
    private static final int BURSTS = 5;
    private static final int OF_EACH_SERVICE = 20;

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public String title() {
        return "Commands, until Slack is answered, and until the thread is, without AWS's own time";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        Typists typists = new Typists(shop);
        List<Subject> subjects = shop.subjects(typists.settings());
        for (Subject subject : subjects) {
            prepare(subject);
        }
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (Subject subject : subjects) {
                justStarted(section, subject, typists, round);
            }
        }
        for (Subject subject : subjects) {
            shop.warmUp(subject, IntakePart.TOPIC, () -> IntakePart.round(shop, subject, IntakePart.USUAL).rate());
            shop.warmUp(subject, name(), () -> warmingUp(subject, typists));
        }
        for (int round = 0; round < shop.scale().rounds(); round++) {
            for (Subject subject : subjects) {
                usual(shop, section, subject, typists);
                bursts(section, subject, typists);
                eachService(section, subject, typists);
                CommandsBesideIntake.measure(shop, section, subject, typists);
            }
        }
    }

    private static void prepare(Subject subject) throws InterruptedException {
        subject.forget();
        subject.commandChannels(SlackLetters.CHANNELS);
        subject.webhooks(Subject.NOBODY_LISTENS, 1, IntakePart.TOPIC);
    }

    /** One command after the other in a new process. Each round begins with another service. */
    private static void justStarted(Section section, Subject subject, Typists typists, int round)
            throws IOException, InterruptedException {
        subject.restart();
        List<StubbedService> services = Arrays.asList(StubbedService.values());
        Collections.rotate(services, -round);
        for (StubbedService service : services) {
            boolean isFirst = service == services.get(0);
            String name = "just started, the first" + (isFirst ? "" : " to " + service.title());
            double before = subject.tocsin().cpuSeconds();
            CommandPassage passage = atOnce(subject, typists, typists.slack().mentions(1, service, FEW));
            if (isFirst) {
                section.figure(name + ", acknowledged", "ms").add(subject, passage.acknowledgedMillis()[0]);
                section.figure(name + ", processor time of Tocsin", "ms").add(subject,
                        (subject.tocsin().cpuSeconds() - before) * 1_000);
            }
            section.figure(name + ", answered", "ms").add(subject, passage.answeredMillis()[0]);
        }
    }

    private static double warmingUp(Subject subject, Typists typists) throws InterruptedException {
        atOnce(subject, typists, typists.slack().slashCommands(Typists.AT_ONCE, MANY));
        return atOnce(subject, typists, typists.slack().mentions(Typists.AT_ONCE, FEW)).rate();
    }

    private static void usual(Workshop shop, Section section, Subject subject, Typists typists) throws InterruptedException {
        int count = (int) shop.scale().paced().toSeconds() * Typists.PER_SECOND;
        String rate = ", " + Typists.PER_SECOND + "/s";
        add(section, "mentions" + rate, subject, atRate(subject, typists, typists.slack().mentions(count, FEW)));
        add(section, "slash commands" + rate, subject, atRate(subject, typists, typists.slack().slashCommands(count, FEW)));
    }

    private static void bursts(Section section, Subject subject, Typists typists) throws InterruptedException {
        CommandPassage[] mentions = new CommandPassage[BURSTS];
        CommandPassage[] slashCommands = new CommandPassage[BURSTS];
        double tocsin = 0;
        double database = 0;
        for (int i = 0; i < BURSTS; i++) {
            // What it takes to empty the database is no command's.
            subject.empty();
            tocsin -= subject.tocsin().cpuSeconds();
            database -= subject.database().cpuSeconds();
            mentions[i] = typists.atOnce(subject, typists.slack().mentions(Typists.AT_ONCE, FEW));
            tocsin += subject.tocsin().cpuSeconds();
            database += subject.database().cpuSeconds();
        }
        for (int i = 0; i < BURSTS; i++) {
            slashCommands[i] = atOnce(subject, typists, typists.slack().slashCommands(Typists.AT_ONCE, FEW));
        }
        add(section, "mentions, " + Typists.AT_ONCE + " at once", subject, mentions);
        add(section, "slash commands, " + Typists.AT_ONCE + " at once", subject, slashCommands);
        double millis = 1_000.0 / BURSTS / Typists.AT_ONCE;
        section.figure("a mention, processor time of Tocsin", "ms").add(subject, tocsin * millis);
        section.figure("a mention, processor time of PostgreSQL", "ms").add(subject, database * millis);
    }

    private static void eachService(Section section, Subject subject, Typists typists) throws InterruptedException {
        for (StubbedService service : StubbedService.values()) {
            for (int things : new int[] { FEW, MANY }) {
                double[] millis = atRate(subject, typists, typists.slack().mentions(OF_EACH_SERVICE, service, things))
                        .answeredMillis();
                String name = service.title() + ", " + things + " things, answered";
                section.figure(name + ", p50", "ms").add(subject, Statistics.percentile(millis, 50));
                section.figure(name + ", the slowest of " + OF_EACH_SERVICE, "ms").add(subject,
                        Statistics.percentile(millis, 100));
            }
        }
    }

    /** What several passages brought, as if it were one. */
    static void add(Section section, String name, Subject subject, CommandPassage... passages) {
        add(section, name + ", acknowledged", subject,
                Stream.of(passages).flatMapToDouble(one -> Arrays.stream(one.acknowledgedMillis())).toArray());
        add(section, name + ", answered", subject,
                Stream.of(passages).flatMapToDouble(one -> Arrays.stream(one.answeredMillis())).toArray());
    }

    private static void add(Section section, String name, Subject subject, double... millis) {
        section.delays(name, subject, millis);
        section.figure(name + ", the slowest", "ms").add(subject, Statistics.percentile(millis, 100));
        Workshop.say(String.format("%s, %s: %.1f ms, at most %.1f ms", subject.name(), name, Statistics.percentile(millis, 50),
                Statistics.percentile(millis, 100)));
    }

    private static CommandPassage atRate(Subject subject, Typists typists, CommandLetters commands)
            throws InterruptedException {
        subject.empty();
        return typists.atRate(subject, commands);
    }

    private static CommandPassage atOnce(Subject subject, Typists typists, CommandLetters commands)
            throws InterruptedException {
        subject.empty();
        return typists.atOnce(subject, commands);
    }
}
