package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.TestDelivery;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Tests a configuration: by its topics or by its chat alone. */
@ApplicationScoped
public class TryOut {

    private static final String TOPICS = """
            SELECT ARRAY (SELECT t.topic_arn FROM configuration_topic t WHERE t.configuration_id = c.id ORDER BY t.topic_arn)
                   AS topic_arns
            FROM configuration c WHERE c.configuration_name = $1""";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 4;

    private final Statements statements;
    private final TestPublication publication;
    private final TestDelivery delivery;
    private final AuditLog audit;

    TryOut(Postgres postgres, TestPublication publication, TestDelivery delivery, AuditLog audit) {
        this.statements = postgres.within(TIMEOUT);
        this.publication = publication;
        this.delivery = delivery;
        this.audit = audit;
    }

    @Schema(description = "The test messages that are on their way")
    public record Sent(@Schema(required = true) List<TestSent> messages) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TestSent(@Schema(description = "Absent where only the chat is tested") String topicArn, String messageId,
            @Schema(description = "Tells what becomes of it, once it has arrived", examples = "/api/notifications/165545c9-2a5c-472c-8df2-7ff2be2b3b1b") String history,
            @Schema(description = "Why it could not be published to this topic") String fault) {
    }

    /** @param via {@code topic} or {@code chat} */
    public Uni<Sent> send(String configurationName, String via) {
        return switch (via) {
            case "topic" -> byTopics(configurationName);
            case "chat" -> byChat(configurationName);
            default -> throw Problems.invalid("via", "must be topic or chat", via);
        };
    }

    private Uni<Sent> byChat(String configurationName) {
        return delivery.send(configurationName).map(queued -> queued
                .map(one -> new Sent(List.of(sent(null, one.messageId().toString()))))
                .orElseThrow(() -> unknown(configurationName)));
    }

    private Uni<Sent> byTopics(String configurationName) {
        return topics(configurationName).chain(topics -> publication.isPossible().invoke(TryOut::requireCredentials)
                .chain(() -> publish(topics, configurationName)))
                .call(sent -> recorded(configurationName))
                .call(sent -> delivery.tryIfShut(configurationName));
    }

    private Uni<Void> recorded(String configurationName) {
        return statements.transaction(connection -> audit.record(connection, TestDelivery.tested(configurationName)));
    }

    private Uni<List<TopicArn>> topics(String configurationName) {
        return statements.query(TOPICS, Tuple.of(configurationName)).map(rows -> {
            if (rows.size() == 0) {
                throw unknown(configurationName);
            }
            List<TopicArn> topics = arns(rows.iterator().next());
            if (topics.isEmpty()) {
                throw Problems.conflict("no-topics", "The configuration " + configurationName
                        + " names no topics. Add some to its snsTopicArns, or test with via=chat.");
            }
            return topics;
        });
    }

    private static List<TopicArn> arns(Row row) {
        List<TopicArn> arns = new ArrayList<>();
        for (String arn : row.getArrayOfStrings("topic_arns")) {
            TopicArn.parse(arn).ifPresent(arns::add);
        }
        return arns;
    }

    private Uni<Sent> publish(List<TopicArn> topics, String configurationName) {
        return Multi.createFrom().iterable(topics).onItem().transformToUni(topic -> publish(topic, configurationName))
                .merge(AT_ONCE).collect().asList().map(TryOut::answer);
    }

    private Uni<TestSent> publish(TopicArn topic, String configurationName) {
        return publication.publish(topic, configurationName).map(messageId -> sent(topic.toString(), messageId))
                .onFailure(AwsFault.class).recoverWithItem(fault -> new TestSent(topic.toString(), null, null,
                        fault.getMessage()));
    }

    private static Sent answer(List<TestSent> tests) {
        Optional<TestSent> published = tests.stream().filter(one -> one.messageId() != null).findFirst();
        if (published.isEmpty()) {
            throw Problems.conflict("not-published", "SNS did not take the test message for any topic. "
                    + tests.get(0).topicArn() + ": " + tests.get(0).fault()
                    + ". Tocsin's role needs sns:Publish on the topics; via=chat tests the chat alone.");
        }
        return new Sent(tests);
    }

    private static TestSent sent(String topicArn, String messageId) {
        return new TestSent(topicArn, messageId, "/api/notifications/" + messageId, null);
    }

    private static void requireCredentials(boolean found) {
        if (!found) {
            throw Problems.conflict("no-aws-credentials",
                    "Tocsin has found no AWS credentials, so it cannot publish to a topic. "
                            + "Give it a role, or test the chat alone with via=chat.");
        }
    }

    private static ProblemException unknown(String configurationName) {
        return Problems.notFound("There is no such configuration: "
                + (configurationName.matches("[A-Za-z0-9_-]{1,128}") ? configurationName : "the name is not a valid one")
                + ".");
    }
}
