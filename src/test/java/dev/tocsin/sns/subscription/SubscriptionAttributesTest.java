package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.aws.SnsApi;
import dev.tocsin.aws.SnsApiOfTheStandIn;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.SnsFixtures;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SnsSubscription;
import io.vertx.core.Vertx;

/** What is set at AWS, and what is only said, by the real client against SNS's query protocol. */
class SubscriptionAttributesTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final Vertx VERTX = Vertx.vertx();
    private static ChatStandIn standIn;
    private static SnsApi api;

    private SnsSubscription subscription;

    @BeforeAll
    static void start() {
        standIn = ChatStandIn.start(VERTX, ChatStandIn.Options.forTests());
        api = SnsApiOfTheStandIn.at(standIn.url());
        standIn.sns().createTopic(TOPIC);
    }

    @AfterAll
    static void stop() {
        SnsApiOfTheStandIn.close(api);
        standIn.close();
        VERTX.close();
    }

    @BeforeEach
    void aSubscription() {
        standIn.sns().subscriptions(TOPIC).forEach(one -> standIn.sns().delete(one.arn()));
        subscription = standIn.sns().add(TOPIC, "https://tocsin.example.com/sns");
        standIn.received().clear();
    }

    @Test
    void givesASubscriptionADeliveryPolicyAndATopicSignatureVersion2WhereAllowed() {
        assertThat(repair(true)).isEmpty();

        assertThat(now().attributes()).containsEntry("DeliveryPolicy", DeliveryPolicy.PATIENT);
        assertThat(standIn.sns().topicAttributes(TOPIC)).containsEntry("SignatureVersion", "2");
    }

    @Test
    void setsNothingTwice() {
        repair(true);
        standIn.received().clear();

        assertThat(repair(true)).isEmpty();

        assertThat(standIn.received().all()).extracting(request -> request.room())
                .containsExactly("GetSubscriptionAttributes", "GetTopicAttributes");
    }

    @Test
    void leavesADeliveryPolicyThatSomebodyChose() {
        standIn.sns().setAttribute(subscription.arn(), "DeliveryPolicy", "{}");
        repair(true);
        assertThat(now().attributes()).containsEntry("DeliveryPolicy", "{}");
    }

    @Test
    void onlyWarnsWhereItIsNotAllowedAndAsksNothingOfTheTopic() {
        assertThat(repair(false)).singleElement().asString().contains("delivery policy", "tocsin.sns.manage-delivery-policy");
        assertThat(now().attributes()).doesNotContainKey("DeliveryPolicy");
        assertThat(standIn.received().all()).extracting(request -> request.room()).containsExactly("GetSubscriptionAttributes");
    }

    @Test
    void warnsOfAFilterPolicyAndOfSettingsThatItMayNotSee() {
        standIn.sns().setAttribute(subscription.arn(), "FilterPolicy", "{}");
        assertThat(repair(false)).anyMatch(warning -> warning.contains("filter policy"));
        standIn.sns().delete(subscription.arn());
        assertThat(repair(false)).singleElement().asString().contains("cannot be checked", "Subscription does not exist");
    }

    private List<String> repair(boolean managed) {
        return new SubscriptionAttributes(new SubscriptionsAtAws(api), SnsFixtures.config(managed))
                .repair(TopicArn.parse(TOPIC).orElseThrow(), subscription.arn()).await().atMost(Duration.ofSeconds(30));
    }

    private SnsSubscription now() {
        return standIn.sns().subscriptions(TOPIC).get(0);
    }
}
