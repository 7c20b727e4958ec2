package dev.tocsin.silence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.configuration.slack.ChannelsAtSlack;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.delivery.CanaryMessage;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.silence.CanaryStore.Canary;
import dev.tocsin.silence.CanaryVerdict.Failed;
import dev.tocsin.silence.CanaryVerdict.Passed;
import dev.tocsin.silence.CanaryVerdict.UnderWay;
import dev.tocsin.sns.subscription.TestPublication;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Sends a message the whole way once a day, for each configuration that the settings name: published to one of its topics, it
 * has to arrive and be posted in time. Whoever reads the channel notices nothing, since it is taken away again, or is not
 * posted where that cannot be. If the process ends between SNS's yes and our commit, it is published again with the same mark,
 * and whichever copy comes second ends before the post.
 */
@Singleton
class Canaries {

    private final CanaryStore store;
    private final SilenceStore silences;
    private final Publishing sns;
    private final TakingAway chat;
    private final SilenceConfig config;
    private final RepeatedLines log;

    /** What is asked of SNS. */
    interface Publishing {

        Uni<Boolean> canPublish();

        Uni<String> publish(TopicArn topic, String subject, String message);
    }

    /** What is asked of the chat. */
    interface TakingAway {

        Uni<Optional<String>> delete(String configurationName, String reference);
    }

    @Inject
    Canaries(CanaryStore store, SilenceStore silences, TestPublication publication, ChannelsAtSlack slack,
            SilenceConfig config, RepeatedLines log) {
        this(store, silences, new Publishing() {
            @Override
            public Uni<Boolean> canPublish() {
                return publication.isPossible();
            }

            @Override
            public Uni<String> publish(TopicArn topic, String subject, String message) {
                return publication.publish(topic, subject, message);
            }
        }, slack::delete, config, log);
    }

    /** For tests: SNS and the chat are given. */
    Canaries(CanaryStore store, SilenceStore silences, Publishing sns, TakingAway chat, SilenceConfig config,
            RepeatedLines log) {
        this.store = store;
        this.silences = silences;
        this.sns = sns;
        this.chat = chat;
        this.config = config;
        this.log = log;
    }

    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        List<String> names = config.canary().orElse(List.of());
        return (names.isEmpty() ? Uni.createFrom().voidItem() : round(names))
                .onFailure().invoke(failure -> log.warn("canaries",
                        "Canaries cannot be looked after now: " + DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull();
    }

    Uni<Void> round(List<String> names) {
        return store.discover(names).chain(() -> beginThoseDue(names)).chain(this::lookAfterThoseDue);
    }

    private Uni<Void> beginThoseDue(List<String> names) {
        return store.begin(names, config.canaryHour(), UUID.randomUUID())
                .chain(begun -> begun.isEmpty() ? Uni.createFrom().voidItem()
                        : publish(begun.get()).chain(() -> beginThoseDue(names)));
    }

    private Uni<Void> lookAfterThoseDue() {
        return store.look().chain(found -> found.isEmpty() ? Uni.createFrom().voidItem()
                : lookAfter(found.get()).chain(this::lookAfterThoseDue));
    }

    private Uni<Void> lookAfter(Canary canary) {
        return store.standing(canary).chain(arrived -> {
            CanaryVerdict verdict = CanaryVerdict.of(canary, arrived, config.canaryWithin());
            if (verdict instanceof UnderWay underWay) {
                return canary.isPublished() || arrived.isPresent() ? store.later(canary, underWay.lookAgainAfter())
                        : publish(canary);
            }
            return verdict instanceof Passed passed ? passed(canary, passed.reference()) : failed(canary, (Failed) verdict);
        });
    }

    private Uni<Void> publish(Canary canary) {
        Optional<TopicArn> topic = canary.topicArn().flatMap(TopicArn::parse);
        if (topic.isEmpty()) {
            return failed(canary, new Failed("the configuration hears no topic", true));
        }
        return sns.canPublish().chain(can -> can
                ? sns.publish(topic.get(), CanaryMessage.SUBJECT,
                        CanaryMessage.of(canary.configurationName(), canary.mark(), canary.begunAt()))
                        .chain(id -> store.published(canary, uuid(id), CanaryVerdict.SOON))
                        .onFailure(AwsFault.class)
                        .recoverWithUni(fault -> store.notPublished(canary, fault.getMessage(), CanaryVerdict.LATE))
                : store.notPublished(canary, "no AWS credentials were found", CanaryVerdict.LATE));
    }

    private static UUID uuid(String messageId) {
        try {
            return UUID.fromString(messageId);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    /** It is not over before it is taken away; that is tried as long as it may take to arrive. */
    private Uni<Void> passed(Canary canary, Optional<String> reference) {
        Uni<Void> noted = silences.end(SilenceKind.CANARY, canary.configurationName());
        if (reference.isEmpty()) {
            return noted.chain(() -> store.end(canary));
        }
        return noted.chain(() -> chat.delete(canary.configurationName(), reference.get())).chain(fault -> {
            if (fault.isPresent() && canary.age().compareTo(config.canaryWithin()) < 0) {
                return store.later(canary, CanaryVerdict.LATE);
            }
            fault.ifPresent(why -> Log.warnf("The canary stays in the channel, configuration=%s: %s",
                    canary.configurationName(), why));
            return store.end(canary);
        });
    }

    private Uni<Void> failed(Canary canary, Failed failed) {
        return silences.begin(SilenceKind.CANARY, new Silent(canary.configurationName(), canary.begunAt(), failed.why()))
                .chain(() -> failed.isOver() ? store.end(canary) : store.later(canary, CanaryVerdict.LATE));
    }
}
