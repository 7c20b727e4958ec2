package dev.tocsin.declaration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.tocsin.configuration.ChimeWebhookView;
import dev.tocsin.configuration.Declarations.Stored;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.SlackChannelView;
import dev.tocsin.configuration.SlackWorkspaceView;
import dev.tocsin.configuration.Tag;

/** Writes what is stored as a file that can be applied; secrets become references to environment variables. */
final class Export {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    /** The environment variables that have to be supplied, and what each is. */
    private final Map<String, String> secrets = new TreeMap<>();
    private final ObjectNode file = JsonNodeFactory.instance.objectNode();

    private Export(Stored stored) {
        ArrayNode workspaces = file.putArray(DeclarationReader.WORKSPACES);
        stored.workspaces().forEach(one -> add(workspaces.addObject(), one));
        ArrayNode channels = file.putArray(DeclarationReader.CHANNELS);
        ArrayNode webhooks = file.putArray(DeclarationReader.WEBHOOKS);
        for (Object configuration : stored.configurations()) {
            if (configuration instanceof SlackChannelView channel) {
                add(channels.addObject(), channel);
            } else if (configuration instanceof ChimeWebhookView webhook) {
                add(webhooks.addObject(), webhook);
            }
        }
    }

    static String of(Stored stored) {
        return new Export(stored).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("""
                # Slack workspaces and configurations of Tocsin, for tocsin.configurations-file.
                """);
        if (!secrets.isEmpty()) {
            text.append("# Supply these environment variables, or refer to files instead: {file: /run/secrets/name}\n");
            secrets.forEach((name, what) -> text.append("#   ").append(name).append("  ").append(what).append('\n'));
        }
        try {
            return text.append(YAML.writeValueAsString(file)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(ObjectNode entry, SlackWorkspaceView workspace) {
        entry.put("slackTeamId", workspace.slackTeamId()).put("slackTeamName", workspace.slackTeamName());
        refer(entry, "botToken", workspace.slackTeamId(), "the bot token of the Slack workspace " + workspace.slackTeamId());
    }

    private void add(ObjectNode entry, SlackChannelView channel) {
        entry.put("configurationName", channel.configurationName());
        if (channel.slackTeamId() == null) {
            refer(entry, "webhookUrl", channel.configurationName(), "the webhook URL of " + channel.configurationName());
        } else {
            entry.put("slackTeamId", channel.slackTeamId()).put("slackChannelId", channel.slackChannelId());
        }
        put(entry, "slackChannelName", channel.slackChannelName());
        addMembers(entry, channel.webhookDescription(), channel.snsTopicArns(), channel.iamRoleArn(), channel.loggingLevel());
        if (!channel.guardrailPolicyArns().isEmpty()) {
            channel.guardrailPolicyArns().forEach(entry.putArray("guardrailPolicyArns")::add);
        }
        if (channel.userAuthorizationRequired()) {
            entry.put("userAuthorizationRequired", true);
        }
        addTags(entry, channel.tags());
    }

    private void add(ObjectNode entry, ChimeWebhookView webhook) {
        entry.put("configurationName", webhook.configurationName());
        refer(entry, "webhookUrl", webhook.configurationName(), "the webhook URL of " + webhook.configurationName());
        addMembers(entry, webhook.webhookDescription(), webhook.snsTopicArns(), webhook.iamRoleArn(), webhook.loggingLevel());
        addTags(entry, webhook.tags());
    }

    private static void addMembers(ObjectNode entry, String description, List<String> topics, String role, LoggingLevel level) {
        put(entry, "webhookDescription", description);
        topics.forEach(entry.putArray("snsTopicArns")::add);
        put(entry, "iamRoleArn", role);
        if (level != LoggingLevel.NONE) {
            entry.put("loggingLevel", level.name());
        }
    }

    private static void addTags(ObjectNode entry, List<Tag> tags) {
        if (!tags.isEmpty()) {
            ArrayNode list = entry.putArray("tags");
            tags.forEach(tag -> list.addObject().put("tagKey", tag.tagKey()).put("tagValue", tag.tagValue()));
        }
    }

    private static void put(ObjectNode entry, String member, String value) {
        if (value != null) {
            entry.put(member, value);
        }
    }

    /** Names that differ only in what a variable's name cannot hold get numbers. */
    private void refer(ObjectNode entry, String member, String owner, String what) {
        String suffix = member.equals("botToken") ? "_BOT_TOKEN" : "_WEBHOOK_URL";
        String wanted = "TOCSIN_SECRET_" + owner.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + suffix;
        String name = wanted;
        for (int i = 2; secrets.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        secrets.put(name, what);
        entry.putObject(member).put("env", name);
    }
}
