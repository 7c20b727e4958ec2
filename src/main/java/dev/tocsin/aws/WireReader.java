package dev.tocsin.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** Reads an answer as it comes, and gives up where it is too long. */
final class WireReader implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {

    private final CompletableFuture<AwsReply> reply = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> headers = new TreeMap<>();
    private final int limitBytes;
    private int status;
    private Subscription subscription;

    WireReader(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    CompletableFuture<AwsReply> reply() {
        return reply;
    }

    @Override
    public void onHeaders(SdkHttpResponse head) {
        status = head.statusCode();
        head.forEachHeader((name, values) -> {
            if (!values.isEmpty()) {
                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
    }

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
        stream.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
        if (reply.isDone()) {
            return;
        }
        if (part.remaining() > limitBytes - body.size()) {
            reply.complete(new AwsReply.TooLong());
            subscription.cancel();
            return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        body.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        reply.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        reply.complete(new AwsReply.Whole(status, headers, body.toByteArray()));
    }
}
