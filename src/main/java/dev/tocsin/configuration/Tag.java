package dev.tocsin.configuration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag, named as in AWS Chatbot's API. */
public record Tag(
        @Schema(minLength = 1, maxLength = Limits.TAG_KEY, examples = "team", required = true) String tagKey,
        @Schema(maxLength = Limits.TAG_VALUE, examples = "payments") String tagValue) {
}
