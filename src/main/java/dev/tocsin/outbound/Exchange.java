package dev.tocsin.outbound;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/** One request and its answer. What nobody waits for any more is reset, so that it keeps no connection. */
final class Exchange {

    private final UniEmitter<? super HttpAnswer> asker;
    private final int largestAnswer;
    private HttpClientRequest request;
    private boolean isOver;

    Exchange(UniEmitter<? super HttpAnswer> asker, int largestAnswer) {
        this.asker = asker;
        this.largestAnswer = largestAnswer;
    }

    void begin(HttpClient client, RequestOptions options, String body) {
        asker.onTermination(this::giveUp);
        client.request(options).onFailure(asker::fail).onSuccess(connected -> {
            if (isWanted(connected)) {
                send(connected, body);
            }
        });
    }

    private void send(HttpClientRequest connected, String body) {
        connected.send(body).onFailure(asker::fail).onSuccess(this::read);
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(asker::fail);
        response.handler(part -> {
            if (body.length() + part.length() > largestAnswer) {
                asker.fail(new AnswerTooLong());
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> {
            end();
            asker.complete(new HttpAnswer(response.statusCode(), response.headers(), body.getBytes()));
        });
    }

    /** The connection may have been had only after the asker had gone. */
    private synchronized boolean isWanted(HttpClientRequest connected) {
        if (isOver) {
            connected.reset();
            return false;
        }
        request = connected;
        return true;
    }

    private synchronized void end() {
        isOver = true;
        request = null;
    }

    /** Also after a failure, when there is nothing left to reset or the rest of the answer is not wanted. */
    private void giveUp() {
        HttpClientRequest left;
        synchronized (this) {
            left = request;
            end();
        }
        if (left != null) {
            left.reset();
        }
    }
}
