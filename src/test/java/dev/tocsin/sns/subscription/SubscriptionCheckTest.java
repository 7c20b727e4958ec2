package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.SnsFixtures;
import dev.tocsin.sns.subscription.Finding.Next;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import io.smallrye.mutiny.Uni;

/** What is found where Tocsin cannot ask AWS. What it does where it can, {@link TopicSubscriptionTest} shows. */
class SubscriptionCheckTest {

    private static final TopicArn TOPIC = TopicArn.parse("arn:aws:sns:eu-west-1:123456789012:alarms").orElseThrow();
    private static final String SUBSCRIPTION = TOPIC + ":0f1e2d3c";
    private static final Optional<URI> PUBLIC_URL = Optional.of(URI.create("https://tocsin.example.com/"));

    @Test
    void withoutCredentialsItIsForPeopleToSubscribe() {
        Finding finding = check(PUBLIC_URL, topic(State.REQUESTED, Optional.empty(), Optional.empty()));
        assertThat(finding.state()).isEqualTo(State.REQUESTED);
        assertThat(finding.reason()).contains(SubscriptionCheck.NO_CREDENTIALS);
        assertThat(finding.next()).isEqualTo(Next.PERIOD);
    }

    @Test
    void withoutCredentialsWhatSnsHasSaidStands() {
        Finding confirmed = check(PUBLIC_URL, topic(State.CONFIRMED, Optional.of(SUBSCRIPTION), Optional.empty()));
        assertThat(confirmed.state()).isEqualTo(State.CONFIRMED);
        assertThat(confirmed.subscriptionArn()).contains(SUBSCRIPTION);
        assertThat(confirmed.reason()).isEmpty();
        Finding removed = check(PUBLIC_URL, topic(State.REMOVED_AT_AWS, Optional.empty(), Optional.of("deleted")));
        assertThat(removed.state()).isEqualTo(State.REMOVED_AT_AWS);
        assertThat(removed.reason()).contains("deleted");
    }

    @Test
    void withoutAPublicUrlSnsCannotBeTold() {
        assertThat(check(Optional.empty(), topic(State.REQUESTED, Optional.empty(), Optional.empty())).reason().orElseThrow())
                .contains("tocsin.public-url is not set");
        assertThat(check(Optional.of(URI.create("http://tocsin.example.com")),
                topic(State.REQUESTED, Optional.empty(), Optional.empty())).reason().orElseThrow())
                .contains("must be of the form https://");
    }

    @Test
    void aSubscriptionThatNobodyHearsIsShownForADayWhereItCannotBeEnded() {
        KnownTopic lately = unheard(State.CONFIRMED, Duration.ofHours(1));
        assertThat(check(PUBLIC_URL, lately)).satisfies(finding -> {
            assertThat(finding.next()).isEqualTo(Next.BACKOFF);
            assertThat(finding.reason().orElseThrow()).contains("No configuration names this topic any more");
        });
        assertThat(check(PUBLIC_URL, unheard(State.CONFIRMED, Duration.ofHours(25))).next()).isEqualTo(Next.FORGET);
        assertThat(check(PUBLIC_URL, unheard(State.PENDING_CONFIRMATION, Duration.ofSeconds(1))).next()).isEqualTo(Next.FORGET);
    }

    @Test
    void aSubscriptionBeyondTheEndOfTheListIsFoundBySubscribingAgain() {
        SubscriptionsAtAws longList = new SubscriptionsAtAws(null) {
            @Override
            Uni<Boolean> hasCredentials() {
                return Uni.createFrom().item(true);
            }

            @Override
            Uni<List<Listed>> of(TopicArn topic) {
                return Uni.createFrom().item(List.of());
            }

            @Override
            Uni<String> subscribe(TopicArn topic, OurEndpoint endpoint) {
                return Uni.createFrom().item(SUBSCRIPTION);
            }

            @Override
            Uni<Map<String, String>> attributes(TopicArn topic, String subscriptionArn) {
                return Uni.createFrom().item(Map.of(DeliveryPolicy.ATTRIBUTE, DeliveryPolicy.PATIENT));
            }
        };

        Finding finding = check(longList, PUBLIC_URL, topic(State.CONFIRMED, Optional.of(SUBSCRIPTION), Optional.empty()));

        assertThat(finding).isEqualTo(Finding.confirmed(SUBSCRIPTION, List.of()));
    }

    private static Finding check(Optional<URI> publicUrl, KnownTopic topic) {
        SubscriptionsAtAws noCredentials = new SubscriptionsAtAws(null) {
            @Override
            Uni<Boolean> hasCredentials() {
                return Uni.createFrom().item(false);
            }
        };
        return check(noCredentials, publicUrl, topic);
    }

    private static Finding check(SubscriptionsAtAws aws, Optional<URI> publicUrl, KnownTopic topic) {
        return new SubscriptionCheck(aws, new SubscriptionAttributes(aws, SnsFixtures.config()),
                new OurEndpoint(publicUrl, false), SnsFixtures.config()).check(topic).await().indefinitely();
    }

    private static KnownTopic topic(State state, Optional<String> subscriptionArn, Optional<String> reason) {
        return new KnownTopic(TOPIC, state, subscriptionArn, reason, 0, Optional.empty(), new UUID(0, 0));
    }

    private static KnownTopic unheard(State state, Duration duration) {
        return new KnownTopic(TOPIC, state, Optional.of(SUBSCRIPTION), Optional.empty(), 0, Optional.of(duration),
                new UUID(0, 0));
    }
}
