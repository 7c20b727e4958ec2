package dev.tocsin.sns.subscription;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.Partition;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.SubscriptionsAtAws.TopicList;
import dev.tocsin.sns.subscription.Topics.RegionTopic;
import dev.tocsin.sns.subscription.Topics.RegionTopicPage;
import io.smallrye.mutiny.Uni;

/** What exists at AWS, and what of it is heard already. */
@ApplicationScoped
class TopicsInRegion {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final SubscriptionsAtAws aws;
    private final TopicDirectory directory;

    TopicsInRegion(SubscriptionsAtAws aws, TopicDirectory directory) {
        this.aws = aws;
        this.directory = directory;
    }

    Uni<RegionTopicPage> list(String region, Optional<String> account, Optional<String> nextToken) {
        Partition partition = Partition.ofRegion(region).orElseThrow(() -> Problems.invalid("region",
                "must be the id of an AWS Region, for instance eu-central-1", region));
        account.filter(id -> !ACCOUNT.matcher(id).matches()).ifPresent(id -> {
            throw Problems.invalid("accountId", "must have 12 digits", id);
        });
        return aws.hasCredentials().invoke(TopicsInRegion::require)
                .chain(() -> aws.topics(partition.id(), region, account, nextToken))
                .onFailure(AwsFault.class).transform(fault -> problem(fault, region))
                .chain(this::withStates);
    }

    private Uni<RegionTopicPage> withStates(TopicList found) {
        return directory.states(found.topicArns()).map(states -> new RegionTopicPage(
                topics(found.topicArns(), states), found.nextToken().orElse(null)));
    }

    private static List<RegionTopic> topics(List<String> arns, Map<String, State> states) {
        return arns.stream().map(arn -> new RegionTopic(arn, !arn.endsWith(".fifo"), states.get(arn))).toList();
    }

    private static void require(boolean credentials) {
        if (!credentials) {
            throw Problems.conflict("no-aws-credentials",
                    "Tocsin has found no AWS credentials, so it cannot ask SNS. Give it a "
                            + "role, or list the topics with: aws sns list-topics --region <region>");
        }
    }

    private static ProblemException problem(AwsFault fault, String region) {
        return switch (fault.kind()) {
            case DENIED -> Problems.conflict("aws-denied", fault.getMessage()
                    + ". Allow Tocsin's role the action sns:ListTopics on every resource");
            case CREDENTIALS -> Problems.conflict("aws-credentials", fault.getMessage());
            case REFUSED, NOT_FOUND -> Problems.invalid("nextToken", fault.getMessage(), null);
            case THROTTLED, UNREACHABLE -> Problems.unavailable("The topics in " + region + " cannot be listed now: "
                    + fault.getMessage());
        };
    }
}
