package dev.tocsin.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** What a service answered, whatever its status. */
record SmallAnswer(int status, String text) {

    private static final int LARGEST = 256 * 1024;

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Reads one as it comes, and gives up where it is too long. */
    static final class Reader implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {

        private final CompletableFuture<SmallAnswer> answer = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private Subscription subscription;

        CompletableFuture<SmallAnswer> answer() {
            return answer;
        }

        @Override
        public void onHeaders(SdkHttpResponse head) {
            status = head.statusCode();
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
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            if (body.size() + bytes.length > LARGEST) {
                onError(new IllegalStateException("the answer is too long"));
                subscription.cancel();
            } else {
                body.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            answer.complete(new SmallAnswer(status, body.toString(StandardCharsets.UTF_8)));
        }
    }
}
