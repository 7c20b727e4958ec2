package dev.tocsin.sns.subscription;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.Topics.RegionTopicPage;
import dev.tocsin.sns.subscription.Topics.TopicPage;
import dev.tocsin.sns.subscription.Topics.TopicView;
import io.smallrye.mutiny.Uni;

/** The topics that configurations name, and those that they could name, asked for by the words of a query. */
@ApplicationScoped
public class TopicOverview {

    private static final Keys<String> ARNS = Keys.texts("topics", TopicArn::isValid);
    private static final Keys<String> BY_LIGHT = Keys.texts("topicsbylight",
            key -> key.matches("[0-9].*") && TopicArn.isValid(key.substring(1)));

    /** In which order a list is. */
    public enum Order {
        /** By ARN. */
        ARN,
        /** What needs a person most first, then by ARN. */
        LIGHT
    }

    /**
     * What a list is asked for, as a query says it; null and empty ask for nothing.
     *
     * @param order null for that of the ARNs
     * @param maxResults null for as many as there can be
     */
    public record TopicQuery(String state, String light, Optional<String> configurationName, String order, String maxResults,
            String nextToken) {
    }

    private final TopicDirectory directory;
    private final TopicsInRegion inRegion;
    private final InstructionsFor instructions;
    private final Reconciler reconciler;

    TopicOverview(TopicDirectory directory, TopicsInRegion inRegion, InstructionsFor instructions, Reconciler reconciler) {
        this.directory = directory;
        this.inRegion = inRegion;
        this.instructions = instructions;
        this.reconciler = reconciler;
    }

    /** Fails with a problem if the words of the query are none. */
    public Uni<TopicPage> list(TopicQuery query) {
        Optional<State> state = Optional.ofNullable(query.state()).map(name -> word("state", name, State.values()));
        Optional<TopicLight> light = Optional.ofNullable(query.light()).map(TopicLight::of);
        Order order = query.order() == null ? Order.ARN : word("order", query.order(), Order.values());
        if (light.isEmpty() && order == Order.ARN) {
            Paging<String> paging = Paging.of(ARNS, query.maxResults(), query.nextToken());
            return directory.page(paging, state, query.configurationName())
                    .map(found -> page(found, paging, TopicView::topicArn));
        }
        Paging<String> paging = Paging.of(order == Order.ARN ? ARNS : BY_LIGHT, query.maxResults(), query.nextToken());
        Function<TopicView, String> key = order == Order.ARN ? TopicView::topicArn : TopicOverview::byLight;
        return directory.all(query.configurationName()).map(all -> page(all.stream()
                .filter(one -> state.isEmpty() || state.get() == one.state())
                .filter(one -> light.isEmpty() || light.get() == one.light())
                .filter(one -> key.apply(one).compareTo(paging.after()) > 0)
                .sorted(Comparator.comparing(key)).limit(paging.rows()).toList(), paging, key));
    }

    /** With what people can do about its subscription. Fails with a problem if no configuration names it. */
    public Uni<TopicView> one(String topicArn) {
        return shown(arn(topicArn));
    }

    /** Compares its subscription with AWS at once, and shows it then. */
    public Uni<TopicView> check(String topicArn) {
        TopicArn topic = arn(topicArn);
        return reconciler.lookNow(topic).chain(() -> shown(topic));
    }

    /** What exists at AWS. Fails with a problem if that cannot be asked. */
    public Uni<RegionTopicPage> inRegion(String region, Optional<String> accountId, Optional<String> nextToken) {
        return inRegion.list(region, accountId, nextToken);
    }

    /** How many topics have a subscription that stands so; states that none has are left out. */
    public Uni<Map<State, Long>> counts() {
        return directory.counts();
    }

    private Uni<TopicView> shown(TopicArn topic) {
        return directory.one(topic.toString()).map(found -> found
                .map(view -> view.with(instructions.topic(topic, Optional.ofNullable(view.subscriptionArn()))))
                .orElseThrow(() -> unnamed(topic)));
    }

    static ProblemException unnamed(TopicArn topic) {
        return Problems.notFound("No configuration names the topic " + topic + ". Add it to the snsTopicArns of one.");
    }

    private static String byLight(TopicView topic) {
        return topic.light().ordinal() + topic.topicArn();
    }

    private static TopicPage page(List<TopicView> found, Paging<String> paging, Function<TopicView, String> key) {
        return new TopicPage(paging.page(found), paging.nextToken(found, key));
    }

    static TopicArn arn(String text) {
        return TopicArn.parse(text).orElseThrow(() -> Problems.invalid("topicArn",
                "must be the ARN of an SNS topic, for instance arn:aws:sns:eu-central-1:123456789012:alarms", text));
    }

    private static <E extends Enum<E>> E word(String parameter, String name, E[] words) {
        return Arrays.stream(words).filter(word -> word.name().equals(name)).findFirst()
                .orElseThrow(() -> Problems.invalid(parameter, "must be one of " + Arrays.stream(words).map(Enum::name)
                        .collect(Collectors.joining(", ")), name));
    }
}
