package dev.tocsin.standin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * Speaks for Slack (incoming webhooks, the Web API and authorizing an app), Amazon Chime (incoming webhooks), Microsoft Teams
 * (workflows), Amazon SNS (topics and subscriptions), Amazon CloudWatch and its Logs, and what tells names and tags of
 * accounts,
 * on one local port, and shows on a page what it received. It refuses what they refuse, and goes wrong as
 * {@link Faults told to}. All of it may be used from any thread.
 */
public final class ChatStandIn implements AutoCloseable {

    private static final int LARGEST_BODY = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Calls of a method that Slack takes from an app in a workspace within a minute, for those of its third tier. */
    private static final int TIER_3 = 50;

    /**
     * @param port 0 for any free one
     * @param paced whether to answer 429 to more than one message a second and room
     * @param roomNames the beginning of a webhook's path to the name that the page gives the room
     */
    public record Options(int port, boolean paced, Map<String, String> roomNames) {

        public Options {
            roomNames = Map.copyOf(roomNames);
        }

        /** Any port, and as many messages a second as wanted. */
        public static Options forTests() {
            return new Options(0, false, Map.of());
        }
    }

    private final ReceivedMessages received = new ReceivedMessages();
    private final Faults faults = new Faults();
    private final SnsService sns;
    private final SlackTeams slack = new SlackTeams();
    private final SlackConversations conversations = new SlackConversations(System::currentTimeMillis);
    private final SlackRestrictions restrictions = new SlackRestrictions();
    private final SlackFiles files = new SlackFiles(System::currentTimeMillis);
    private final SlackPeople people = new SlackPeople();
    private final SlackResponseUrls responseUrls = new SlackResponseUrls(conversations, System::currentTimeMillis);
    private final LogsService logs = new LogsService();
    private final MetricsService metrics = new MetricsService();
    private final AwsAccounts accounts = new AwsAccounts();
    private final List<Counterpart> counterparts;
    private final StandInPage page;
    private final Vertx vertx;
    private final HttpServer server;
    private volatile SlackInteractions interactions;

    private ChatStandIn(Vertx vertx, Options options) {
        Function<String, Optional<String>> roomNames = path -> options.roomNames().entrySet().stream()
                .filter(name -> path.startsWith(name.getKey())).map(Map.Entry::getValue).findFirst();
        this.vertx = vertx;
        this.sns = new SnsService(vertx);
        SlackOAuth oauth = new SlackOAuth(slack);
        this.counterparts = List.of(oauth,
                new SlackWebhook(roomNames, conversations, options.paced() ? new Pace(4, System::nanoTime) : Pacing.NONE),
                new SlackWebApi(slack, oauth, conversations, restrictions, files, people,
                        options.paced() ? new Pace(4, System::nanoTime) : Pacing.NONE, System::currentTimeMillis),
                new SlackUploads(files), responseUrls,
                new ChimeWebhook(roomNames, options.paced() ? new Pace(2, System::nanoTime) : Pacing.NONE),
                new TeamsWebhook(roomNames,
                        options.paced() ? new Pace(TeamsWebhook.INTERVAL, 4, System::nanoTime) : Pacing.NONE),
                new StsQueryApi(), new IamQueryApi(accounts), new SnsQueryApi(sns),
                new LogsJsonApi(logs, System::currentTimeMillis),
                new MetricsApi(metrics, accounts, System::currentTimeMillis), new AccountsJsonApi(accounts),
                new LambdaTagsApi(accounts));
        if (options.paced()) {
            restrictions.updatesPerMinute(TIER_3);
        }
        this.page = new StandInPage(received, faults, logs, new SlackPage(slack, people, conversations, files));
        this.server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(options.port()))
                .requestHandler(this::gather);
    }

    /** Starts one and waits until it listens. Never call it on an event loop. */
    public static ChatStandIn start(Vertx vertx, Options options) {
        ChatStandIn standIn = new ChatStandIn(vertx, options);
        await(standIn.server.listen());
        return standIn;
    }

    public int port() {
        return server.actualPort();
    }

    /** The origin, for instance {@code http://localhost:8090}. */
    public String url() {
        return "http://localhost:" + port();
    }

    public ReceivedMessages received() {
        return received;
    }

    public Faults faults() {
        return faults;
    }

    /** The teams that authorize Slack apps, and their channels. */
    public SlackTeams slack() {
        return slack;
    }

    /** What stands in Slack's channels now. */
    public SlackConversations conversations() {
        return conversations;
    }

    /** What Slack's workspaces and channels forbid. */
    public SlackRestrictions restrictions() {
        return restrictions;
    }

    /** What was uploaded to Slack. */
    public SlackFiles files() {
        return files;
    }

    /** Who may use Slack, and user groups. */
    public SlackPeople people() {
        return people;
    }

    /** Puts a box to type in on the page. */
    void offer(SlackTyping typing) {
        page.offer(typing);
    }

    /**
     * Lets people type.
     *
     * @param app where the app is, for instance {@code http://localhost:8080}
     */
    public SlackTyping typing(SnsPublisher http, URI app) {
        return new SlackTyping(http, app, conversations, responseUrls, url());
    }

    /**
     * Lets people press buttons.
     *
     * @param app where the app takes interactions, for instance {@code http://localhost:8080/slack/interactions}
     */
    public SlackInteractions interactAt(SnsPublisher http, URI app) {
        interactions = new SlackInteractions(http, app, slack, conversations, responseUrls, url());
        page.offer(interactions);
        return interactions;
    }

    /** Presses a button that a message shows, once it is said {@link #interactAt where the app takes that}. */
    public Future<SnsPublisher.Reply> click(String channel, String ts, String actionId, SlackPerson person) {
        return interactions.click(channel, ts, actionId, person);
    }

    /** The topics and subscriptions. */
    public SnsService sns() {
        return sns;
    }

    /** What was written to CloudWatch Logs. */
    public LogsService logs() {
        return logs;
    }

    /** What CloudWatch has measured. */
    public MetricsService metrics() {
        return metrics;
    }

    /** What accounts are called, and the tags of resources. */
    public AwsAccounts accounts() {
        return accounts;
    }

    /** Puts samples on the page. */
    void offer(SamplePublisher samples) {
        page.offer(samples);
    }

    /** Lets the page say that a team has removed the app. */
    void offer(SlackEvents events) {
        page.offer(events);
    }

    /** Lets the pages lead to Tocsin's console. */
    void offer(URI console) {
        page.offer(console);
    }

    /** Puts the gallery on its page. */
    public void offer(Gallery gallery) {
        page.offer(gallery);
    }

    @Override
    public void close() {
        sns.close();
        await(server.close());
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (Exception failed) {
            throw new IllegalStateException("The stand-in does not start or stop: " + failed.getMessage(), failed);
        }
    }

    private void gather(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST_BODY) {
                request.connection().close();
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> answer(request, body));
    }

    /** A mistake of ours is an answer too: a sender must not wait for it. */
    private void answer(HttpServerRequest request, Buffer body) {
        try {
            dispatch(request, Inquiry.of(request, body));
        } catch (RuntimeException mistake) {
            send(request, Answer.text(500, "The stand-in failed: " + mistake));
        }
    }

    private void dispatch(HttpServerRequest request, Inquiry inquiry) {
        for (Counterpart counterpart : counterparts) {
            if (counterpart.speaksFor(inquiry)) {
                meetFault(request, inquiry, counterpart);
                return;
            }
        }
        page.handle(request, inquiry);
    }

    private void meetFault(HttpServerRequest request, Inquiry inquiry, Counterpart counterpart) {
        Optional<Fault> fault = faults.take(counterpart.faultAddress(inquiry));
        long delay = fault.map(Fault::delay).orElse(Duration.ZERO).toMillis();
        if (delay > 0) {
            vertx.setTimer(delay, timer -> conclude(request, inquiry, counterpart, fault));
        } else {
            conclude(request, inquiry, counterpart, fault);
        }
    }

    private void conclude(HttpServerRequest request, Inquiry inquiry, Counterpart counterpart, Optional<Fault> fault) {
        switch (fault.map(Fault::then).orElse(Fault.Then.PROCEED)) {
            case PROCEED -> {
                Answer answer = counterpart.answer(inquiry);
                keep(inquiry, counterpart, answer.status(), counterpart.text(answer), answer.accepted());
                send(request, answer);
            }
            case ANSWER -> {
                Answer answer = programmed(fault.orElseThrow());
                keep(inquiry, counterpart, answer.status(), answer.body(), false);
                send(request, answer);
            }
            case HANG_UP -> {
                keep(inquiry, counterpart, 0, "", false);
                request.connection().close();
            }
            case TAKE_AND_HANG_UP -> {
                keep(inquiry, counterpart, 0, "", counterpart.answer(inquiry).accepted());
                request.connection().close();
            }
            case TAKE_AND_SILENCE -> keep(inquiry, counterpart, 0, "", counterpart.answer(inquiry).accepted());
            case SILENCE -> keep(inquiry, counterpart, 0, "", false);
        }
    }

    private void keep(Inquiry inquiry, Counterpart counterpart, int status, String answer, boolean accepted) {
        received.add(sequence -> new Received(sequence, Instant.now(), counterpart.kind(), inquiry.uri(),
                counterpart.room(inquiry), inquiry.headers(), inquiry.body(), counterpart.json(inquiry), status, answer,
                accepted));
    }

    private static Answer programmed(Fault fault) {
        Map<String, String> headers = new LinkedHashMap<>(fault.headers());
        String contentType = headers.remove("Content-Type");
        if (contentType == null) {
            contentType = fault.body().startsWith("{") ? "application/json; charset=utf-8" : "text/plain;charset=utf-8";
        }
        return new Answer(fault.status(), contentType, fault.body(), headers, false);
    }

    static void send(HttpServerRequest request, Answer answer) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        answer.headers().forEach(request.response()::putHeader);
        request.response().setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType())
                .end(answer.bytes());
    }
}
