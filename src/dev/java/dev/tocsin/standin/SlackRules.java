package dev.tocsin.standin;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Slack refuses about the content of a message. Lengths are counted in UTF-16 units, the stricter of the two ways in
 * which Slack might count.
 *
 * @param hasCharts whether a {@code data_visualization} block is taken; webhooks and older workspaces do not
 * @param hasFile whether a file can be shown, by its id
 */
record SlackRules(boolean hasCharts, Predicate<String> hasFile) {

    /** Slack refuses more than about 13,200 characters in all blocks together (slackapi/bolt-js#2509). */
    static final int ALL_BLOCKS_TEXT = 13_200;

    private static final String TOP = "/blocks";
    private static final int LONGEST_MARKDOWN = 12_000;
    /** vercel/chat#696; the reference does not say it. */
    private static final int MOST_CHARTS = 2;

    /**
     * Why a message is refused.
     *
     * @param error Slack's word, for instance {@code invalid_blocks}
     * @param detail what a developer needs to find it
     */
    record Refusal(String error, String detail) {
    }

    /** Those of the Web API. */
    static SlackRules ofChannels(boolean hasCharts, Predicate<String> hasFile) {
        return new SlackRules(hasCharts, hasFile);
    }

    static SlackRules ofWebhooks() {
        return new SlackRules(false, file -> false);
    }

    /** What the Web API refuses whatever the workspace. */
    static Optional<Refusal> check(JsonNode message) {
        return ofChannels(true, file -> true).refusal(message);
    }

    Optional<Refusal> refusal(JsonNode message) {
        try {
            checkMessage(message);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(new Refusal(refused.error, refused.getMessage()));
        }
    }

    private void checkMessage(JsonNode message) {
        JsonNode blocks = message.path("blocks");
        JsonNode attachments = message.path("attachments");
        checkMarkdown(message);
        if (isBlank(message.path("text")) && isBlank(message.path("markdown_text")) && blocks.isEmpty()
                && attachments.isEmpty()) {
            throw new Refused("no_text", "none of text, blocks and attachments is there");
        }
        if (!message.path("text").isMissingNode() && !message.path("text").isTextual()) {
            throw new Refused("invalid_payload", "must be a string [json-pointer:/text]");
        }
        if (!blocks.isMissingNode()) {
            checkBlocks(blocks, TOP, "invalid_blocks");
        }
        if (!attachments.isMissingNode()) {
            checkAttachments(attachments);
        }
        checkMetadata(message.path("metadata"));
    }

    private static void checkMarkdown(JsonNode message) {
        if (message.has("markdown_text") && (message.has("text") || message.has("blocks"))) {
            throw new Refused("markdown_text_conflict", "text or blocks are beside it [json-pointer:/markdown_text]");
        }
        if (message.path("markdown_text").asText("").length() > LONGEST_MARKDOWN) {
            throw new Refused("msg_too_long", "must be less than 12001 characters [json-pointer:/markdown_text]");
        }
    }

    /** An empty one removes what there was. */
    private static void checkMetadata(JsonNode metadata) {
        if (!metadata.isMissingNode() && !(metadata.isObject() && metadata.isEmpty())
                && !(metadata.path("event_type").isTextual() && metadata.path("event_payload").isObject())) {
            throw new Refused("invalid_metadata_format", "must have event_type and event_payload [json-pointer:/metadata]");
        }
    }

    private void checkAttachments(JsonNode attachments) {
        if (!attachments.isArray()) {
            throw new Refused("invalid_attachments", "must be an array [json-pointer:/attachments]");
        }
        if (attachments.size() > 100) {
            throw new Refused("too_many_attachments", "no more than 100 items allowed [json-pointer:/attachments]");
        }
        for (int i = 0; i < attachments.size(); i++) {
            JsonNode attachment = attachments.get(i);
            String pointer = "/attachments/" + i;
            if (!attachment.isObject()) {
                throw new Refused("invalid_attachments", "must be an object [json-pointer:" + pointer + "]");
            }
            if (!attachment.path("blocks").isEmpty()) {
                checkBlocks(attachment.path("blocks"), pointer + "/blocks", "invalid_attachments");
            } else if (isBlank(attachment.path("text")) && isBlank(attachment.path("fallback"))
                    && isBlank(attachment.path("title")) && attachment.path("fields").isEmpty()) {
                throw new Refused("missing_text_or_fallback_or_attachments", "nothing to show [json-pointer:" + pointer + "]");
            }
        }
    }

    private void checkBlocks(JsonNode blocks, String pointer, String error) {
        if (!blocks.isArray()) {
            throw new Refused("invalid_blocks_format", "must be an array [json-pointer:" + pointer + "]");
        }
        if (blocks.size() > 50) {
            throw new Refused(error, "no more than 50 items allowed [json-pointer:" + pointer + "]");
        }
        Set<String> ids = new HashSet<>();
        int letters = 0;
        int charts = 0;
        int tables = 0;
        for (int i = 0; i < blocks.size(); i++) {
            SlackBlockRules rules = new SlackBlockRules(pointer + "/" + i, error,
                    hasCharts && pointer.equals(TOP), hasFile);
            letters += rules.check(blocks.get(i));
            String id = blocks.get(i).path("block_id").asText("");
            if (!id.isEmpty() && !ids.add(id)) {
                throw new Refused(error, "block_id already exists [json-pointer:" + pointer + "/" + i + "/block_id]");
            }
            if (blocks.get(i).path("type").asText().equals(SlackBlockRules.TABLE) && ++tables > 1) {
                throw new Refused(error, "only_one_table_allowed [json-pointer:" + pointer + "/" + i + "]");
            }
            if (SlackChartRules.isChart(blocks.get(i)) && ++charts > MOST_CHARTS) {
                throw new Refused(error, "no more than " + MOST_CHARTS + " data_visualization blocks allowed [json-pointer:"
                        + pointer + "/" + i + "]");
            }
        }
        if (letters > ALL_BLOCKS_TEXT) {
            throw new Refused("msg_blocks_too_long", letters + " characters in all blocks [json-pointer:" + pointer + "]");
        }
    }

    static boolean isBlank(JsonNode text) {
        return text.asText("").isBlank();
    }

    /** Ends the check at the first fault, as there is but one error code to answer. */
    static final class Refused extends RuntimeException {

        private final String error;

        Refused(String error, String detail) {
            super(detail, null, false, false);
            this.error = error;
        }
    }
}
