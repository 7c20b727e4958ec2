package dev.tocsin.standin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;
import io.vertx.core.Future;

/** What the page asks of Slack: the messages as they are now, pictures, and clicks. Permalinks lead to the page too. */
final class SlackPage {

    private static final String BASE = "/stand-in/slack/";
    private static final Pattern FILE = Pattern.compile(BASE + "files/(" + SlackFiles.ID + ")");
    private static final Pattern PERMALINK = Pattern.compile("/archives/([CDG][A-Z0-9]+)/p([0-9]{10})([0-9]{6})");
    private static final String WHOEVER_LOOKS = "U0PAGE";

    private final SlackTeams teams;
    private final SlackPeople people;
    private final SlackConversations conversations;
    private final SlackFiles files;
    private volatile SlackEvents events;
    private volatile SlackInteractions interactions;
    private volatile SlackTyping typing;

    SlackPage(SlackTeams teams, SlackPeople people, SlackConversations conversations, SlackFiles files) {
        this.teams = teams;
        this.people = people;
        this.conversations = conversations;
        this.files = files;
    }

    void offer(SlackEvents events) {
        this.events = events;
    }

    void offer(SlackInteractions interactions) {
        this.interactions = interactions;
    }

    void offer(SlackTyping typing) {
        this.typing = typing;
    }

    void clear() {
        conversations.clear();
    }

    boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().startsWith(BASE) || PERMALINK.matcher(inquiry.path()).matches();
    }

    Future<Answer> answer(Inquiry inquiry) {
        Matcher permalink = PERMALINK.matcher(inquiry.path());
        if (permalink.matches()) {
            return Future.succeededFuture(new Answer(302, "text/plain;charset=utf-8", "", Map.of("Location",
                    "/#" + permalink.group(1) + "-" + permalink.group(2) + "." + permalink.group(3)), false));
        }
        String channel = inquiry.query().getOrDefault("channel", "");
        String ts = inquiry.query().getOrDefault("ts", "");
        return switch (inquiry.method() + " " + inquiry.path().substring(BASE.length())) {
            case "GET messages" -> Future.succeededFuture(messages(inquiry.query().getOrDefault("after", "0")));
            case "DELETE messages" -> {
                conversations.delete(channel, ts);
                yield Future.succeededFuture(Answer.json(200, "{}"));
            }
            case "GET channels" -> Future.succeededFuture(channels());
            case "POST type" -> type(channel, inquiry.query(), inquiry.body());
            case "POST click" -> click(channel, ts, inquiry.query());
            case "POST uninstall" -> uninstall(inquiry.query().getOrDefault("team", SlackTeams.DEMO));
            default -> Future.succeededFuture(file(inquiry.path()));
        };
    }

    private Future<Answer> uninstall(String team) {
        return events == null ? noTocsin() : events.uninstall(team).map(SlackPage::reply);
    }

    private Future<Answer> click(String channel, String ts, Map<String, String> query) {
        String team = query.getOrDefault("team", conversations.message(channel, ts).map(PostedMessage::team).orElse(""));
        return interactions == null ? noTocsin()
                : interactions.click(channel, ts, query.getOrDefault("action", ""), person(query, team))
                        .map(SlackPage::reply);
    }

    /**
     * Somebody types: in the channel or in a thread, where the app is mentioned, or behind the slash command.
     *
     * @param words as they are typed, and not as Slack sends them
     */
    private Future<Answer> type(String channel, Map<String, String> query, String words) {
        if (words.isBlank()) {
            return Future.failedFuture(new IllegalArgumentException("Say in the body what is typed"));
        }
        SlackPerson person = person(query, query.getOrDefault("team", ""));
        Optional<String> thread = Optional.of(query.getOrDefault("thread", "")).filter(ts -> !ts.isEmpty());
        if (typing == null) {
            return noTocsin();
        }
        return (query.getOrDefault("as", "mention").equals("slash")
                ? typing.slash(channel, person, SlackTyping.escaped(words))
                : typing.tell(typing.mention(channel, person, SlackTyping.escaped(words), thread))).map(SlackPage::reply);
    }

    private SlackPerson person(Map<String, String> query, String team) {
        String user = query.getOrDefault("user", WHOEVER_LOOKS);
        return new SlackPerson(user, query.getOrDefault("name", user.equals(WHOEVER_LOOKS) ? "you"
                : people.shownName(team, user)), team);
    }

    /** Where the page can type, and as whom. */
    private Answer channels() {
        ArrayNode channels = JsonNodeFactory.instance.arrayNode();
        if (typing != null) {
            teams.joined().forEach((channel, team) -> {
                ArrayNode all = channels.addObject().put("team", team).put("channel", channel.id())
                        .put("room", channel.name()).putArray("people");
                people.named().stream().filter(person -> person.team().equals(team))
                        .forEach(person -> all.addObject().put("id", person.id()).put("name", person.name()));
            });
        }
        return Answer.json(200, channels.toString());
    }

    private static Future<Answer> noTocsin() {
        return Future.failedFuture(new IllegalArgumentException("There is no Tocsin behind this stand-in"));
    }

    private static Answer reply(SnsPublisher.Reply reply) {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("status", reply.status()).put("answer",
                reply.body()) + "\n");
    }

    private Answer messages(String after) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("version", conversations.version());
        ArrayNode messages = answer.putArray("messages");
        for (PostedMessage message : conversations.changedAfter(after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0)) {
            messages.add(json(message));
        }
        return Answer.json(200, answer.toString());
    }

    private ObjectNode json(PostedMessage message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("team", message.team())
                .put("channel", message.channel()).put("ts", message.ts()).put("room", room(message))
                .put("at", Instant.ofEpochSecond(Long.parseLong(message.ts().substring(0, 10))).toString())
                .put("thread", message.threadTs().orElse(null)).put("broadcast", message.isBroadcast())
                .put("onlyFor", message.onlyFor().map(user -> people.shownName(message.team(), user)).orElse(null))
                .put("by", message.author() == Author.PERSON
                        ? people.shownName(message.team(), message.content().path("user").asText())
                        : null)
                .put("edited", message.isEdited())
                .put("updates", message.updates()).put("deleted", message.isDeleted());
        json.set("message", message.content());
        return json;
    }

    private String room(PostedMessage message) {
        return message.author() == Author.WEBHOOK
                ? conversations.webhookRoom(message.channel()).orElse(message.channel())
                : teams.shownName(message.team(), message.channel());
    }

    private Answer file(String path) {
        Matcher file = FILE.matcher(path);
        return file.matches() ? files.visible(file.group(1)).map(
                one -> new Answer(200, one.mimetype(), one.content(), Map.of("Cache-Control", "no-cache",
                        "X-Content-Type-Options", "nosniff"), false))
                .orElseGet(() -> Answer.text(404, "Not found\n")) : Answer.text(404, "Not found\n");
    }
}
