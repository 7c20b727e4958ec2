package dev.tocsin.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.command.settings.PersonRoles;
import dev.tocsin.command.slack.SlackShown;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import dev.tocsin.slack.SlackWhispers;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Says in Slack what is to be said of a command: once, as far as Slack lets us find out whether it is there already. */
@ApplicationScoped
class Speaker {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    /** Nobody waits for an answer any longer. */
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

    private final SlackApi slack;
    private final SlackWhispers whispers;
    private final AnswerUrls urls;
    private final PersonRoles roles;
    private final Threads threads;
    private final CommandMessages messages;
    private final RefusedCredentials refused;

    Speaker(SlackApi slack, SlackWhispers whispers, AnswerUrls urls, PersonRoles roles, Threads threads,
            CommandMessages messages, RefusedCredentials refused) {
        this.slack = slack;
        this.whispers = whispers;
        this.urls = urls;
        this.roles = roles;
        this.threads = threads;
        this.messages = messages;
        this.refused = refused;
    }

    /** What came of saying something. */
    sealed interface Spoken {
    }

    /** @param ts names the message; empty for what only one person sees */
    record Heard(Optional<String> ts) implements Spoken {
    }

    record Later(Duration pause, String reason) implements Spoken {
    }

    record Unheard(String reason) implements Spoken {
    }

    /**
     * Says it. Never fails.
     *
     * @param number of what is to be said
     * @param maybeSince since when it may have been said before; empty if it cannot have been
     */
    Uni<Spoken> say(ClaimedCommand command, AuthorizedWorkspace workspace, Speech speech, int number,
            Optional<Instant> maybeSince) {
        Uni<Spoken> spoken = switch (speech.way()) {
            case REPLY -> threads.reply(command, workspace, speech, number, maybeSince).map(ts -> new Heard(Optional.of(ts)));
            case WHISPER -> whisper(command, workspace, message(speech.text(), speech));
            case EDIT -> edit(command, workspace, speech);
            case ROLE_LINK -> roleLink(command, workspace, speech.configurationName());
        };
        return spoken.onFailure().recoverWithUni(failure -> unsaid(command, workspace, failure));
    }

    private Uni<Spoken> whisper(ClaimedCommand command, AuthorizedWorkspace workspace, ObjectNode message) {
        return urls.of(command.id()).map(url -> whispers.tell(url, message)).orElseGet(() -> Uni.createFrom().item(false))
                .chain(isTold -> isTold ? Uni.createFrom().voidItem()
                        : slack.chatPostEphemeral(workspace.token(), toPerson(command, message)))
                .replaceWith(new Heard(Optional.empty()));
    }

    /** In the thread only if that was there before: under a message of its own it would be hidden. */
    private static ObjectNode toPerson(ClaimedCommand command, ObjectNode message) {
        ObjectNode alone = message.deepCopy().put("channel", command.spot().channel()).put("user", command.typist().id());
        command.spot().threadTs().filter(thread -> !command.spot().askedTs().equals(Optional.of(thread)))
                .ifPresent(thread -> alone.put("thread_ts", thread));
        return alone;
    }

    /** It is there once nobody else has seen it. */
    private Uni<Spoken> roleLink(ClaimedCommand command, AuthorizedWorkspace workspace, String configurationName) {
        return roles.link(command.spot().team(), command.typist().id(), command.typist().name(), configurationName)
                .map(link -> messages.words("Commands of the configuration " + configurationName
                        + " are carried out as a role of your own. [Say which it is](" + link + "), then type the command "
                        + "again. The link is good once, for 15 minutes, and for you alone."))
                .onFailure(ProblemException.class).recoverWithItem(problem -> messages.words(problem.problem().detail()))
                .chain(shown -> whisper(command, workspace, message(shown.text(),
                        Speech.of(Speech.Way.WHISPER, new SlackShown(shown.text(), shown.blocks(), Optional.empty())))));
    }

    private Uni<Spoken> edit(ClaimedCommand command, AuthorizedWorkspace workspace, Speech speech) {
        if (command.spot().questionTs().isEmpty()) {
            return Uni.createFrom().item(new Heard(Optional.empty()));
        }
        return slack.chatUpdate(workspace.token(), message(speech.text(), speech).put("channel", command.spot().channel())
                .put("ts", command.spot().questionTs().get()).put("parse", "none").put("link_names", false))
                .replaceWith(new Heard(Optional.empty()));
    }

    static ObjectNode message(String text, Speech speech) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("text", text);
        message.set("blocks", speech.blocks());
        return message;
    }

    private Uni<Spoken> unsaid(ClaimedCommand command, AuthorizedWorkspace workspace, Throwable failure) {
        Spoken spoken = outcome(command, failure);
        Uni<Void> noted = failure instanceof SlackFault.Refused said && said.means(Meaning.TOKEN)
                ? refused.note(workspace.sealedFor(), workspace.tokenSealed(), said.code())
                : Uni.createFrom().voidItem();
        return noted.chain(() -> spoken instanceof Unheard unheard ? tellAlone(command, unheard)
                : Uni.createFrom().item(spoken));
    }

    private static Spoken outcome(ClaimedCommand command, Throwable failure) {
        if (failure instanceof SlackFault.Limited limited) {
            return later(command, limited.retryAfter(), "ratelimited");
        }
        if (failure instanceof SlackFault.Refused said && !said.means(Meaning.TOKEN)) {
            return new Unheard(said.code());
        }
        return later(command, backoff(command), failure instanceof SlackFault fault ? fault.getMessage()
                : failure.getClass().getSimpleName());
    }

    private static Spoken later(ClaimedCommand command, Duration wait, String reason) {
        boolean isTooLate = command.speech()
                .filter(pending -> pending.since().plus(GIVE_UP_AFTER).isBefore(command.now().plus(wait))).isPresent();
        return isTooLate ? new Unheard(reason) : new Later(wait, reason);
    }

    static Duration backoff(ClaimedCommand command) {
        int failures = command.speech().map(ClaimedCommand.Pending::failures).orElse(0);
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
        return doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }

    /** A slash command can be typed where the app is not. */
    private Uni<Spoken> tellAlone(ClaimedCommand command, Unheard unheard) {
        Log.infof("command=%s cannot be answered: %s", command.id(), unheard.reason());
        return urls.of(command.id())
                .map(url -> whispers.tell(url, JsonNodeFactory.instance.objectNode().put("text",
                        "The answer cannot be posted in this channel (" + unheard.reason()
                                + "). Say /invite and the app's name here, then type the command again.")))
                .orElseGet(() -> Uni.createFrom().item(false)).replaceWith(unheard);
    }
}
