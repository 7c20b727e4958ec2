package dev.tocsin.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A token as answers show it. */
@Schema(name = "ApiToken")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenView(
        @Schema(required = true, examples = "deploy-bot") String name,
        @Schema(required = true, examples = "editor") Role role,
        @Schema(description = "What to send as bearer token. Only the answer to its creation has it; it is kept nowhere", examples = "tocsin_...") String token,
        @Schema(required = true, enumeration = {
                "ACTIVE", "EXPIRED" }) String state,
        @Schema(description = "Absent if it does not expire") Instant expiresAt,
        @Schema(description = "To the minute; absent if it never was") Instant lastUsedAt,
        @Schema(required = true, examples = "admin") String createdBy,
        @Schema(required = true) Instant createdAt){

    static TokenView of(ApiToken token, boolean expired) {
        return new TokenView(token.name(), token.role(), null, expired ? "EXPIRED" : "ACTIVE", token.expiresAt(),
                token.lastUsedAt(), token.createdBy(), token.createdAt());
    }

    static TokenView of(Tokens.Created created) {
        ApiToken token = created.token();
        return new TokenView(token.name(), token.role(), created.secret().reveal(), "ACTIVE", token.expiresAt(), null,
                token.createdBy(), token.createdAt());
    }

    /** What the audit keeps. */
    static Map<String, Object> audited(ApiToken token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", token.name());
        members.put("role", token.role().toString());
        if (token.expiresAt() != null) {
            members.put("expiresAt", token.expiresAt().toString());
        }
        return members;
    }
}
