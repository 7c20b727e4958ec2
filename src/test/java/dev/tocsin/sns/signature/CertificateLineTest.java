package dev.tocsin.sns.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.tocsin.sns.signature.CertificateLine.Crowded;
import dev.tocsin.sns.signature.CertificateLine.Limits;
import dev.tocsin.standin.SigningCertificate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

class CertificateLineTest {

    private static final SnsCertificate CERTIFICATE = SnsCertificate.of(SigningCertificate.good().certificate(),
            FastRsa.none());
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final CertificateUrl GENUINE = named("genuine");

    private final Map<CertificateUrl, UniEmitter<? super SnsCertificate>> underWay = new LinkedHashMap<>();
    private final List<Duration> given = new ArrayList<>();

    @Test
    void downloadsOnceForAllWhoWait() {
        CertificateLine line = line(new Limits(2, 0, NEVER, 10, 1 << 20, PATIENCE, LITTLE));
        List<CompletableFuture<SnsCertificate>> waiting = ask(line, 10, GENUINE);

        assertThat(underWay).hasSize(1);
        underWay.get(GENUINE).complete(CERTIFICATE);
        assertThat(waiting).allSatisfy(one -> assertThat(one).isCompletedWithValue(CERTIFICATE));
    }

    @Test
    void theNextTurnIsForWhatMostMessagesWaitForAndThenForWhatWaitsLongest() {
        CertificateLine line = line(new Limits(1, 0, NEVER, 10, 1 << 20, PATIENCE, LITTLE));
        for (int i = 0; i < 5; i++) {
            line.fetch(madeUp(i), 100);
        }
        ask(line, 2, GENUINE);

        end(madeUp(0));
        assertThat(underWay).containsOnlyKeys(GENUINE);
        end(GENUINE);
        assertThat(underWay).containsOnlyKeys(madeUp(1));
    }

    @Test
    void whatIsSlowStepsAsideAndStillEndsWell() {
        CertificateLine line = line(new Limits(2, 2, Duration.ofMillis(20), 10, 1 << 20, PATIENCE, LITTLE));
        CompletableFuture<SnsCertificate> slow = line.fetch(madeUp(0), 100);
        for (int i = 1; i < 4; i++) {
            line.fetch(madeUp(i), 100);
        }
        CompletableFuture<SnsCertificate> fifth = line.fetch(GENUINE, 100);

        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(names()).hasSize(4));
        synchronized (underWay) {
            assertThat(underWay).as("there are only so many slow ones").doesNotContainKey(GENUINE);
        }
        end(madeUp(0));
        assertThat(slow).isCompletedWithValue(CERTIFICATE);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(names()).contains(GENUINE));
        assertThat(fifth).isNotDone();
        assertThat(given).as("time is short once half of the slow ones are there").startsWith(PATIENCE, PATIENCE)
                .endsWith(LITTLE);
    }

    @Test
    void aFullLineLosesByChanceOneThatFewestWaitForAndNeverOneThatManyWaitFor() {
        CertificateLine line = line(new Limits(1, 0, NEVER, 10, 1 << 20, PATIENCE, LITTLE));
        line.fetch(madeUp(0), 100);
        List<CompletableFuture<SnsCertificate>> genuine = ask(line, 2, GENUINE);
        List<CompletableFuture<SnsCertificate>> flood = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            flood.add(line.fetch(madeUp(i), 100));
        }

        assertThat(genuine).noneMatch(CompletableFuture::isDone);
        assertThat(flood.stream().filter(one -> !one.isDone())).hasSize(9);
        assertThat(flood.subList(0, 900).stream().filter(one -> !one.isDone())).as("chance").hasSizeLessThan(9);
        assertThat(flood.stream().filter(CompletableFuture::isDone))
                .allSatisfy(one -> assertThat(one).isCompletedExceptionally());
        end(madeUp(0));
        end(GENUINE);
        assertThat(genuine).allSatisfy(one -> assertThat(one).isCompletedWithValue(CERTIFICATE));
    }

    @Test
    void whereTooMuchTextWaitsTheNameThatHoldsMostOfItGivesWay() {
        CertificateLine line = line(new Limits(2, 0, NEVER, 100, 100_000, PATIENCE, LITTLE));
        CompletableFuture<SnsCertificate> genuine = line.fetch(GENUINE, 1_000);
        List<CompletableFuture<SnsCertificate>> ofOneName = ask(line, 1_000, madeUp(0));
        assertThat(ofOneName.stream().filter(one -> !one.isDone()).count()).isBetween(10L, 50L);
        CompletableFuture<SnsCertificate> large = line.fetch(madeUp(1), 99_000);

        assertThat(large).isCompletedExceptionally();
        assertThat(genuine).isNotDone();
        end(GENUINE);
        assertThat(genuine).isCompletedWithValue(CERTIFICATE);
    }

    @Test
    void aFailureIsToldToAllAndFreesThePlace() {
        CertificateLine line = line(new Limits(1, 0, NEVER, 10, 1 << 20, PATIENCE, LITTLE));
        List<CompletableFuture<SnsCertificate>> waiting = ask(line, 3, madeUp(0));
        line.fetch(GENUINE, 100);

        underWay.remove(madeUp(0)).fail(new IllegalStateException("HTTP 403"));

        assertThat(waiting).allSatisfy(one -> assertThat(one).isCompletedExceptionally());
        assertThat(underWay).containsOnlyKeys(GENUINE);
    }

    /** 20,000 names, 250 at a time, at a host that answers nothing; a genuine one is asked for every now and then. */
    @Test
    void genuineOnesHaveTheirTurnInSecondsWhereAllOthersHang() {
        AtomicInteger started = new AtomicInteger();
        CertificateLine line = new CertificateLine(Limits.of(PATIENCE), (url, patience) -> {
            started.incrementAndGet();
            return url.equals(GENUINE) ? Uni.createFrom().item(CERTIFICATE)
                    : Uni.createFrom().<SnsCertificate> nothing().ifNoItem().after(patience).fail();
        }, new Random(7));
        for (int i = 0; i < 250; i++) {
            line.fetch(madeUp(i), 100).exceptionally(crowded -> null);
        }

        CompletableFuture<SnsCertificate> genuine = line.fetch(GENUINE, 100);

        assertThat(genuine).succeedsWithin(Duration.ofSeconds(10));
        assertThat(started).hasValueGreaterThan(200);
    }

    @Test
    void isNeverFullForGood() {
        CertificateLine line = line(new Limits(1, 0, NEVER, 2, 1 << 20, PATIENCE, LITTLE));
        for (int i = 0; i < 100; i++) {
            line.fetch(madeUp(i), 100);
        }
        int ended = 0;
        while (!names().isEmpty()) {
            end(names().get(0));
            ended++;
        }
        assertThat(ended).isEqualTo(3);
        line.fetch(GENUINE, 100);
        assertThat(underWay).containsOnlyKeys(GENUINE);
    }

    @Test
    void whoHasToLeaveIsToldThatItIsTheCrowd() {
        CertificateLine line = line(new Limits(1, 0, NEVER, 10, 10_000, PATIENCE, LITTLE));
        assertThat(line.fetch(GENUINE, 20_000)).failsWithin(Duration.ZERO).withThrowableThat()
                .withCauseInstanceOf(Crowded.class);
    }

    private CertificateLine line(Limits limits) {
        return new CertificateLine(limits, (url, patience) -> Uni.createFrom().emitter(answer -> {
            synchronized (underWay) {
                given.add(patience);
                underWay.put(url, answer);
            }
        }), new Random(7));
    }

    private static List<CompletableFuture<SnsCertificate>> ask(CertificateLine line, int times, CertificateUrl url) {
        List<CompletableFuture<SnsCertificate>> waiting = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            waiting.add(line.fetch(url, 100));
        }
        return waiting;
    }

    private List<CertificateUrl> names() {
        synchronized (underWay) {
            return new ArrayList<>(underWay.keySet());
        }
    }

    private void end(CertificateUrl url) {
        UniEmitter<? super SnsCertificate> answer;
        synchronized (underWay) {
            answer = underWay.remove(url);
        }
        answer.complete(CERTIFICATE);
    }

    private static CertificateUrl madeUp(int number) {
        return named("%032x".formatted(number));
    }

    private static CertificateUrl named(String name) {
        return new CertificateUrl("sns.us-east-1.amazonaws.com", name);
    }
}
