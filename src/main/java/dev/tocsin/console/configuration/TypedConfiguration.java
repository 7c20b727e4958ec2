package dev.tocsin.console.configuration;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.console.FormMembers;

/** What a form of a configuration says, as the API would be told it. */
final class TypedConfiguration {

    /** Which of a Slack channel's two ways is chosen; the fields of the other may have been filled in before. */
    private static final String WAY = "destination";
    private static final String WEBHOOK = "incoming-webhook";
    private static final List<String> OF_THE_BOT = List.of("slackTeamId", "slackChannelId", "slackChannelName",
            "liveMessages", "commands", "commandPeople", "commandApprovers", "notificationButtons");
    private static final List<String> OF_THE_WEBHOOK = List.of("webhookUrl", "webhookDescription");

    private TypedConfiguration() {
    }

    /** All that a creation may name. */
    static ObjectNode ofNew(String kind, MultivaluedMap<String, String> form) {
        return said(kind, form, new FormMembers(form).text("configurationName"));
    }

    /** What a change may name: what is for good is not in it. */
    static ObjectNode ofChanged(String kind, MultivaluedMap<String, String> form) {
        ObjectNode said = said(kind, form, new FormMembers(form));
        said.remove("slackTeamId");
        if (said.path("slackChannelName").isNull()) {
            // Slack says what another channel is called if nobody names that member.
            said.remove("slackChannelName");
        }
        return said;
    }

    private static ObjectNode said(String kind, MultivaluedMap<String, String> form, FormMembers members) {
        members.textIfTyped("webhookUrl").text("webhookDescription").list("snsTopicArns").text("iamRoleArn")
                .text("loggingLevel").number("digestAfterSeconds").number("foldAfterMessages")
                .number("remindEveryMinutes").number("remindAtMost").number("escalateAfterMinutes").text("escalateTo")
                .pairs("tags", "tagKey", "tagValue");
        if (kind.equals(KindsOnPages.TEAMS)) {
            members.text("envelope");
        }
        if (!kind.equals(KindsOnPages.SLACK)) {
            return members.json();
        }
        members.text("slackTeamId").text("slackChannelId").text("slackChannelName").list("guardrailPolicyArns")
                .truth("userAuthorizationRequired").truthOrNeither("liveMessages").truthOrNeither("charts")
                .truth("commands").list("commandPeople").list("commandApprovers").list("notificationButtons");
        ObjectNode said = members.json();
        said.remove(WEBHOOK.equals(form.getFirst(WAY)) ? OF_THE_BOT : OF_THE_WEBHOOK);
        return said;
    }
}
