package dev.tocsin.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.http.HttpServerRequest;

/** The page, and the small JSON API under {@code /stand-in/} that it and curl use. */
final class StandInPage {

    private static final Map<String, String> PAGES = Map.of("/", "index.html", "/stand-in/gallery", "gallery.html");
    /**
     * Scripts and styles, all of them, so that a chat's own need no line here; those that draw messages are the console's too.
     */
    private static final Pattern FILE = Pattern.compile("/stand-in/(drawing/)?([a-z]+\\.(?:js|css))");
    private static final String PREVIEWS = "/stand-in/gallery/previews/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String id = UUID.randomUUID().toString();
    private final ReceivedMessages received;
    private final Faults faults;
    private final LogsService logs;
    private volatile SamplePublisher samples;
    private volatile Gallery gallery;
    private final SlackPage slack;
    private volatile URI console;

    StandInPage(ReceivedMessages received, Faults faults, LogsService logs, SlackPage slack) {
        this.received = received;
        this.faults = faults;
        this.logs = logs;
        this.slack = slack;
    }

    void offer(SamplePublisher samples) {
        this.samples = samples;
    }

    void offer(Gallery gallery) {
        this.gallery = gallery;
    }

    void offer(SlackEvents events) {
        slack.offer(events);
    }

    void offer(SlackInteractions interactions) {
        slack.offer(interactions);
    }

    void offer(SlackTyping typing) {
        slack.offer(typing);
    }

    void offer(URI console) {
        this.console = console;
    }

    void handle(HttpServerRequest request, Inquiry inquiry) {
        if (isForeign(inquiry)) {
            ChatStandIn.send(request, Answer.text(403, "For this page alone\n"));
            return;
        }
        String wanted = inquiry.method() + " " + inquiry.path();
        if (wanted.startsWith("POST /stand-in/samples/") && samples != null) {
            publish(request, inquiry);
            return;
        }
        if (slack.speaksFor(inquiry)) {
            slack.answer(inquiry).onComplete(
                    answer -> ChatStandIn.send(request, answer.succeeded() ? answer.result() : failed(answer.cause())));
            return;
        }
        if (wanted.startsWith("GET " + PREVIEWS) && gallery != null) {
            gallery.preview(inquiry.path().substring(PREVIEWS.length()))
                    .onComplete(preview -> ChatStandIn.send(request, preview.succeeded() ? preview.result()
                            : failed(preview.cause())));
            return;
        }
        ChatStandIn.send(request, switch (wanted) {
            case "GET /stand-in/messages" -> messages(inquiry);
            case "DELETE /stand-in/messages" -> {
                received.clear();
                slack.clear();
                yield Answer.json(200, "{}");
            }
            case "GET /stand-in/logs" -> logEntries(inquiry.query().getOrDefault("group", ""));
            case "GET /stand-in/samples" -> Answer.json(200, samples == null ? "[]" : samples.catalogue().toString());
            case "GET /stand-in/gallery/samples" -> Answer.json(200, gallery == null ? "[]" : gallery.names().toString());
            case "GET /stand-in/console" -> console == null ? Answer.text(404, "There is no Tocsin behind this stand-in\n")
                    : new Answer(302, "text/plain;charset=utf-8", "", Map.of("Location", console.toString()), false);
            case "GET /stand-in/faults" -> Answer.json(200, FaultJson.write(faults.pending()).toString());
            case "POST /stand-in/faults" -> addFault(inquiry);
            case "DELETE /stand-in/faults" -> {
                faults.clear(inquiry.query().getOrDefault("path", ""));
                yield Answer.json(200, "{}");
            }
            default -> inquiry.method().equals("GET") ? file(inquiry.path()) : Answer.text(404, "Not found\n");
        });
    }

    /** Other web pages in the developer's browser have no business here, nor have names that merely lead here. */
    private static boolean isForeign(Inquiry inquiry) {
        String host = inquiry.header("host");
        String origin = inquiry.header("origin");
        return !host.matches("(localhost|127\\.0\\.0\\.1)(:[0-9]+)?") || !origin.isEmpty() && !origin.equals("http://" + host);
    }

    private void publish(HttpServerRequest request, Inquiry inquiry) {
        String name = inquiry.path().substring("/stand-in/samples/".length());
        int repeat = number(inquiry.query().get("repeat"), 1);
        samples.publish(name, repeat).onComplete(published -> ChatStandIn.send(request,
                published.succeeded() ? Answer.json(200, published.result().toPrettyString() + "\n")
                        : failed(published.cause())));
    }

    private static Answer failed(Throwable cause) {
        return Answer.json(cause instanceof IllegalArgumentException ? 400 : 502,
                JsonNodeFactory.instance.objectNode().put("error", String.valueOf(cause.getMessage())) + "\n");
    }

    private Answer addFault(Inquiry inquiry) {
        try {
            faults.add(FaultJson.read(inquiry.json()));
            return Answer.json(201, FaultJson.write(faults.pending()) + "\n");
        } catch (IllegalArgumentException unfit) {
            return failed(unfit);
        }
    }

    /** One entry a line, as they were written to CloudWatch Logs. */
    private Answer logEntries(String group) {
        return Answer.text(200, logs.events(group).stream().map(event -> event.message() + "\n").collect(Collectors.joining()));
    }

    private Answer messages(Inquiry inquiry) {
        List<Received> wanted = received.after(number(inquiry.query().get("after"), 0));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("standIn", id);
        ArrayNode messages = answer.putArray("messages");
        for (Received message : wanted) {
            messages.addObject().put("sequence", message.sequence()).put("at", message.at().toString())
                    .put("kind", message.kind().name()).put("room", message.room()).put("accepted", message.accepted())
                    .put("status", message.status()).put("answer", message.answer()).set("message", message.json());
        }
        return Answer.json(200, answer.toString());
    }

    private static int number(String digits, int otherwise) {
        return digits == null || !digits.matches("[0-9]{1,9}") ? otherwise : Integer.parseInt(digits);
    }

    private static Answer file(String path) {
        Matcher script = FILE.matcher(path);
        String name;
        if (script.matches()) {
            name = (script.group(1) == null ? "/stand-in/" : "/web/drawing/") + script.group(2);
        } else if (PAGES.containsKey(path)) {
            name = "/stand-in/" + PAGES.get(path);
        } else {
            return Answer.text(404, "Not found\n");
        }
        String type = name.endsWith("html") ? "text/html" : name.endsWith("css") ? "text/css" : "text/javascript";
        try (InputStream file = StandInPage.class.getResourceAsStream(name)) {
            if (file == null) {
                return Answer.text(404, "Not found\n");
            }
            return new Answer(200, type + ";charset=utf-8", new String(file.readAllBytes(), StandardCharsets.UTF_8),
                    Map.of("Content-Security-Policy", POLICY, "X-Content-Type-Options", "nosniff", "Referrer-Policy",
                            "no-referrer", "Cache-Control", "no-cache"),
                    false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
