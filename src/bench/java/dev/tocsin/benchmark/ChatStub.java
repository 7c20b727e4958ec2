package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Stands for Slack: takes webhooks and chat.postMessage at one address and notes what it was shown, and what commands were
 * answered. At another address it takes every post and never answers.
 */
final class ChatStub {

    static final String TEAM = "T0BENCH";

    private static final String LOOPBACK = "127.0.0.1";
    /** All of 127.0.0.0/8 is this machine on Linux; a host of its own, as one that hangs would be. */
    private static final String OTHER_LOOPBACK = "127.0.0.2";
    private static final String POST = "/api/chat.postMessage";
    private static final String OF_A_COMMAND = "\"event_type\":\"tocsin_command\"";
    private static final String IN_THREAD = "\"thread_ts\":\"" + SlackLetters.TS;
    private static final String SCOPES = "chat:write,chat:write.public,channels:read,groups:read,team:read,app_mentions:read,"
            + "commands,usergroups:read,users:read";

    private final List<Shown> shown = new ArrayList<>();
    private final List<PostedAnswer> answers = new ArrayList<>();
    private final List<Integer> questions = new ArrayList<>();
    private final String url;
    private final String hangingUrl;

    ChatStub(Vertx vertx) throws InterruptedException {
        this.url = listen(vertx, LOOPBACK, this::answer);
        this.hangingUrl = listenElsewhere(vertx);
    }

    private static String listenElsewhere(Vertx vertx) throws InterruptedException {
        Handler<HttpServerRequest> never = request -> {
        };
        try {
            return listen(vertx, OTHER_LOOPBACK, never);
        } catch (IllegalStateException noSuchAddress) {
            return listen(vertx, LOOPBACK, never);
        }
    }

    static String listen(Vertx vertx, String host, Handler<HttpServerRequest> handler) throws InterruptedException {
        try {
            HttpServer server = vertx.createHttpServer().requestHandler(handler).listen(0, host).toCompletionStage()
                    .toCompletableFuture().get();
            return "http://" + host + ":" + server.actualPort();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the stub cannot listen at " + host, failure);
        }
    }

    String url() {
        return url;
    }

    String hangingUrl() {
        return hangingUrl;
    }

    /** A webhook's URL that says which lane it is. */
    static String webhook(String origin, int lane) {
        return origin + "/services/" + TEAM + "/B" + lane + "/x";
    }

    static String channel(int lane) {
        return "C0" + lane;
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/api/auth.test")) {
            json(request, "{\"ok\":true,\"team_id\":\"" + TEAM + "\",\"team\":\"Benchmark\",\"user_id\":\"U0BENCH\"}");
        } else if (path.equals("/api/conversations.info")) {
            json(request, "{\"ok\":true,\"channel\":{\"id\":\"C0\",\"name\":\"benchmark\",\"is_member\":true}}");
        } else if (path.equals("/api/users.info")) {
            json(request, "{\"ok\":true,\"user\":{\"id\":\"U0\",\"name\":\"somebody\",\"deleted\":false,\"is_bot\":false}}");
        } else if (path.equals("/api/chat.update")) {
            json(request, "{\"ok\":true}");
        } else {
            request.bodyHandler(body -> take(request, path, body));
        }
    }

    private void take(HttpServerRequest request, String path, Buffer body) {
        long at = System.nanoTime();
        String text = body.toString();
        boolean isApi = path.equals(POST);
        if (isApi && text.contains(OF_A_COMMAND)) {
            json(request, "{\"ok\":true,\"ts\":\"" + takeAnswer(text, at) + "\"}");
            return;
        }
        int lane = isApi ? number(text, "\"channel\":\"C0") : number(path, "/B");
        add(new Shown(lane, number(text, Letters.MARK), at));
        if (isApi) {
            json(request, "{\"ok\":true,\"channel\":\"" + channel(lane) + "\",\"ts\":\"1700000000.000001\"}");
        } else {
            request.response().end("ok");
        }
    }

    /** A slash command has no message, so it is posted one first, whose number is the command's. */
    private synchronized String takeAnswer(String text, long at) {
        PostedAnswer answer = answer(text, at);
        if (answer.thread() < 0) {
            int asked = number(text, StubbedService.ASKED);
            questions.add(asked);
            return SlackLetters.ts(asked);
        }
        answers.add(answer);
        notifyAll();
        return "1800000000.000001";
    }

    static PostedAnswer answer(String text, long at) {
        return new PostedAnswer(number(text, StubbedService.ANSWERED), number(text, IN_THREAD), things(text), at);
    }

    /** In the heading, or in the head of the only column. */
    private static int things(String text) {
        int inHeading = number(text, "* (");
        return inHeading >= 0 ? inHeading : number(text, "s (");
    }

    private static void json(HttpServerRequest request, String json) {
        request.response().putHeader("Content-Type", "application/json; charset=utf-8").putHeader("X-OAuth-Scopes", SCOPES)
                .end(json);
    }

    /** The number behind a mark; -1 if there is none. */
    static int number(String text, String mark) {
        int begin = text.indexOf(mark);
        if (begin < 0) {
            return -1;
        }
        int end = begin + mark.length();
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == begin + mark.length() ? -1 : Integer.parseInt(text.substring(begin + mark.length(), end));
    }

    private synchronized void add(Shown message) {
        shown.add(message);
        notifyAll();
    }

    synchronized void forget() {
        shown.clear();
        answers.clear();
        questions.clear();
    }

    synchronized List<PostedAnswer> answers() {
        return List.copyOf(answers);
    }

    /** The numbers of the commands that were posted as such, since they had no message of their own. */
    synchronized List<Integer> questions() {
        return List.copyOf(questions);
    }

    synchronized List<Shown> shown() {
        return List.copyOf(shown);
    }

    /** Until so many were shown, but no longer than this. */
    void await(long count, Duration atMost) throws InterruptedException {
        await(shown, count, atMost);
    }

    /** Until so many commands were answered, but no longer than this. */
    void awaitAnswers(long count, Duration atMost) throws InterruptedException {
        await(answers, count, atMost);
    }

    private synchronized void await(List<?> posted, long count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (posted.size() < count && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }
}
