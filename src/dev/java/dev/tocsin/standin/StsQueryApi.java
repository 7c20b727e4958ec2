package dev.tocsin.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS STS's AssumeRole, also with a web identity: every role may be assumed, and the key that it gives tells the role's
 * account, ASIA and its number. And GetCallerIdentity.
 */
final class StsQueryApi implements Counterpart {

    private static final Set<String> ACTIONS = Set.of("AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity");
    /** The account of keys that this did not give. */
    private static final String ACCOUNT = "123456789012";
    private static final Pattern GIVEN = Pattern.compile("Credential=ASIA([0-9]{12})/");
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
        if (room(inquiry).equals("GetCallerIdentity")) {
            return identity(inquiry);
        }
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

    private static Answer identity(Inquiry inquiry) {
        Matcher key = GIVEN.matcher(inquiry.header("authorization"));
        String account = key.find() ? key.group(1) : ACCOUNT;
        return Answer.xml(200, """
                <GetCallerIdentityResponse xmlns="%1$s">
                  <GetCallerIdentityResult>
                    <Arn>arn:aws:iam::%2$s:user/tocsin</Arn>
                    <UserId>AIDATOCSIN</UserId>
                    <Account>%2$s</Account>
                  </GetCallerIdentityResult>
                  <ResponseMetadata><RequestId>%3$s</RequestId></ResponseMetadata>
                </GetCallerIdentityResponse>
                """.formatted(NAMESPACE, account, UUID.randomUUID())).taken();
    }

    private static Map<String, String> parameters(Inquiry inquiry) {
        return Inquiry.parameters(inquiry.body());
    }
}
