package dev.tocsin.aws;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** A request's body in one piece. It is asked for when the head is written, so it knows whether the request went out. */
final class WireBody implements SdkHttpContentPublisher {

    private final byte[] bytes;
    private volatile boolean isAsked;

    WireBody(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isAsked() {
        return isAsked;
    }

    @Override
    public Optional<Long> contentLength() {
        return Optional.of((long) bytes.length);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        isAsked = true;
        subscriber.onSubscribe(new Subscription() {
            private boolean isOver;

            @Override
            public void request(long n) {
                if (!isOver) {
                    isOver = true;
                    subscriber.onNext(ByteBuffer.wrap(bytes));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                isOver = true;
            }
        });
    }
}
