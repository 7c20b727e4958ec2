package dev.tocsin.standin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.console.message.Sample;
import io.vertx.core.Future;

/** Publishes samples as SNS would: signed, in SNS's envelope, posted to the subscriber. */
public final class SamplePublisher {

    static final int MOST_REPEATS = 1000;
    private static final int AT_ONCE = 10;
    /** Which sample says that another is over. */
    private static final Map<String, String> RECOVERIES = Map.of("cloudwatch-alarm", "cloudwatch-ok");

    private final List<Sample> samples = all();
    private final SnsPublisher publisher;
    private final SnsSigner signer;
    private final URI subscriber;
    private final String topicArn;
    private volatile BiConsumer<String, Instant> hearer = (message, at) -> {
    };

    /** @param subscriber where SNS posts to, {@code .../sns} */
    public SamplePublisher(SnsPublisher publisher, SnsSigner signer, URI subscriber, String topicArn) {
        this.publisher = publisher;
        this.signer = signer;
        this.subscriber = subscriber;
        this.topicArn = topicArn;
    }

    /** Those that Tocsin brings along, and then the stand-in's own. */
    static List<Sample> all() {
        return Stream.of(Sample.brought(), Sample.listed("stand-in.json")).flatMap(List::stream).toList();
    }

    ArrayNode catalogue() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Sample sample : samples) {
            all.addObject().put("name", sample.name()).put("title", sample.title()).put("description", sample.description())
                    .put("recovery", RECOVERIES.get(sample.name()));
        }
        return all;
    }

    /** Is told each message before it is published. */
    void tell(BiConsumer<String, Instant> hearer) {
        this.hearer = hearer;
    }

    /**
     * Publishes one sample, as often as wanted, each time with an id of its own.
     *
     * @return what became of each; fails with an {@link IllegalArgumentException} if there is no such sample
     */
    public Future<ObjectNode> publish(String name, int repeat) {
        Sample sample = samples.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
        if (sample == null) {
            return Future.failedFuture(new IllegalArgumentException("There is no sample " + name));
        }
        if (repeat < 1 || repeat > MOST_REPEATS) {
            return Future.failedFuture(new IllegalArgumentException("repeat is 1 to " + MOST_REPEATS));
        }
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("sample", name).put("topicArn", topicArn);
        return publishRest(sample, repeat, report.putArray("published")).map(report);
    }

    private Future<Void> publishRest(Sample sample, int left, ArrayNode published) {
        if (left == 0) {
            return Future.succeededFuture();
        }
        int now = Math.min(left, AT_ONCE);
        List<Future<ObjectNode>> batch = IntStream.range(0, now).mapToObj(i -> publishOne(sample)).toList();
        return Future.join(batch).compose(all -> {
            batch.forEach(one -> published.add(one.result()));
            return publishRest(sample, left - now, published);
        });
    }

    private Future<ObjectNode> publishOne(Sample sample) {
        Instant now = Instant.now();
        String text = sample.textAt(now);
        hearer.accept(text, now);
        SnsMessage message = SnsMessage.notification(topicArn, text).at(now);
        for (Map.Entry<String, String> attribute : sample.attributesAt(now).entrySet()) {
            message = message.attribute(attribute.getKey(), "String", attribute.getValue());
        }
        SnsMessage signed = signer.sign(sample.subject().map(message::subject).orElse(message));
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("messageId", signed.messageId());
        return publisher.post(subscriber, signed)
                .map(reply -> report.put("status", reply.status()).put("answer", reply.body())
                        .put("details", subscriber.resolve("/api/notifications/" + signed.messageId()).toString()))
                .otherwise(failure -> report.put("status", 0).put("answer", String.valueOf(failure.getMessage())));
    }
}
