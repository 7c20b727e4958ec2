package dev.tocsin.command;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.aws.call.ActingRole;
import dev.tocsin.command.settings.CommandPlace;

/** As whom AWS is called for a command. */
final class ActingRoles {

    /**
     * With the word by which people look for the sessions of AWS Chatbot, whose name this is: their conditions and searches go
     * on. The person comes behind it.
     */
    private static final String SESSION = "chatbot-session-";
    private static final int LONGEST_SESSION = 64;
    private static final int LONGEST_TAG = 256;

    private ActingRoles() {
    }

    static ActingRole of(ClaimedCommand command, CommandPlace place, String roleArn) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("slack-user", command.typist().id());
        tags.put("slack-team", command.spot().team());
        tags.put("slack-channel", command.spot().channel());
        tags.put("configuration", place.configurationName());
        command.decision().map(ClaimedCommand.Decision::userId).filter(by -> !by.equals(command.typist().id()))
                .ifPresent(by -> tags.put("slack-approver", by));
        tags.replaceAll((name, value) -> cut(value.replaceAll("[^A-Za-z0-9 _.:/=+@-]", "_"), LONGEST_TAG));
        return new ActingRole(roleArn, place.guardrailPolicyArns(), session(command.typist().id()), tags);
    }

    static String session(String userId) {
        return cut(SESSION + userId.replaceAll("[^A-Za-z0-9_+=,.@-]", "_"), LONGEST_SESSION);
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
