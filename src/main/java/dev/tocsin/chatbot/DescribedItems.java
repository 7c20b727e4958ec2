package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.Arn;
import dev.tocsin.chatbot.Item.Origin;
import dev.tocsin.configuration.ChimeWebhookMembers;
import dev.tocsin.configuration.SlackChannelMembers;
import dev.tocsin.secret.Secret;

/**
 * Reads what {@code aws chatbot describe-slack-channel-configurations} and {@code describe-chime-webhook-configurations}
 * print. The members are those of AWS Chatbot's API model (2017-10-11).
 */
final class DescribedItems {

    static final String CHANNELS = "SlackChannelConfigurations";
    static final String WEBHOOKS = "WebhookConfigurations";
    static final String TEAMS = "TeamChannelConfigurations";

    private static final int TEXT = 255;

    private final Map<String, Secret> webhookUrls;

    DescribedItems(Map<String, Secret> webhookUrls) {
        this.webhookUrls = webhookUrls;
    }

    List<Item> read(JsonNode document) {
        List<Item> items = new ArrayList<>();
        each(document, CHANNELS, (node, source) -> items.add(channel(node, source)));
        each(document, WEBHOOKS, (node, source) -> items.add(webhook(node, source)));
        each(document, TEAMS, (node, source) -> items.add(teams(node, source)));
        return items;
    }

    private interface Reader {
        void read(JsonNode node, String source);
    }

    private static void each(JsonNode document, String member, Reader reader) {
        JsonNode list = document.path(member);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw new Unreadable(member, "must be a list");
        }
        Document.requireFew(list.size());
        for (int i = 0; i < list.size(); i++) {
            reader.read(list.get(i), member + "[" + i + "]");
        }
    }

    private static Item channel(JsonNode node, String source) {
        Fields fields = new Fields(node, source);
        String name = name(fields);
        SlackChannelMembers members = new SlackChannelMembers(name, fields.text("SlackTeamId"), fields.text("SlackChannelId"),
                fields.text("SlackChannelName"), null, null, fields.texts("SnsTopicArns"), fields.text("IamRoleArn"),
                fields.loggingLevel("LoggingLevel"), fields.texts("GuardrailPolicyArns"),
                fields.truth("UserAuthorizationRequired"), fields.tags("Tags", "TagKey", "TagValue"));
        String teamName = fields.text("SlackTeamName");
        String disabled = disabled(fields);
        Origin origin = origin(fields, source, Origin.SLACK_CHANNEL, name);
        return fields.errors().isEmpty()
                ? new Item.Channel(origin, members, teamName, disabled)
                : new Item.Faulty(origin, fields.errors(), Set.of());
    }

    /** The URL is looked for beside the document's lists, and in the item itself for whoever added it there. */
    private Item webhook(JsonNode node, String source) {
        Fields fields = new Fields(node, source);
        String name = name(fields);
        Secret url = Optional.ofNullable(fields.secret("WebhookUrl")).orElse(name == null ? null : webhookUrls.get(name));
        ChimeWebhookMembers members = new ChimeWebhookMembers(name, url, fields.text("WebhookDescription"),
                fields.texts("SnsTopicArns"), fields.text("IamRoleArn"), fields.loggingLevel("LoggingLevel"),
                fields.tags("Tags", "TagKey", "TagValue"));
        String disabled = disabled(fields);
        Origin origin = origin(fields, source, Origin.CHIME_WEBHOOK, name);
        return fields.errors().isEmpty()
                ? new Item.Webhook(origin, members, disabled)
                : new Item.Faulty(origin, fields.errors(), Set.of());
    }

    private static Item teams(JsonNode node, String source) {
        return new Item.Unsupported(new Origin(source, "teams-channel", name(new Fields(node, source)), List.of()),
                "Tocsin does not post to Microsoft Teams.");
    }

    private static Origin origin(Fields fields, String source, String kind, String name) {
        return new Origin(source, kind, name, fields.unread().stream().toList());
    }

    /** ConfigurationName is not required in AWS's model; ChatConfigurationArn is, and ends with it. */
    private static String name(Fields fields) {
        String name = fields.text("ConfigurationName");
        String arn = fields.text("ChatConfigurationArn");
        return name != null
                ? name
                : Arn.parse(arn).map(Arn::resource).map(resource -> resource.substring(resource.lastIndexOf('/') + 1))
                        .orElse(null);
    }

    /** AWS gives the state ENABLED or DISABLED, and for the latter a reason. */
    private static String disabled(Fields fields) {
        String state = fields.text("State");
        String reason = fields.anyText("StateReason");
        if (state != null && !state.equals("ENABLED") && !state.equals("DISABLED")) {
            fields.fail("State", "must be ENABLED or DISABLED", state);
        }
        if (!"DISABLED".equals(state)) {
            return null;
        }
        String words = reason == null || reason.isBlank()
                ? "was disabled in AWS Chatbot"
                : "was disabled in AWS Chatbot: " + reason.substring(0, Math.min(reason.length(), TEXT))
                        .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return words.length() <= TEXT ? words : words.substring(0, TEXT - 1) + "…";
    }
}
