package dev.tocsin.aws.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people are told where STS does not give a session, with what they can change. */
record StsRefusal(ServiceError error, WantedSession wanted, String region) {

    private static final Pattern WHO = Pattern.compile("User: (arn:[^\\s]+) is not authorized");
    private static final Pattern ASSUMED = Pattern.compile("arn:([^:]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");

    /** Who we are, as far as STS says it in the refusal. */
    Optional<String> whoWeAre() {
        Matcher who = WHO.matcher(error.message());
        return who.find() ? Optional.of(who.group(1)) : Optional.empty();
    }

    /** @param us our own ARN, if it is known */
    NoSession words(Optional<String> us) {
        String said = " (" + error.code() + (error.message().isEmpty() ? "" : ": " + error.message()) + ")";
        if (error.isThrottled() || error.status() >= 500) {
            return NoSession.now("STS does not assume " + wanted.roleArn() + " now" + said + ". Try again in a moment.");
        }
        return NoSession.until((error.isDenied() ? untrusted(us) : otherwise()) + said);
    }

    private String untrusted(Optional<String> us) {
        String name = us.map(StsRefusal::role).orElse("the role that Tocsin itself has");
        String actions = error.message().contains("sts:TagSession") ? "sts:AssumeRole and sts:TagSession" : "sts:AssumeRole";
        return wanted.roleArn() + " cannot be assumed. Its trust policy has to allow " + actions + " to " + name
                + ", and the policies of " + name + " have to allow " + actions + " on it";
    }

    private String otherwise() {
        return switch (error.code()) {
            case "PackedPolicyTooLarge" ->
                "The guardrail policies and the tags of the session are too large together for AWS. Name fewer guardrail policies";
            case "RegionDisabledException" ->
                "The Region " + region + " is not enabled in the account that Tocsin itself is of. Name another one";
            case "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "ExpiredToken",
                    "ExpiredTokenException" ->
                "AWS does not accept Tocsin's own credentials in " + region
                        + ". They have to be of the same partition, and the Region has to be enabled in their account";
            case "ValidationError", "MalformedPolicyDocument", "NoSuchEntity" ->
                "AWS cannot assume " + wanted.roleArn() + " within " + within();
            default -> wanted.roleArn() + " cannot be assumed";
        };
    }

    private String within() {
        return wanted.guardrails().isEmpty()
                ? "the policy of the session"
                : "the guardrail policies " + String.join(", ", wanted.guardrails())
                        + ", each of which has to be a managed policy of AWS or of the role's account";
    }

    /** Trust policies name roles and not their sessions. */
    private static String role(String arn) {
        Matcher assumed = ASSUMED.matcher(arn);
        return assumed.matches()
                ? "arn:" + assumed.group(1) + ":iam::" + assumed.group(2) + ":role/" + assumed.group(3)
                : arn;
    }
}
