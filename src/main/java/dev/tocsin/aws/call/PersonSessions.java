package dev.tocsin.aws.call;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.AwsKeys;
import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.AwsRequest;
import dev.tocsin.aws.AwsWire;
import dev.tocsin.aws.Partition;
import dev.tocsin.flight.SharedAnswers;
import io.smallrye.mutiny.Uni;

/**
 * Roles as which people call AWS, assumed for them at the STS of a Region. A session is kept for some minutes; who needs one
 * that is being made waits for it.
 */
final class PersonSessions {

    private static final int MOST_POLICIES = 10;
    private static final int MOST_SESSIONS = 500;
    private static final int MOST_UNTAGGED = 1_000;
    private static final int SECONDS = 900;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration UNTAGGED_FOR = Duration.ofHours(1);
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern WHO = Pattern.compile("User: (arn:[^\\s]+) is not authorized");
    private static final Pattern ASSUMED = Pattern.compile("arn:([^:]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");

    private final AwsWire wire;
    private final Clock clock;
    private final SharedAnswers<Wanted, AwsKeys> sessions;
    /** Roles whose trust does not let sessions be tagged, and until when that is taken for granted. */
    private final Map<String, Instant> untagged = new ConcurrentHashMap<>();

    PersonSessions(AwsWire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        this.sessions = new SharedAnswers<>(KEPT, MOST_SESSIONS, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /** What makes sessions differ. */
    private record Wanted(String roleArn, List<String> guardrails, String name, Map<String, String> tags) {

        static Wanted of(ActingRole as) {
            return new Wanted(as.roleArn(), as.guardrailPolicyArns().stream().distinct().toList(), as.sessionName(),
                    Map.copyOf(as.sessionTags()));
        }

        Wanted withoutTags() {
            return new Wanted(roleArn, guardrails, name, Map.of());
        }
    }

    /** Fails with {@link NoSession}. */
    Uni<AwsKeys> of(ActingRole as, String region) {
        return Uni.createFrom().deferred(() -> {
            Wanted wanted = Wanted.of(as);
            Optional<String> objection = objection(wanted, region);
            return objection.isPresent()
                    ? Uni.createFrom().failure(NoSession.until(objection.get()))
                    : sessions.ask(wanted, () -> assumed(wanted, region));
        });
    }

    private static Optional<String> objection(Wanted wanted, String region) {
        Optional<Arn> role = Arn.parse(wanted.roleArn());
        if (role.isEmpty() || !role.get().service().equals("iam") || !role.get().resource().startsWith("role/")) {
            return Optional.of(wanted.roleArn() + " is no ARN of a role, as arn:aws:iam::123456789012:role/on-call is one.");
        }
        String partition = Partition.ofRegion(region).map(Partition::id).orElse("");
        if (!role.get().partition().equals(partition)) {
            return Optional.of(wanted.roleArn() + " is a role of the partition " + role.get().partition() + ", and the Region "
                    + region + " belongs to " + partition + ". Name a Region of the role's partition.");
        }
        if (wanted.guardrails().size() > MOST_POLICIES) {
            return Optional.of("There are " + wanted.guardrails().size() + " guardrail policies, and AWS takes at most "
                    + MOST_POLICIES + " for a session. Put some together.");
        }
        return SESSION_NAME.matcher(wanted.name()).matches()
                ? Optional.empty()
                : Optional.of("The name of the session can be 2 to 64 letters, digits and _+=,.@- only.");
    }

    private Uni<AwsKeys> assumed(Wanted wanted, String region) {
        return wire.isSomebody().chain(isSomebody -> isSomebody
                ? tagged(wanted, region)
                : Uni.createFrom().failure(NoSession.until("Tocsin has no AWS credentials of its own, as which it could assume "
                        + wanted.roleArn() + ". Give it some: the page on IAM policies says how.")));
    }

    private Uni<AwsKeys> tagged(Wanted wanted, String region) {
        Instant until = untagged.get(wanted.roleArn());
        if (wanted.tags().isEmpty() || until != null && clock.instant().isBefore(until)) {
            return asked(wanted.withoutTags(), region).onItem().transformToUni(reply -> keys(reply, wanted, region));
        }
        return asked(wanted, region).chain(reply -> isDenied(reply)
                ? asked(wanted.withoutTags(), region).chain(again -> keys(again, wanted, region)).invoke(() -> remember(wanted))
                : keys(reply, wanted, region));
    }

    private static boolean isDenied(AwsReply reply) {
        return reply instanceof AwsReply.Whole whole && whole.status() == 403 && ServiceError.of(whole).isDenied();
    }

    private void remember(Wanted wanted) {
        if (untagged.size() >= MOST_UNTAGGED) {
            untagged.clear();
        }
        untagged.put(wanted.roleArn(), clock.instant().plus(UNTAGGED_FOR));
    }

    private Uni<AwsReply> asked(Wanted wanted, String region) {
        Partition partition = Partition.ofRegion(region).orElseThrow();
        List<String> form = new ArrayList<>(List.of("Action=AssumeRole", "Version=2011-06-15",
                field("RoleArn", wanted.roleArn()), field("RoleSessionName", wanted.name()), field("DurationSeconds",
                        String.valueOf(SECONDS)),
                field("Policy", SessionPolicy.of(partition, !wanted.guardrails().isEmpty()))));
        for (int i = 0; i < wanted.guardrails().size(); i++) {
            form.add(field("PolicyArns.member." + (i + 1) + ".arn", wanted.guardrails().get(i)));
        }
        int number = 1;
        for (Map.Entry<String, String> tag : new TreeMap<>(wanted.tags()).entrySet()) {
            form.add(field("Tags.member." + number + ".Key", tag.getKey()));
            form.add(field("Tags.member." + number + ".Value", tag.getValue()));
            number++;
        }
        return wire.send(new AwsRequest("POST", "sts." + region + "." + partition.dnsSuffix(), "/", List.of(),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                String.join("&", form).getBytes(StandardCharsets.UTF_8), "sts", region, false), wire.ourselves(), ANSWER_BYTES,
                TIMEOUT);
    }

    private static String field(String name, String value) {
        return name + "=" + Percent.encoded(value);
    }

    private Uni<AwsKeys> keys(AwsReply reply, Wanted wanted, String region) {
        if (reply instanceof AwsReply.Whole whole && whole.status() == 200) {
            return keys(whole).map(keys -> Uni.createFrom().item(keys)).orElseGet(() -> Uni.createFrom()
                    .failure(NoSession.now("What STS answered in " + region + " is no session.")));
        }
        if (reply instanceof AwsReply.Whole whole) {
            return Uni.createFrom().failure(refusal(ServiceError.of(whole), wanted, region));
        }
        return Uni.createFrom().failure(NoSession.now(reply instanceof AwsReply.None none
                ? "STS cannot be reached to assume " + wanted.roleArn() + ": " + none.words()
                : "STS answered too much in " + region + "."));
    }

    private static Optional<AwsKeys> keys(AwsReply.Whole whole) {
        return XmlTree.read(whole.body()).flatMap(root -> root.child("AssumeRoleResult"))
                .flatMap(result -> result.child("Credentials"))
                .flatMap(given -> text(given, "AccessKeyId").flatMap(id -> text(given, "SecretAccessKey")
                        .flatMap(secret -> text(given, "SessionToken").map(token -> AwsKeys.ofSession(id, secret, token)))));
    }

    private static Optional<String> text(XmlElement element, String name) {
        return element.child(name).map(XmlElement::text).filter(text -> !text.isBlank());
    }

    private static NoSession refusal(ServiceError error, Wanted wanted, String region) {
        String said = " (" + error.code() + (error.message().isEmpty() ? "" : ": " + error.message()) + ")";
        if (error.isThrottled() || error.status() >= 500) {
            return NoSession.now("STS does not assume " + wanted.roleArn() + " now" + said + ". Try again in a moment.");
        }
        if (error.isDenied()) {
            return NoSession.until(untrusted(error, wanted) + said);
        }
        return NoSession.until(switch (error.code()) {
            case "PackedPolicyTooLarge" -> "The guardrail policies and the tags of the session are too large together for AWS."
                    + " Name fewer guardrail policies" + said;
            case "RegionDisabledException" -> "The Region " + region
                    + " is not enabled in the account that Tocsin itself is of. Name another one" + said;
            case "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "ExpiredToken",
                    "ExpiredTokenException" ->
                "AWS does not accept Tocsin's own credentials in " + region
                        + ". They have to be of the same partition, and the Region has to be enabled in their account" + said;
            case "ValidationError", "MalformedPolicyDocument", "NoSuchEntity" -> "AWS cannot assume " + wanted.roleArn()
                    + " within " + (wanted.guardrails().isEmpty()
                            ? "the policy of the session"
                            : "the guardrail policies " + String.join(", ", wanted.guardrails())
                                    + ", each of which has to be a managed policy of AWS or of the role's account")
                    + said;
            default -> wanted.roleArn() + " cannot be assumed" + said;
        });
    }

    private static String untrusted(ServiceError error, Wanted wanted) {
        Matcher who = WHO.matcher(error.message());
        String us = who.find() ? role(who.group(1)) : "the role that Tocsin itself has";
        return wanted.roleArn() + " cannot be assumed. Its trust policy has to allow sts:AssumeRole to " + us
                + ", and the policies of " + us + " have to allow sts:AssumeRole on it";
    }

    /** Trust policies name roles and not their sessions. */
    private static String role(String arn) {
        Matcher assumed = ASSUMED.matcher(arn);
        return assumed.matches()
                ? "arn:" + assumed.group(1) + ":iam::" + assumed.group(2) + ":role/" + assumed.group(3)
                : arn;
    }
}
