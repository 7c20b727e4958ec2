package dev.tocsin.standin;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Slack refuses about the content of a message. Lengths are counted in UTF-16 units, the stricter of the two ways in
 * which Slack might count.
 */
final class SlackRules {

    /** Slack refuses more than about 13,200 characters in all blocks together (slackapi/bolt-js#2509). */
    static final int ALL_BLOCKS_TEXT = 13_200;

    /**
     * Why a message is refused.
     *
     * @param error Slack's word, for instance {@code invalid_blocks}
     * @param detail what a developer needs to find it
     */
    record Refusal(String error, String detail) {
    }

    private SlackRules() {
    }

    static Optional<Refusal> check(JsonNode message) {
        try {
            checkMessage(message);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(new Refusal(refused.error, refused.getMessage()));
        }
    }

    private static void checkMessage(JsonNode message) {
        JsonNode blocks = message.path("blocks");
        JsonNode attachments = message.path("attachments");
        if (isBlank(message.path("text")) && blocks.isEmpty() && attachments.isEmpty()) {
            throw new Refused("no_text", "none of text, blocks and attachments is there");
        }
        if (!message.path("text").isMissingNode() && !message.path("text").isTextual()) {
            throw new Refused("invalid_payload", "must be a string [json-pointer:/text]");
        }
        if (!blocks.isMissingNode()) {
            checkBlocks(blocks, "/blocks", "invalid_blocks");
        }
        if (!attachments.isMissingNode()) {
            checkAttachments(attachments);
        }
    }

    private static void checkAttachments(JsonNode attachments) {
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

    private static void checkBlocks(JsonNode blocks, String pointer, String error) {
        if (!blocks.isArray()) {
            throw new Refused("invalid_blocks_format", "must be an array [json-pointer:" + pointer + "]");
        }
        if (blocks.size() > 50) {
            throw new Refused(error, "no more than 50 items allowed [json-pointer:" + pointer + "]");
        }
        Set<String> ids = new HashSet<>();
        int letters = 0;
        for (int i = 0; i < blocks.size(); i++) {
            SlackBlockRules rules = new SlackBlockRules(pointer + "/" + i, error);
            letters += rules.check(blocks.get(i));
            String id = blocks.get(i).path("block_id").asText("");
            if (!id.isEmpty() && !ids.add(id)) {
                throw new Refused(error, "block_id already exists [json-pointer:" + pointer + "/" + i + "/block_id]");
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
