package dev.tocsin.sns.signature;

import dev.tocsin.aws.SnsEndpoints;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.FixedForm;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;

/**
 * A SigningCertURL of exactly the form that SNS uses in the topic's Region: compared as text and never parsed, so that no two
 * readings of a URL can differ.
 *
 * @param host the computed host, which is the only one that is asked
 * @param fileName {@code SimpleNotificationService-<32 hexadecimal digits>.pem}
 */
public record CertificateUrl(String host, String fileName) {

    private static final String FILE_NAME = "SimpleNotificationService-" + "x".repeat(32) + ".pem";

    /** @throws Refused if it is any other URL */
    public static CertificateUrl of(TopicArn topic, String signingCertUrl) {
        String host = SnsEndpoints.host(topic.partition(), topic.region());
        String prefix = "https://" + host + "/";
        if (signingCertUrl.startsWith(prefix)) {
            String fileName = signingCertUrl.substring(prefix.length());
            if (FixedForm.has(fileName, FILE_NAME)) {
                return new CertificateUrl(host, fileName);
            }
        }
        throw new Refused(Reason.CERTIFICATE_URL, "SigningCertURL is not of the form " + prefix
                + "SimpleNotificationService-<32 hexadecimal digits>.pem");
    }
}
