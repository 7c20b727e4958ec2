package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Signs as SNS does: SHA1withRSA for SignatureVersion 1, the default of a topic, SHA256withRSA for 2
 * (docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html).
 */
public final class SnsSigner {

    private static final List<String> OF_NOTIFICATION = List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn",
            "Type");
    private static final List<String> OF_HANDSHAKE = List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token",
            "TopicArn", "Type");

    private final SigningCertificate certificate;
    private final String version;

    private SnsSigner(SigningCertificate certificate, String version) {
        this.certificate = certificate;
        this.version = version;
    }

    /** SignatureVersion 2. */
    public static SnsSigner with(SigningCertificate certificate) {
        return new SnsSigner(certificate, "2");
    }

    /** SignatureVersion 1. */
    public static SnsSigner version1(SigningCertificate certificate) {
        return new SnsSigner(certificate, "1");
    }

    /** Adds SignatureVersion, Signature, SigningCertURL and, to a notification, UnsubscribeURL. */
    public SnsMessage sign(SnsMessage message) {
        SnsMessage signed = message.without("MessageAttributes").with("SignatureVersion", version)
                .with("Signature", signature(canonical(message)))
                .with("SigningCertURL", SnsMessage.origin(message.topicArn()) + "/" + certificate.fileName());
        if (isNotification(message)) {
            signed = signed.with("UnsubscribeURL", SnsMessage.origin(message.topicArn())
                    + "/?Action=Unsubscribe&SubscriptionArn=" + SnsMessage.subscriptionArn(message.topicArn()));
        }
        // SNS writes the attributes last.
        JsonNode attributes = message.member("MessageAttributes");
        return attributes.isMissingNode() ? signed : signed.with("MessageAttributes", attributes);
    }

    /** What is signed: name and value of the signed members, each on a line of its own. */
    public static String canonical(SnsMessage message) {
        StringBuilder canonical = new StringBuilder();
        for (String name : isNotification(message) ? OF_NOTIFICATION : OF_HANDSHAKE) {
            String value = message.get(name);
            if (value != null) {
                canonical.append(name).append('\n').append(value).append('\n');
            }
        }
        return canonical.toString();
    }

    private String signature(String canonical) {
        boolean elliptic = certificate.privateKey().getAlgorithm().equals("EC");
        try {
            String digest = version.equals("1") ? "SHA1with" : "SHA256with";
            Signature signature = elliptic ? Signature.getInstance(digest + "ECDSA") : StandInRsa.signature(digest + "RSA");
            signature.initSign(certificate.privateKey());
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isNotification(SnsMessage message) {
        return "Notification".equals(message.get("Type"));
    }
}
