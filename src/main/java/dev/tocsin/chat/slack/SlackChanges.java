package dev.tocsin.chat.slack;

import java.util.Optional;
import java.util.Set;

import dev.tocsin.chat.Edit;
import dev.tocsin.chat.Edit.Changed;
import dev.tocsin.chat.Edit.Closed;
import dev.tocsin.chat.Edit.Frozen;
import dev.tocsin.chat.Edit.Gone;
import dev.tocsin.chat.Edit.Later;
import dev.tocsin.chat.Edit.Part;
import dev.tocsin.chat.Edit.Refused;
import dev.tocsin.chat.HttpOutcomes;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;

/** What chat.update answers means (docs.slack.dev/reference/methods/chat.update). */
final class SlackChanges {

    /** Deleted, or not ours any more. */
    private static final Set<String> GONE = Set.of("message_not_found", "cant_update_message");
    /** The workspace lets nobody change what is older than it says, or this message is changed in another way. */
    private static final Set<String> FROZEN = Set.of("edit_window_closed", "streaming_state_conflict",
            "cant_broadcast_message", "no_dual_broadcast_content_update");
    private static final Set<String> METADATA = Set.of("invalid_metadata_format", "invalid_metadata_schema",
            "metadata_too_large", "metadata_must_be_sent_from_app");
    private static final Set<String> FILES = Set.of("slack_connect_file_link_sharing_blocked", "file_not_found",
            "file_sharing_disabled");
    /** What Slack says of blocks, among them a chart that the workspace does not know. */
    private static final Set<String> BLOCKS = Set.of("invalid_blocks", "invalid_blocks_format", "block_mismatch");
    private static final Set<String> LATER = Set.of("update_failed", "external_channel_migrating");
    private static final String INACTIVE = "is_inactive";

    private SlackChanges() {
    }

    /** @param hasChart whether the message was to show one */
    static Edit of(Answer answer, boolean hasChart) {
        ApiAnswer said = ApiAnswer.read(answer.body());
        if (answer.status() == 200 && said.ok()) {
            return new Changed();
        }
        Optional<String> error = answer.status() == 200 ? said.error().flatMap(HttpOutcomes::code) : Optional.empty();
        return error.map(code -> ofError(code, answer, hasChart)).orElseGet(() -> of(SlackOutcomes.ofApi(answer)));
    }

    private static Edit ofError(String error, Answer answer, boolean hasChart) {
        if (GONE.contains(error)) {
            return new Gone(error);
        }
        if (FROZEN.contains(error)) {
            return new Frozen(error);
        }
        if (METADATA.contains(error)) {
            return new Refused(error, Part.METADATA);
        }
        if (FILES.contains(error) || hasChart && BLOCKS.contains(error)) {
            return new Refused(error, Part.CHART);
        }
        if (LATER.contains(error)) {
            return new Later(error, answer.retryAfter(), false);
        }
        if (error.equals(INACTIVE)) {
            return new Closed(error, Fault.DESTINATION, SlackCode.of("is_archived").advice());
        }
        if (SlackCode.of(error).means(Meaning.SCOPE)) {
            return new Closed(error, Fault.CREDENTIAL, SlackCode.of(error).advice());
        }
        return of(SlackOutcomes.ofApi(answer));
    }

    /** Of what every method may answer. */
    static Edit of(Outcome outcome) {
        if (outcome instanceof RetryAfter retry) {
            return new Later(retry.reason(), retry.delay(), retry.rateLimited());
        }
        if (outcome instanceof Rejected rejected) {
            return rejected.fault() == Fault.CONTENT ? new Refused(rejected.reason(), Part.LAYOUT)
                    : new Closed(rejected.reason(), rejected.fault(), rejected.advice());
        }
        return new Changed();
    }
}
