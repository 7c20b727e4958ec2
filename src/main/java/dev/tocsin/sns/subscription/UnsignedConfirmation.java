package dev.tocsin.sns.subscription;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.aws.SnsEndpoints;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.outbound.HttpAnswer;
import dev.tocsin.outbound.HttpBody;
import dev.tocsin.outbound.LimitedHttp;
import dev.tocsin.secret.Secret;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import io.smallrye.mutiny.Uni;

/**
 * Confirms a subscription without AWS credentials: whoever has the token may. Asks the host of the topic's Region, by the
 * API's {@code ConfirmSubscription}. The SubscribeURL of the message is never requested: it could name any host.
 */
final class UnsignedConfirmation {

    private static final Pattern SUBSCRIPTION_ARN = Pattern
            .compile("<SubscriptionArn>(arn:[!-~&&[^<]]{1,512})</SubscriptionArn>");
    private static final Pattern ERROR_CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,100})</Code>");

    /** What a further try does not change. Throttling is a 400 too, and a 403 may be a proxy's. */
    private static final Set<String> FINAL = Set.of("InvalidParameter", "InvalidParameterValue", "NotFound",
            "AuthorizationError",
            "SubscriptionLimitExceeded", "FilterPolicyLimitExceeded");

    private final LimitedHttp http;
    private final Duration patience;
    private final Optional<URI> endpointOverride;

    UnsignedConfirmation(LimitedHttp http, Duration patience, Optional<URI> endpointOverride) {
        this.http = http;
        this.patience = patience;
        this.endpointOverride = endpointOverride;
    }

    /** Fails with {@link Refused} if SNS cannot be asked now; its own refusal is an answer. */
    Uni<SubscriptionState> confirm(TopicArn topic, Secret token) {
        return http.post(endpoint(topic), Optional.empty(), form(topic, token), patience)
                .onFailure().transform(failure -> unavailable(failure.getClass().getSimpleName()))
                .map(answer -> state(topic, answer));
    }

    private String endpoint(TopicArn topic) {
        return endpointOverride.map(BaseUrl::of)
                .orElseGet(() -> "https://" + SnsEndpoints.host(topic.partition(), topic.region())) + "/";
    }

    private static HttpBody form(TopicArn topic, Secret token) {
        return HttpBody.form(Map.of("Action", "ConfirmSubscription", "Version", "2010-03-31", "TopicArn", topic.toString(),
                "Token", token.reveal()));
    }

    private static SubscriptionState state(TopicArn topic, HttpAnswer answer) {
        String xml = answer.text();
        Matcher confirmed = SUBSCRIPTION_ARN.matcher(xml);
        if (answer.status() == 200 && confirmed.find()) {
            return SubscriptionState.confirmed(topic, confirmed.group(1));
        }
        Matcher code = ERROR_CODE.matcher(xml);
        String said = "HTTP " + answer.status() + (code.find() ? " " + code.group(1) : "");
        if (code.reset().find() && FINAL.contains(code.group(1))) {
            return SubscriptionState.failed(topic, "SNS refused the confirmation: " + said
                    + ". The token is valid for two days; subscribe again");
        }
        throw unavailable(said);
    }

    static Refused unavailable(String said) {
        return new Refused(Reason.CONFIRMATION_FAILED, "SNS cannot be asked to confirm the subscription now: " + said);
    }
}
