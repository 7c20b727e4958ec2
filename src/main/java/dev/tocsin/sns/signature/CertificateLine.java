package dev.tocsin.sns.signature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Downloads signing certificates: a few at once, each once for all who wait for it, the others in a line. Anybody can make up
 * names of certificates and have them looked for, so everything here is bounded, and what is genuine has the better chance:
 *
 * <ul>
 * <li>The name that most messages wait for has the next turn, among equals the one that waits longest. Made-up names are
 * waited for by one message each.
 * <li>A download that is slow steps aside: it goes on, but another takes its place. So places are lost neither to hosts that
 * hang nor to a network without a way out. While many are slow a further one gets less time.
 * <li>If the line is too long, one of the names that fewest wait for leaves it, whichever chance will have. So there is no
 * moment at which a genuine one could not get in.
 * <li>If too much waits, a message for the name gives way that holds most of it.
 * </ul>
 */
final class CertificateLine {

    /**
     * @param places how many downloads are under way at once, apart from slow ones
     * @param slow how many slow ones
     * @param slowAfter from when on a download is slow
     * @param names how many further names may wait
     * @param weight how much may wait in all, in bytes as they were posted
     * @param patience how long a download may take
     * @param littlePatience how long while half of those that may be slow are
     */
    record Limits(int places, int slow, Duration slowAfter, int names, long weight, Duration patience,
            Duration littlePatience) {

        /** At most 300 connections and 4 MiB of messages; a name waits for ten seconds at most where everything hangs. */
        static Limits of(Duration patience) {
            Duration little = Duration.ofSeconds(2);
            return new Limits(32, 256, Duration.ofMillis(300), 1_024, 4 << 20, patience,
                    little.compareTo(patience) < 0 ? little : patience);
        }

        int connections() {
            return places + slow;
        }
    }

    /** What a message costs beside its bytes: its request, its connection. */
    private static final long LIGHTEST = 2_048;

    private final Limits limits;
    private final BiFunction<CertificateUrl, Duration, Uni<SnsCertificate>> download;
    private final RandomGenerator random;
    private final Map<CertificateUrl, Download> downloads = new LinkedHashMap<>();
    private int quick;
    private int slow;
    private long weight;

    CertificateLine(Limits limits, BiFunction<CertificateUrl, Duration, Uni<SnsCertificate>> download,
            RandomGenerator random) {
        this.limits = limits;
        this.download = download;
        this.random = random;
    }

    /**
     * Fails with {@link Crowded} if others were given the turn, else as the download does.
     *
     * @param size of the message that waits for it, in bytes
     */
    CompletableFuture<SnsCertificate> fetch(CertificateUrl url, int size) {
        Waiter waiter = new Waiter(new CompletableFuture<>(), LIGHTEST + size);
        List<Waiter> leave = join(url, waiter);
        startThoseWhoseTurnItIs();
        leave.forEach(one -> one.answer.completeExceptionally(new Crowded()));
        return waiter.answer;
    }

    private synchronized List<Waiter> join(CertificateUrl url, Waiter waiter) {
        downloads.computeIfAbsent(url, Download::new).add(waiter);
        weight += waiter.weight;
        List<Waiter> leave = new ArrayList<>();
        if (downloads.size() - quick - slow > limits.names + limits.places - quick) {
            leave.addAll(remove(oneThatFewestWaitFor()));
        }
        while (weight > limits.weight) {
            leave.add(removeFromTheHeaviest());
        }
        return leave;
    }

    private Download oneThatFewestWaitFor() {
        List<Download> fewest = new ArrayList<>();
        for (Download one : downloads.values()) {
            if (one.place != Place.IN_LINE) {
                continue;
            }
            if (!fewest.isEmpty() && one.waiters.size() < fewest.get(0).waiters.size()) {
                fewest.clear();
            }
            if (fewest.isEmpty() || one.waiters.size() == fewest.get(0).waiters.size()) {
                fewest.add(one);
            }
        }
        return fewest.get(random.nextInt(fewest.size()));
    }

    private List<Waiter> remove(Download one) {
        downloads.remove(one.url);
        weight -= one.weight;
        return one.waiters;
    }

    private Waiter removeFromTheHeaviest() {
        Download heaviest = downloads.values().stream().max(Comparator.comparingLong(one -> one.weight)).orElseThrow();
        Waiter gone = heaviest.waiters.remove(heaviest.waiters.size() - 1);
        heaviest.weight -= gone.weight;
        weight -= gone.weight;
        if (heaviest.waiters.isEmpty() && heaviest.place == Place.IN_LINE) {
            downloads.remove(heaviest.url);
        }
        return gone;
    }

    private void startThoseWhoseTurnItIs() {
        for (Download next = next(); next != null; next = next()) {
            start(next);
        }
    }

    private synchronized Download next() {
        letStepAsideWhoIsLate();
        if (quick == limits.places) {
            return null;
        }
        Download next = null;
        for (Download one : downloads.values()) {
            if (one.place == Place.IN_LINE && (next == null || one.waiters.size() > next.waiters.size())) {
                next = one;
            }
        }
        if (next != null) {
            next.place = Place.QUICK;
            quick++;
        }
        return next;
    }

    private void start(Download started) {
        Cancellable timer = Uni.createFrom().voidItem().onItem().delayIt().by(limits.slowAfter)
                .subscribe().with(late -> stepAside(started));
        download.apply(started.url, patience())
                .onTermination().invoke(timer::cancel)
                .subscribe().with(file -> end(started, answer -> answer.complete(file)),
                        failure -> end(started, answer -> answer.completeExceptionally(failure)));
    }

    private synchronized Duration patience() {
        return slow < limits.slow / 2 ? limits.patience : limits.littlePatience;
    }

    private void stepAside(Download late) {
        synchronized (this) {
            late.isLate = true;
        }
        startThoseWhoseTurnItIs();
    }

    private void letStepAsideWhoIsLate() {
        for (Download one : downloads.values()) {
            if (slow == limits.slow) {
                return;
            }
            if (one.isLate && one.place == Place.QUICK) {
                one.place = Place.SLOW;
                quick--;
                slow++;
            }
        }
    }

    private void end(Download ended, Consumer<CompletableFuture<SnsCertificate>> tell) {
        List<Waiter> told;
        synchronized (this) {
            if (ended.place == Place.SLOW) {
                slow--;
            } else {
                quick--;
            }
            ended.place = Place.ENDED;
            told = remove(ended);
        }
        startThoseWhoseTurnItIs();
        told.forEach(waiter -> tell.accept(waiter.answer));
    }

    /** Too many certificates are asked for. It says nothing about this one. */
    static final class Crowded extends RuntimeException {
        Crowded() {
            super("too many signing certificates are being fetched", null, false, false);
        }
    }

    private enum Place {
        IN_LINE,
        QUICK,
        SLOW,
        ENDED
    }

    private record Waiter(CompletableFuture<SnsCertificate> answer, long weight) {
    }

    private static final class Download {
        private final CertificateUrl url;
        private final List<Waiter> waiters = new ArrayList<>();
        private long weight;
        private Place place = Place.IN_LINE;
        private boolean isLate;

        Download(CertificateUrl url) {
            this.url = url;
        }

        void add(Waiter waiter) {
            waiters.add(waiter);
            weight += waiter.weight;
        }
    }
}
