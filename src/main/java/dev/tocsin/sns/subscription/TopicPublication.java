package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** Publishes what people wrote to a topic that a configuration names, so that they see what becomes of it. */
@ApplicationScoped
public class TopicPublication implements AuditedKinds {

    private static final String KIND = "topic";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final TopicDirectory directory;
    private final SubscriptionsAtAws aws;
    private final Statements statements;
    private final AuditLog audit;

    TopicPublication(TopicDirectory directory, SubscriptionsAtAws aws, Postgres postgres, AuditLog audit) {
        this.directory = directory;
        this.aws = aws;
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
    }

    @Schema(description = "A message that SNS has taken")
    public record Published(@Schema(required = true) String topicArn,
            @Schema(required = true, description = "SNS's id of it", examples = "165545c9-2a5c-472c-8df2-7ff2be2b3b1b") String messageId,
            @Schema(required = true, description = "Tells what becomes of it, once it has arrived", examples = "/api/notifications/165545c9-2a5c-472c-8df2-7ff2be2b3b1b") String history) {
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** Fails with a problem if no configuration names the topic, or SNS does not take the message. */
    public Uni<Published> publish(String topicArn, PublishRequest request) {
        TopicArn topic = TopicOverview.arn(topicArn);
        if (request == null) {
            throw Problems.invalid(List.of(Invalid.of("body", "is required: a JSON object")));
        }
        request.check();
        return requireNamed(topic).chain(aws::hasCredentials).invoke(TopicPublication::requireCredentials)
                .chain(() -> aws.publish(topic, request.subject(), request.message(), request.attributes()))
                .onFailure(AwsFault.class).transform(fault -> refused(fault.getMessage()))
                .map(id -> new Published(topic.toString(), id, "/api/notifications/" + id))
                .call(this::recorded);
    }

    private Uni<Void> recorded(Published published) {
        return statements.transaction(connection -> audit.record(connection,
                Change.done("publish", KIND, published.topicArn(), audit.snapshot(published))));
    }

    private Uni<Void> requireNamed(TopicArn topic) {
        return directory.one(topic.toString()).invoke(found -> {
            if (found.filter(view -> !view.configurationNames().isEmpty()).isEmpty()) {
                throw TopicOverview.unnamed(topic);
            }
        }).replaceWithVoid();
    }

    private static void requireCredentials(boolean found) {
        if (!found) {
            throw Problems.conflict("no-aws-credentials",
                    "Tocsin has found no AWS credentials, so it cannot publish to a topic. "
                            + "Give it a role that allows sns:Publish, or publish with credentials of your own.");
        }
    }

    private static ProblemException refused(String words) {
        return Problems.conflict("not-published", "SNS did not take the message. " + words
                + ". Tocsin's role needs sns:Publish on the topic.");
    }
}
