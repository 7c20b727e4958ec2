package dev.tocsin.history;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.history.DeliverySearch.Wanted;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.Postings.PostingView;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/**
 * The history, asked by the words of a query. What is no question is answered with a problem that says how it is written:
 * thrown at once, or as the failure of the answer.
 */
@ApplicationScoped
public class HistoryQuestions {

    private static final int USUAL_PAGE = 20;

    /**
     * What a list of notifications is asked for; null, and empty where it may be, ask for nothing.
     *
     * @param maxResults from 1 to 100; null for twenty
     */
    public record NotificationQuery(Optional<String> text, List<String> severities, String state, Optional<String> family,
            Optional<String> topicArn, Optional<String> configurationName, Optional<String> matter, String from, String until,
            Integer maxResults, String nextToken) {
    }

    /**
     * What a list of deliveries is asked for; null, and empty where it may be, ask for nothing.
     *
     * @param maxResults from 1 to 100; null for twenty
     */
    public record DeliveryQuery(String state, Optional<String> configurationName, String postingId, String from, String until,
            Integer maxResults, String nextToken) {
    }

    /**
     * What a list of messages that stand for matters is asked for; null, and empty where it may be, ask for nothing.
     *
     * @param acknowledged {@code true} or {@code false}
     * @param maxResults from 1 to 100; null for twenty
     */
    public record PostingQuery(Optional<String> configurationName, String phase, String acknowledged, Integer maxResults,
            String nextToken) {
    }

    private final History history;
    private final PostingHistory postings;

    HistoryQuestions(History history, PostingHistory postings) {
        this.history = history;
        this.postings = postings;
    }

    /** Newest first. */
    public Uni<Page<NotificationSummary>> notifications(NotificationQuery query) {
        Question times = new Question(query.from(), query.until());
        return history.notifications(new Narrowing(Question.terms(query.text()), Question.severities(query.severities()),
                Optional.ofNullable(query.state()).map(Question::standing), query.family(), query.topicArn(),
                query.configurationName(), query.matter(), times.from(), times.until()),
                paging("notifications", query.maxResults(), query.nextToken()));
    }

    /** What became of a message, by SNS's MessageId. Also of one of which only refusals are known. */
    public Uni<NotificationHistory> notification(String messageId, Optional<String> topicArn) {
        return history.notification(Question.messageId(messageId), topicArn)
                .map(found -> found.orElseThrow(() -> unknown(messageId)));
    }

    /** The same of one that may be still on its way here; empty if nothing is known of it. */
    public Uni<Optional<NotificationHistory>> soFar(String messageId) {
        return history.notification(Question.messageId(messageId), Optional.empty());
    }

    /** The same, with all that a page shows of it. */
    public Uni<NotificationInFull> inFull(String messageId, Optional<String> topicArn) {
        return history.inFull(Question.messageId(messageId), topicArn)
                .map(found -> found.orElseThrow(() -> unknown(messageId)));
    }

    /** Newest first. */
    public Uni<Page<DeliveryHistory>> deliveries(DeliveryQuery query) {
        Question times = new Question(query.from(), query.until());
        return history.deliveries(new Wanted(Optional.ofNullable(query.state()).map(Question::state),
                query.configurationName(), times.from(), times.until(),
                Optional.ofNullable(query.postingId()).map(Question::posting)),
                paging("deliveries", query.maxResults(), query.nextToken()));
    }

    public Uni<DeliveryHistory> delivery(long id) {
        return history.delivery(id)
                .map(found -> found.orElseThrow(() -> Problems.notFound("There is no delivery " + id + ".")));
    }

    /** Newest first. */
    public Uni<Page<PostingView>> postings(PostingQuery query) {
        PostingSearch.Wanted wanted = new PostingSearch.Wanted(query.configurationName(),
                Optional.ofNullable(query.phase()).map(Question::phase),
                Optional.ofNullable(query.acknowledged()).map(Question::acknowledged));
        return postings.list(wanted, query.maxResults() == null
                ? Paging.of(PostingSearch.KEYS, null, USUAL_PAGE, query.nextToken())
                : Paging.of(PostingSearch.KEYS, query.maxResults().toString(), query.nextToken()));
    }

    /** What became of a message that stands for a matter. */
    public Uni<PostingView> posting(String id) {
        return postings.one(Question.posting("id", id)).map(found -> found.orElseThrow(() -> Problems.notFound("No message "
                + id + " stands for a matter. If it is a digest, GET /api/deliveries?postingId=" + id
                + " lists what it shows.")));
    }

    /** Newest first. */
    public Uni<Page<RefusalHistory>> refusals(Integer maxResults, String nextToken) {
        return history.refusals(paging("refusals", maxResults, nextToken));
    }

    private static ProblemException unknown(String messageId) {
        return Problems.notFound("No message " + messageId + " has arrived. If SNS says it was published: is the topic's "
                + "subscription to this endpoint confirmed, and does a filter policy leave it out?");
    }

    private static Paging<Long> paging(String list, Integer maxResults, String nextToken) {
        return maxResults == null ? Paging.of(Keys.ids(list), null, USUAL_PAGE, nextToken)
                : Paging.of(Keys.ids(list), maxResults.toString(), nextToken);
    }
}
