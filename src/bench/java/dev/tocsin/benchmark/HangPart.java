package dev.tocsin.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long a healthy lane's messages take beside lanes whose host takes posts and never answers. Beside the most of them it
 * fails if they take longer than is promised.
 */
final class HangPart implements Part {

    private static final int[] LANES = { 0, 100, 400, 1_000 };
    /** What all but one message in a hundred may take beside the most lanes. */
    private static final double PROMISED_MILLIS = 250;
    private static final int PER_SECOND = 10;
    private static final int CONNECTIONS = 4;
    private static final String HEALTHY = "healthy";
    private static final String HANGING = "hanging";
    /** The posts of the round before hold their places until they time out. */
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(11);

    private final Map<String, Long> endedAt = new HashMap<>();

    @Override
    public String name() {
        return "hang";
    }

    @Override
    public String title() {
        return "A healthy lane, beside lanes of a host that never answers";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            LanesPart.warmUp(shop, subject);
        }
        Map<String, double[]> lastMillis = new HashMap<>();
        for (int lanes : LANES) {
            for (Subject subject : shop.subjects()) {
                lastMillis.put(subject.name(), measure(shop, section, subject, lanes));
            }
        }
        // The last is the one that is measured; a version before it is what it is.
        List<Subject> subjects = shop.subjects();
        requirePromise(lastMillis.get(subjects.get(subjects.size() - 1).name()));
    }

    static void requirePromise(double... millis) {
        double most = Statistics.percentile(millis, 99);
        if (most > PROMISED_MILLIS) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "beside %d lanes that hang one message in a hundred takes "
                            + "%.1f ms or longer, and %.0f ms are promised", LANES[LANES.length - 1], most, PROMISED_MILLIS));
        }
    }

    /** Answers how many ms each message took, or has waited if it was not shown. */
    private double[] measure(Workshop shop, Section section, Subject subject, int lanes) throws InterruptedException {
        prepare(shop, subject, lanes);
        double[] delays = delays(shop, subject);
        endedAt.put(subject.name(), System.nanoTime());
        String name = lanes == 0 ? "beside none" : "beside " + lanes;
        double[] millis = Arrays.stream(delays).map(Math::abs).toArray();
        section.delays(name, subject, millis);
        double missing = IntStream.range(0, delays.length).filter(i -> delays[i] < 0).count();
        section.figure(name + ", not shown in time", "%").add(subject, 100 * missing / delays.length);
        Workshop.say(subject.name() + ", " + name + ": " + Math.round(missing) + " of " + delays.length + " not shown in time");
        subject.forget();
        return millis;
    }

    private void prepare(Workshop shop, Subject subject, int lanes) throws InterruptedException {
        subject.forget();
        subject.webhooks(shop.chats().hangingUrl(), lanes, HANGING);
        subject.webhooks(shop.chats().url(), 1, HEALTHY);
        Long ended = endedAt.get(subject.name());
        if (ended != null) {
            TimeUnit.NANOSECONDS.sleep(ended + POST_TIMEOUT.toNanos() - System.nanoTime());
        }
        if (lanes > 0) {
            shop.load(subject, 1).asFastAsAnswered(shop.letters(HANGING, 1), POST_TIMEOUT).requireNoRefusal();
        }
        TimeUnit.SECONDS.sleep(1);
    }

    /** In ms; of what is not shown in time, how long it has waited, below zero. */
    private static double[] delays(Workshop shop, Subject subject) throws InterruptedException {
        long seconds = shop.scale().hanging().toSeconds();
        List<Letter> letters = shop.letters(HEALTHY, (int) seconds * PER_SECOND);
        shop.chats().forget();
        Journal journal = shop.load(subject, CONNECTIONS).atRate(letters, PER_SECOND).requireNoRefusal();
        shop.chats().await(letters.size(), shop.scale().hanging());
        long now = System.nanoTime();
        Map<Integer, Long> shown = new HashMap<>();
        shop.chats().shown().forEach(one -> shown.put(one.number(), one.at()));
        return IntStream.range(0, letters.size()).mapToDouble(i -> {
            Long at = shown.get(letters.get(i).number());
            return at == null ? -(now - journal.sentAt(i)) / 1e6 : (at - journal.sentAt(i)) / 1e6;
        }).toArray();
    }
}
