package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** Stands for Slack and Chime, fails at random, and notes each post. Everything happens on its one event loop. */
final class MoodyChats {

    private static final Pattern LANE = Pattern.compile("/B(\\d+)/|/incomingwebhooks/(\\d+)|\"channel\":\"C0(\\d+)\"");
    private static final Pattern LETTER = Pattern.compile(ChaosLetter.MARK + "(\\d{" + ChaosLetter.DIGITS + "})");
    private static final Pattern DIGEST = Pattern.compile("postingId(?:=|\\\\u003d|%3D)([0-9a-f-]{36})");
    private static final Pattern COVERS = Pattern.compile("(\\d+) notifications in ");
    private static final Pattern API = Pattern.compile("/(\\w+)/api/(.+)");
    private static final String CHANGE = "chat.update";
    private static final Set<String> READING = Set.of("conversations.history", "conversations.replies");
    private static final String SCOPES = "chat:write,chat:write.public,channels:read,groups:read,team:read,channels:history,"
            + "groups:history";
    private static final int SHORTLY = 20;
    private static final int LONG = 2_000;

    private final Vertx vertx;
    private final long seed;
    private final Map<Integer, Random> chances = new HashMap<>();
    /** Of their own, so that what is posted meets the same moods however often messages are changed. */
    private final Map<Integer, Random> chancesOfChanges = new HashMap<>();
    private final StubChannels channels = new StubChannels();
    private final List<StubPost> posts = new ArrayList<>();
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private final String url;
    private volatile boolean isCalm;

    MoodyChats(Vertx vertx, long seed) throws InterruptedException {
        this.vertx = vertx;
        this.seed = seed;
        try {
            HttpServer server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").toCompletionStage()
                    .toCompletableFuture().get();
            this.url = "http://127.0.0.1:" + server.actualPort();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the stub of the chats cannot listen", failure);
        }
    }

    String url() {
        return url;
    }

    /** Each replica has one of its own, so that it is known whose posts are under way. */
    String slackApiUrl(Replica replica) {
        return url + "/" + replica.name() + "/api";
    }

    /** Whether a post to Slack's API was begun and not answered; those to webhooks do not say whose they are. */
    boolean holdPostOf(Replica replica) {
        return underWay(replica.name()).get() > 0;
    }

    private AtomicInteger underWay(String replica) {
        return underWay.computeIfAbsent(replica, first -> new AtomicInteger());
    }

    /** Takes everything from now on, but for what is indigestible. */
    void calm() {
        isCalm = true;
    }

    synchronized List<StubPost> posts() {
        return List.copyOf(posts);
    }

    StubChannels channels() {
        return channels;
    }

    /** Posts of which it cannot be said what they show; there should be none. */
    synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    private void answer(HttpServerRequest request) {
        Matcher api = API.matcher(request.path());
        String method = api.matches() ? api.group(2) : "";
        if (method.equals("auth.test")) {
            json(request,
                    "{\"ok\":true,\"team_id\":\"" + LaneUnderTest.TEAM + "\",\"team\":\"Chaos\",\"user_id\":\"U0CHAOS\"}");
        } else if (method.equals("conversations.info")) {
            json(request, "{\"ok\":true,\"channel\":{\"id\":\"C0\",\"name\":\"chaos\",\"is_member\":true}}");
        } else if (READING.contains(method)) {
            request.setExpectMultipart(true)
                    .endHandler(read -> json(request, channels.read(request.formAttributes()).encode()));
        } else if (method.equals(CHANGE)) {
            request.bodyHandler(body -> change(request, body.toString()));
        } else {
            long begin = System.nanoTime();
            request.bodyHandler(body -> take(request, body.toString(), begin));
        }
    }

    /** What has no blocks is refused for none. */
    private void change(HttpServerRequest request, String body) {
        int lane = number(LANE, body);
        int letter = number(LETTER, body);
        if (lane < 0 || letter < 0) {
            noteUnreadable(request.path() + " " + body);
        }
        JsonObject message = new JsonObject(body);
        Random chance = chancesOfChanges.computeIfAbsent(lane, first -> new Random(seed * 37 + first));
        Mood any = isCalm ? Mood.WELL : Mood.any(chance);
        Mood mood = any == Mood.REFUSES && message.getJsonArray("attachments").isEmpty() ? Mood.WELL : any;
        boolean isThere = channels.has(lane, message.getString("ts"));
        if (isThere && mood.takes(chance)) {
            channels.change(message.getString("ts"), letter);
        }
        String answer = isThere ? new JsonObject().put("ok", true).put("ts", message.getString("ts")).encode()
                : "{\"ok\":false,\"error\":\"message_not_found\"}";
        behave(request, mood, true, chance, () -> {
        }, answer);
    }

    private void take(HttpServerRequest request, String body, long begin) {
        Matcher api = API.matcher(request.path());
        boolean isApi = api.matches();
        int lane = number(LANE, isApi ? body : request.path());
        int letter = number(LETTER, body);
        Matcher digest = DIGEST.matcher(body);
        Optional<String> id = digest.find() ? Optional.of(digest.group(1)) : Optional.empty();
        if (lane < 0 || letter < 0 && id.isEmpty()) {
            noteUnreadable(request.path() + " " + body);
        }
        Random chance = chances.computeIfAbsent(lane, first -> new Random(seed * 31 + first));
        Mood mood = body.contains(ChaosLetter.INDIGESTIBLE) ? Mood.REFUSES : isCalm ? Mood.WELL : Mood.any(chance);
        boolean isTaken = mood.takes(chance);
        Optional<StubMessage> message = isApi && isTaken ? Optional.of(channels.post(lane, letter, new JsonObject(body)))
                : Optional.empty();
        Optional<AtomicInteger> held = isApi ? Optional.of(underWay(api.group(1))) : Optional.empty();
        held.ifPresent(AtomicInteger::incrementAndGet);
        AtomicBoolean isNoted = new AtomicBoolean();
        Runnable note = () -> {
            if (!isNoted.getAndSet(true)) {
                held.ifPresent(AtomicInteger::decrementAndGet);
                note(new StubPost(lane, id.isPresent() ? -1 : letter, id, number(COVERS, body), mood, isTaken, begin,
                        System.nanoTime(), message));
            }
        };
        // Before the answer leaves, so that what follows it can never seem to overlap.
        request.connection().closeHandler(gone -> note.run());
        behave(request, mood, isApi, chance, note, message.map(StubMessage::answer).orElse("ok"));
    }

    /** @param taken what it answers if it takes what it was sent */
    private void behave(HttpServerRequest request, Mood mood, boolean isApi, Random chance, Runnable note, String taken) {
        switch (mood) {
            case WELL -> later(chance.nextInt(SHORTLY), note, () -> ok(request, isApi, taken));
            case SLOW -> later(chance.nextInt(LONG), note, () -> ok(request, isApi, taken));
            case FAULT -> later(0, note, () -> status(request, chance.nextBoolean() ? 500 : 503, ""));
            case LOST_SIGHT -> later(chance.nextInt(SHORTLY), note, () -> status(request, 502, ""));
            case TOO_FAST -> later(0, note, () -> {
                request.response().putHeader("Retry-After", "1");
                status(request, 429, "");
            });
            case REFUSES -> later(0, note, () -> refuse(request, isApi));
            case HANGS -> {
            }
            case CUTS, TAKES_AND_CUTS -> later(chance.nextInt(SHORTLY), note, () -> request.connection().close());
        }
    }

    private void later(int millis, Runnable note, Runnable answer) {
        vertx.setTimer(millis + 1, timer -> {
            note.run();
            answer.run();
        });
    }

    private static void ok(HttpServerRequest request, boolean isApi, String taken) {
        if (isApi) {
            json(request, taken);
        } else {
            status(request, 200, taken);
        }
    }

    private static void refuse(HttpServerRequest request, boolean isApi) {
        if (isApi) {
            json(request, "{\"ok\":false,\"error\":\"invalid_blocks\"}");
        } else {
            status(request, 400, "invalid_payload");
        }
    }

    private static void status(HttpServerRequest request, int status, String body) {
        if (!request.response().closed()) {
            request.response().setStatusCode(status).end(body);
        }
    }

    private static void json(HttpServerRequest request, String json) {
        if (!request.response().closed()) {
            request.response().putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("X-OAuth-Scopes", SCOPES).end(json);
        }
    }

    private synchronized void note(StubPost post) {
        posts.add(post);
    }

    private synchronized void noteUnreadable(String post) {
        unreadable.add(post);
    }

    /** The first number that is found; -1 if there is none. */
    private static int number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return -1;
        }
        for (int i = 1; i <= found.groupCount(); i++) {
            if (found.group(i) != null) {
                return Integer.parseInt(found.group(i));
            }
        }
        return -1;
    }
}
