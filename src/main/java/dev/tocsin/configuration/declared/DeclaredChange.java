package dev.tocsin.configuration.declared;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing that applying a declaration changes. */
@Schema(name = "DeclaredChange")
public record DeclaredChange(
        @Schema(required = true, description = "CREATE, CHANGE or DELETE", examples = "CHANGE") Action action,
        @Schema(required = true, description = "slack-workspace, or the kind of the configuration", examples = "slack-channel") String kind,
        @Schema(required = true, description = "The team id or the configuration's name", examples = "payments-alarms") String name,
        @Schema(required = true, description = "The members that differ, where something is changed; managedBy if the file takes it over", examples = "[\"snsTopicArns\"]") List<String> members) {

    /** What becomes of it. */
    public enum Action {
        CREATE,
        CHANGE,
        DELETE
    }
}
