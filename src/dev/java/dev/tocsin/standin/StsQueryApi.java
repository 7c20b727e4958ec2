package dev.tocsin.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** AWS STS's AssumeRole: every role may be assumed, and the key that it gives tells the role's account, ASIA and its number. */
final class StsQueryApi implements Counterpart {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    @Override
    public Received.Kind kind() {
        return Received.Kind.SNS;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().equals("/") && inquiry.isForm() && "AssumeRole".equals(parameters(inquiry).get("Action"));
    }

    @Override
    public String room(Inquiry inquiry) {
        return "AssumeRole";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        String role = parameters(inquiry).getOrDefault("RoleArn", "");
        if (!role.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+")) {
            return Answer.xml(400, "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type>"
                    + "<Code>ValidationError</Code><Message>RoleArn is invalid</Message></Error></ErrorResponse>");
        }
        return Answer.xml(200, """
                <AssumeRoleResponse xmlns="%s">
                  <AssumeRoleResult>
                    <AssumedRoleUser><Arn>%s</Arn><AssumedRoleId>AROA:tocsin</AssumedRoleId></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>ASIA%s</AccessKeyId>
                      <SecretAccessKey>s3cr3t-stand-in</SecretAccessKey>
                      <SessionToken>s3cr3t-stand-in</SessionToken>
                      <Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                  <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
                </AssumeRoleResponse>
                """.formatted(NAMESPACE, role, role.split(":")[4],
                Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS), UUID.randomUUID())).taken();
    }

    private static Map<String, String> parameters(Inquiry inquiry) {
        return Inquiry.parameters(inquiry.body());
    }
}
