package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.delivery.Digests.Next;
import dev.tocsin.delivery.Digests.Several;
import dev.tocsin.delivery.Digests.Singly;
import dev.tocsin.delivery.Run.Storm;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/** What is posted next of a lane in which too much waits. */
class DigestsTest {

    private static final Storm CALM_SO_FAR = new Storm(0);

    private final Digests digests = new Digests(QueueParts.meaning(List.of(reading -> Optional.of(reading.message().body())
            .filter(body -> body.startsWith("critical"))
            .map(body -> Notice.of("test", Severity.CRITICAL, body).build()))), QueueParts.history());
    private final List<Claim> claims = new ArrayList<>();

    @Test
    void allThatWasClaimedIsOneDigest() {
        claim("a");
        claim("b");
        claim("c");

        Several several = (Several) next(CALM_SO_FAR);

        assertThat(several.claims()).isEqualTo(claims);
        assertThat(several.others()).isEmpty();
        assertThat(several.notice().title()).startsWith("3 notifications");
        assertThat(several.notice().footer().orElseThrow()).endsWith(several.id().toString());
        assertThat(several.posting().isOfOneDelivery()).isFalse();
    }

    @Test
    void whatIsCriticalGoesFirst() {
        claim("a");
        claim("critical 1");
        claim("critical 2");

        assertThat(singly(new Storm(Digests.URGENT_FIRST - 1))).containsExactly(claims.get(1));
        assertThat(singly(CALM_SO_FAR)).containsExactly(claims.get(1), claims.get(2));
    }

    @Test
    void afterSoManyThatWentFirstADigestShowsWhatIsCriticalToo() {
        claim("a");
        claim("critical 1");

        Several several = (Several) next(new Storm(Digests.URGENT_FIRST));

        assertThat(several.claims()).isEqualTo(claims);
        assertThat(several.notice().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whatWasRefusedInFullFormIsTriedByItself() {
        claim("a");
        claim("b");
        claims.add(claim("c", 3, Form.PLAIN));

        Several several = (Several) next(new Storm(Digests.URGENT_FIRST));

        assertThat(several.claims()).isEqualTo(claims.subList(0, 2));
        assertThat(several.others()).isEqualTo(claims.subList(2, 3));
        assertThat(((Singly) digests.next(claims.subList(1, 3), CALM_SO_FAR)).claims()).isEqualTo(claims.subList(1, 3));
    }

    /** Or it would wait as long as there is enough for a digest, which may be for ever. */
    @Test
    void whatWasRefusedInFullFormIsTriedBeforeTheNextDigest() {
        claim("a");
        claim("b");
        claims.add(claim("c", 3, Form.PLAIN));

        assertThat(singly(CALM_SO_FAR)).containsExactly(claims.get(2));
    }

    @Test
    void whatIsCriticalLeavesAPlaceToWhatWasRefused() {
        claims.add(claim("a", 1, Form.PLAIN));
        claim("critical 1");
        claim("critical 2");

        IntStream.range(3, 10).forEach(number -> claim("critical " + number));

        assertThat(singly(CALM_SO_FAR)).containsExactly(claims.get(1), claims.get(2), claims.get(3), claims.get(4),
                claims.get(0));
        assertThat(singly(new Storm(Digests.URGENT_FIRST - 1))).containsExactly(claims.get(0));
    }

    /** As after a digest that was refused for its content. */
    @Test
    void whereNoDigestCanBeMadeSomeGoBeforeItIsLookedAtAnew() {
        IntStream.range(0, 100).forEach(number -> claims.add(claim("message " + number, number + 1, Form.PLAIN)));

        assertThat(singly(CALM_SO_FAR)).isEqualTo(claims.subList(0, Digests.MOST_SINGLY));
    }

    @Test
    void isQuietAfterADigestUnlessMuchIsLeft() {
        IntStream.range(0, 499).forEach(number -> claim("message " + number));
        assertThat(((Several) next(CALM_SO_FAR)).quiet()).isEqualTo(Digests.QUIET);

        claim("one more");
        assertThat(((Several) next(CALM_SO_FAR)).quiet()).isEqualTo(Duration.ZERO);
    }

    @Test
    void isNotQuietAfterADigestThatLeftSomethingOut() {
        claim("a");
        claim("b");
        claims.add(claim("c", 3, Form.PLAIN));

        assertThat(((Several) next(new Storm(Digests.URGENT_FIRST))).quiet()).isEqualTo(Duration.ZERO);
    }

    private List<Claim> singly(Storm storm) {
        return ((Singly) next(storm)).claims();
    }

    private Next next(Storm storm) {
        return digests.next(claims, storm);
    }

    private void claim(String body) {
        claims.add(claim(body, claims.size() + 1, Form.FULL));
    }

    private static Claim claim(String body, long delivery, Form form) {
        Message message = new Message("topic", UUID.randomUUID().toString(), Instant.EPOCH.plusSeconds(delivery),
                Optional.empty(), body, Map.of());
        return new Claim(1, UUID.randomUUID(), delivery, "ops", form, 1, 0, 0, 0, Duration.ZERO, Instant.EPOCH, 5, message,
                new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }
}
