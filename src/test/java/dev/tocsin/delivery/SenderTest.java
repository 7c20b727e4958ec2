package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.ActionButtons;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Outcome.Unsent;
import dev.tocsin.chat.Posting;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.context.NoContext;
import dev.tocsin.delivery.Claim.Living;
import dev.tocsin.notice.Message;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import io.smallrye.mutiny.Uni;

class SenderTest {

    private static final Instant PUBLISHED = Instant.parse("2026-01-31T12:00:00Z");
    private static final UUID MARK = UUID.fromString("165545c9-2a5c-472c-8df2-7ff2be2b3b1b");
    private static final String CONTEXT = "configuration:ops";
    private static final ActionButtons NO_BUTTONS = (configuration, notice) -> Uni.createFrom().item(List.of());

    private final SecretSealer sealer = new SecretSealer(Optional.of("czNjcjN0LXMzY3IzdC1zM2NyM3QtczNjcjN0LXMzY3I="),
            Optional.empty());
    private final Listener chat = new Listener();
    private final Sender sender = new Sender(QueueParts.meaning(), new NoContext(), new Chats(List.of(chat)), null,
            new OpenCredentials(sealer), QueueParts.config(), List.of(), NO_BUTTONS);

    /** However this machine's clock stands: the claim brings the time of the database, which all replicas share. */
    @ParameterizedTest
    @CsvSource({ "PT5M, false", "PT5M0.001S, true", "PT1H, true", "-PT1H, false" })
    void aMessageIsLateByTheDatabasesClock(Duration claimedAfter, boolean isLate) {
        sender.send(claim(PUBLISHED.plus(claimedAfter))).await().indefinitely();

        assertThat(chat.posting.lateSince()).isEqualTo(Optional.of(PUBLISHED).filter(since -> isLate));
    }

    @Test
    void saysThatNothingWasSentForWantOfAKeyOrForAFaultOfOurs() {
        Claim sealedOtherwise = claim(PUBLISHED, sealer.seal(Secret.of("s3cr3t"), "configuration:other"));

        assertThat(unsent(sealedOtherwise)).contains(Unsent.NO_KEY);
        chat.isBroken = true;
        assertThat(unsent(claim(PUBLISHED))).contains(Unsent.INTERNAL_ERROR);
    }

    @Test
    void aCanaryEndsBeforeThePostIfWhoeverSentItSaysSo() {
        Sender asking = asking((mark, lane, delivery) -> Uni.createFrom()
                .item(Optional.of("it ends: " + mark + " " + lane + " " + delivery)));

        Outcome outcome = asking.send(canary(false)).await().indefinitely();

        assertThat(outcome).isEqualTo(new Delivered(0, Optional.empty(), Optional.of("it ends: " + MARK + " 1 7")));
        assertThat(chat.posting).isNull();
        asking.send(claim(PUBLISHED)).await().indefinitely();
        assertThat(chat.posting).as("whatever is none").isNotNull();
    }

    @Test
    void aCanaryIsPostedIfNobodySaysOtherwiseOrTheDestinationIsShut() {
        asking((mark, lane, delivery) -> Uni.createFrom().item(Optional.empty())).send(canary(false)).await().indefinitely();
        assertThat(chat.posting).isNotNull();
        chat.posting = null;
        asking((mark, lane, delivery) -> Uni.createFrom().item(Optional.of("it ends"))).send(canary(true)).await()
                .indefinitely();
        assertThat(chat.posting).as("what is posted finds out whether it is shut still").isNotNull();
    }

    @Test
    void aCanaryWaitsWhereNobodyCanSay() {
        Outcome outcome = asking((mark, lane, delivery) -> Uni.createFrom().failure(new IllegalStateException()))
                .send(canary(false)).await().indefinitely();

        assertThat(((RetryAfter) outcome).unsent()).contains(Unsent.INTERNAL_ERROR);
        assertThat(chat.posting).isNull();
    }

    @Test
    void whatAnEarlierTryHadPostedIsFound() {
        chat.found = Uni.createFrom().item(Optional.of("1.000001"));

        assertThat(postedBefore(mayBeThere())).contains(new Delivered(200, Optional.of("1.000001"),
                Optional.of("an earlier try had posted it, so it was not posted again")));
        assertThat(postedBefore(claim(PUBLISHED))).as("there was no such try").isEmpty();
        assertThat(chat.posting).isNull();
    }

    @Test
    void whatCannotBeFoundOutInTimeIsTakenForNotThere() {
        chat.found = Uni.createFrom().nothing();

        assertThat(postedBefore(mayBeThere())).isEmpty();
    }

    private Optional<Outcome> postedBefore(Claim claim) {
        return sender.postedBefore(claim, Optional.empty(), Life.NONE, Duration.ofMillis(50)).await().indefinitely();
    }

    private Claim mayBeThere() {
        Claim claim = claim(PUBLISHED);
        return new Claim(claim.laneId(), claim.lease(), claim.deliveryId(), claim.configurationName(), claim.form(), 2, 0, 0, 1,
                claim.age(), claim.claimedAt(), claim.bytes(), claim.message(), claim.address(), claim.logging(),
                claim.folding(), new Living(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false,
                        false, Optional.of(PUBLISHED)));
    }

    private Sender asking(MarkedPosts marked) {
        return new Sender(QueueParts.meaning(), new NoContext(), new Chats(List.of(chat)), null, new OpenCredentials(sealer),
                QueueParts.config(), List.of(marked), NO_BUTTONS);
    }

    private Claim canary(boolean isShut) {
        Message message = new Message("arn:aws:sns:eu-west-1:123456789012:alarms", UUID.randomUUID().toString(), PUBLISHED,
                Optional.of(CanaryMessage.SUBJECT), CanaryMessage.of("ops", MARK, PUBLISHED), Map.of());
        return new Claim(1, UUID.randomUUID(), 7, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, PUBLISHED, 100, message,
                new Claim.Address("slack-webhook", "", sealer.seal(Secret.of("s3cr3t"), CONTEXT), CONTEXT, isShut, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }

    private Optional<Unsent> unsent(Claim claim) {
        return ((RetryAfter) sender.send(claim).await().indefinitely()).unsent();
    }

    private Claim claim(Instant claimedAt) {
        return claim(claimedAt, sealer.seal(Secret.of("s3cr3t"), CONTEXT));
    }

    private static Claim claim(Instant claimedAt, String sealed) {
        Message message = new Message("arn:aws:sns:eu-west-1:123456789012:alarms", UUID.randomUUID().toString(), PUBLISHED,
                Optional.empty(), "disk is full", Map.of());
        return new Claim(1, UUID.randomUUID(), 7, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, claimedAt, 100, message,
                new Claim.Address("slack-webhook", "", sealed, CONTEXT, false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }

    @Vetoed
    private static final class Listener implements Chat {

        private Posting posting;
        private boolean isBroken;
        private Uni<Optional<String>> found = Uni.createFrom().item(Optional.empty());

        @Override
        public Set<String> kinds() {
            return Set.of("slack-webhook");
        }

        @Override
        public Uni<Outcome> post(Destination destination, Posting posting) {
            this.posting = posting;
            if (isBroken) {
                throw new IllegalStateException();
            }
            return Uni.createFrom().item(new Delivered(200, Optional.empty()));
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public Uni<Optional<String>> find(Destination destination, Posting posting, Instant since) {
            return found;
        }

        @Override
        public MessagePace pace() {
            return MessagePace.USUAL;
        }
    }
}
