package dev.tocsin.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * AWS STS's AssumeRole, also with a web identity: every role may be assumed, and the key that it gives tells the role's
 * account, ASIA and its number.
 */
final class StsQueryApi implements Counterpart {

    private static final Set<String> ACTIONS = Set.of("AssumeRole", "AssumeRoleWithWebIdentity");
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    @Override
    public Received.Kind kind() {
        return Received.Kind.SNS;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().equals("/") && inquiry.isForm() && ACTIONS.contains(room(inquiry));
    }

    @Override
    public String room(Inquiry inquiry) {
        return parameters(inquiry).getOrDefault("Action", "");
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        String role = parameters(inquiry).getOrDefault("RoleArn", "");
        if (!role.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+")) {
            return Answer.xml(400, "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type>"
                    + "<Code>ValidationError</Code><Message>RoleArn is invalid</Message></Error></ErrorResponse>");
        }
        return Answer.xml(200, """
                <%1$sResponse xmlns="%2$s">
                  <%1$sResult>
                    <AssumedRoleUser><Arn>%3$s</Arn><AssumedRoleId>AROA:tocsin</AssumedRoleId></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>ASIA%4$s</AccessKeyId>
                      <SecretAccessKey>s3cr3t-stand-in</SecretAccessKey>
                      <SessionToken>s3cr3t-stand-in</SessionToken>
                      <Expiration>%5$s</Expiration>
                    </Credentials>
                  </%1$sResult>
                  <ResponseMetadata><RequestId>%6$s</RequestId></ResponseMetadata>
                </%1$sResponse>
                """.formatted(room(inquiry), NAMESPACE, role, role.split(":")[4],
                Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS), UUID.randomUUID())).taken();
    }

    private static Map<String, String> parameters(Inquiry inquiry) {
        return Inquiry.parameters(inquiry.body());
    }
}
