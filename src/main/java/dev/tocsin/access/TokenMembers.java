package dev.tocsin.access;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token as a request names it. */
@Schema(name = "ApiTokenRequest")
public record TokenMembers(
        @Schema(pattern = Tokens.NAME_PATTERN, examples = "deploy-bot", required = true, description = "Unique; the audit names it. Not admin, system, slack or another of Tocsin's own names there, nor one that looks like it") String name,
        @Schema(examples = "editor", required = true, description = "viewer reads everything but tokens and audit; editor also changes configurations, tests, previews and sends again; admin may do everything") Role role,
        @Schema(examples = "2027-12-31T00:00:00Z", description = "When it ends, in ISO 8601 and at most 3660 days away; absent or null, but not an empty string, for never") Instant expiresAt) {
}
