package dev.tocsin.chatbot;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.problem.Invalid;

/** What became of an import. */
@Schema(name = "ImportResult", description = "What became of each configuration, and what is missing for the others")
public record ImportAnswer(
        @Schema(required = true, description = "Whether nothing was to be made") boolean dryRun,
        @Schema(required = true, description = "In the order of the document") List<Imported> items,
        @Schema(required = true) ToSupply toSupply,
        @Schema(required = true, description = "On the document as a whole") List<String> notes) {

    /** What became of one configuration. */
    @Schema(name = "ImportedItem")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Imported(
            @Schema(required = true, examples = "SlackChannelConfigurations[0]", description = "Its place in the document") String source,
            @Schema(required = true, examples = "slack-channel", description = "A kind of configurations, or what Tocsin does not have: custom-action, loop, other") String kind,
            @Schema(examples = "payments-alarms", description = "Absent if the document does not say") String configurationName,
            @Schema(required = true) Outcome outcome,
            @Schema(examples = "/api/slack/channels/payments-alarms", description = "Where it is; absent if it is not there") String link,
            @Schema(examples = "[\"snsTopicArns\"]", description = "Members in which the existing one differs; kind if it is of another") List<String> differs,
            @Schema(description = "What is wrong: places in the document, or members as the API names them") List<Invalid> errors,
            @Schema(examples = "Authorize the workspace T0123456789, then repeat the import.", description = "What to do about it") String advice,
            @Schema(description = "What was left out, for instance") List<String> notes) {

        static Imported of(Item.Origin origin, Outcome outcome) {
            return new Imported(origin.source(), origin.kind(), origin.name(), outcome, null, List.of(), List.of(), null,
                    origin.notes());
        }

        Imported at(String path) {
            return new Imported(source, kind, configurationName, outcome, path, differs, errors, advice, notes);
        }

        Imported differingIn(List<String> members) {
            return new Imported(source, kind, configurationName, outcome, link, members, errors, advice, notes);
        }

        Imported because(List<Invalid> wrong) {
            return new Imported(source, kind, configurationName, outcome, link, differs, wrong, advice, notes);
        }

        Imported advised(String what) {
            return new Imported(source, kind, configurationName, outcome, link, differs, errors, what, notes);
        }
    }

    /** How it went. */
    @Schema(description = "CREATED; WOULD_CREATE in a dry run; UNCHANGED: it was there already and is the same in all that the "
            + "document says; DIFFERS: there is another of that name, which was left as it is; REFUSED: not made, for the errors "
            + "that are given; UNSUPPORTED: Tocsin has nothing like it")
    public enum Outcome {
        CREATED,
        WOULD_CREATE,
        UNCHANGED,
        DIFFERS,
        REFUSED,
        UNSUPPORTED
    }

    /** What to supply, for all items together. */
    @Schema(name = "ImportNeeds", description = "What to supply before the import is repeated")
    public record ToSupply(
            @Schema(required = true, examples = "[\"T0123456789\"]", description = "Workspaces to authorize, by team id") List<String> workspaces,
            @Schema(required = true, examples = "[\"payments-chime\"]", description = "Names of webhooks whose URLs belong into webhookUrls") List<String> webhookUrls,
            @Schema(required = true, examples = "[\"AWS::Region\"]", description = "Names for the query parameter called parameter") List<String> parameters) {
    }
}
