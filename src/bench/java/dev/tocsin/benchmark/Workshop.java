package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** What all parts work with: the applications at work, the stub of the chats, and letters to send. */
final class Workshop {

    static final int TOPICS = 200;

    private static final double STILL = 0.05;

    private final Options options;
    private Subject.Setting setting;
    private final Vertx sending;
    private final Letters letters = new Letters();
    private final Map<String, List<Letter>> pools = new HashMap<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final Set<String> warm = new HashSet<>();
    private final Map<String, List<Double>> remembered = new HashMap<>();
    private final List<String> restless = new ArrayList<>();

    /** A measured round, which answers its main figure. */
    interface Round {
        double run() throws IOException, InterruptedException;
    }

    Workshop(Options options, Ending ending) throws IOException, InterruptedException {
        this.options = options;
        Path work = Files.createTempDirectory(options.folder(), "tocsin-benchmark");
        ending.then(() -> Folders.remove(work));
        Folders.letAllRead(work);
        this.sending = vertx(ending);
        Path certificates = letters.certificate().writeTo(work.resolve("sns")).getParent();
        this.setting = new Subject.Setting(work, PostgresPrograms.find(work, ending), certificates, new ChatStub(vertx(ending)),
                options.javaOptions(), Map.of(), ending);
    }

    /** One thread each for the sender and for the chats, so that neither waits for the other. */
    static Vertx vertx(Ending ending) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
        ending.then(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        return vertx;
    }

    Scale scale() {
        return options.scale();
    }

    ChatStub chats() {
        return setting.chats();
    }

    PostgresPrograms programs() {
        return setting.programs();
    }

    Path work() {
        return setting.work();
    }

    Ending ending() {
        return setting.ending();
    }

    Vertx sending() {
        return sending;
    }

    /** Started when they are first needed. */
    List<Subject> subjects() throws IOException, InterruptedException {
        return subjects(Map.of());
    }

    /** Others than those of the parts before, if these were started with other settings. */
    List<Subject> subjects(Map<String, String> settings) throws IOException, InterruptedException {
        if (!settings.equals(setting.settings())) {
            startAnew();
            setting = setting.with(settings);
        }
        for (int i = subjects.size(); i < options.applications().size(); i++) {
            say("starting " + options.applications().get(i).path());
            subjects.add(Subject.start(options.applications().get(i), setting));
        }
        return List.copyOf(subjects);
    }

    /** Those that are at work already. */
    List<Subject> started() {
        return List.copyOf(subjects);
    }

    /** After a failure nobody knows in what state they are. */
    void startAnew() {
        subjects.forEach(Subject::stop);
        subjects.clear();
    }

    Load load(Subject subject, int connections) {
        return new Load(sending, subject.tocsin().port(), connections);
    }

    /** Alarms in so many topics, none of which went off before. */
    List<Letter> alarms(int topics, int count) {
        say("signing alarms");
        return letters.signAlarms(count, i -> "t" + i % topics);
    }

    /** Letters of one topic. */
    List<Letter> letters(String topic, int count) {
        return pool(topic, count, i -> topic);
    }

    /** Letters that take turns in {@value #TOPICS} topics. */
    List<Letter> lettersOfAllTopics(int count) {
        return pool("all", count, i -> "t" + i % TOPICS);
    }

    private List<Letter> pool(String name, int count, IntFunction<String> topic) {
        List<Letter> pool = pools.computeIfAbsent(name, key -> new ArrayList<>());
        if (pool.size() < count) {
            say("signing letters");
            pool.addAll(letters.sign(count - pool.size(), topic));
        }
        return pool.subList(0, count);
    }

    /** Until the figure stands still, but no longer than the scale allows; once for each process and kind of load. */
    void warmUp(Subject subject, String load, Round round) throws IOException, InterruptedException {
        if (!warm.add(load + " " + subject.tocsin().pid())) {
            return;
        }
        List<Double> figures = new ArrayList<>();
        // The first round may sign letters, which warms up nobody.
        figures.add(round.run());
        long end = System.nanoTime() + scale().warmUp().toNanos();
        while (!Statistics.standStill(figures, STILL)) {
            if (System.nanoTime() > end) {
                restless.add(subject.name() + ", " + load);
                return;
            }
            figures.add(round.run());
            say("warming up " + subject.name() + ": " + Math.round(figures.get(figures.size() - 1)) + "/s");
        }
    }

    /** What was measured though its figures had not come to stand still in the time that there is for warming up. */
    List<String> restless() {
        return List.copyOf(restless);
    }

    /** For parts that show it beside theirs. */
    void remember(String figure, Subject subject, double value) {
        remembered.computeIfAbsent(figure + subject.name(), key -> new ArrayList<>()).add(value);
    }

    /** The median of what was remembered; empty if the part that measures it was not asked for. */
    OptionalDouble recall(String figure, String subject) {
        List<Double> values = remembered.getOrDefault(figure + subject, List.of());
        double median = Statistics.median(values.stream().mapToDouble(value -> value).toArray());
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median);
    }

    static void say(String words) {
        System.out.println("  " + words);
    }
}
