package dev.tocsin.console.configuration;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.sns.subscription.Topics.Instructions;

/**
 * What people can do at AWS about a topic.
 *
 * @param id of the text on the page, by which it is copied
 * @param text a command or a policy; null where there is none
 */
public record Instruction(String id, String title, String purpose, String text) {

    static List<Instruction> allOf(Instructions all) {
        return Stream.of(
                new Instruction("subscribe", "Subscribe the topic",
                        "Where Tocsin may not subscribe. It confirms by itself. Harmless if the topic is subscribed.",
                        all.subscribe()),
                new Instruction("sign", "Sign with SHA-256", "Makes the topic sign its messages with SignatureVersion 2.",
                        all.signWithSha256()),
                new Instruction("outlast", "Outlast an absence",
                        "Makes SNS try for three quarters of an hour instead of a minute.", all.outlastAnAbsence()),
                new Instruction("keep", "Keep what is not delivered",
                        "Keeps what outlasts even that in an SQS queue of the topic's account and Region.",
                        all.keepTheUndelivered()),
                new Instruction("raw", "Switch raw message delivery off", "Tocsin has to refuse raw messages.",
                        all.rawDeliveryOff()),
                new Instruction("unsubscribe", "Unsubscribe", "Ends the subscription.", all.unsubscribe()),
                new Instruction("identity", "Policy for Tocsin's role",
                        "What Tocsin's own role needs to do all this itself.", all.identityPolicy().toPrettyString()),
                new Instruction("statement", "Statement for the topic's access policy",
                        "Where Tocsin's role is of another account than the topic.",
                        all.topicPolicyStatement().toPrettyString()))
                .filter(one -> one.text != null).toList();
    }
}
