package dev.tocsin.notice.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/**
 * A CloudTrail record in an event, read by CloudTrail's names: who, by what service, from where. The AWS CloudTrail
 * User Guide describes them in "CloudTrail record contents" and "CloudTrail userIdentity element".
 */
record CloudTrailRecord(Event event, Json json) {

    /** What a record tells of; the detail-type says it. */
    enum Kind {
        SIGN_IN,
        SERVICE_EVENT,
        INSIGHT,
        CALL
    }

    private static final Map<String, String> SERVICES = Map.ofEntries(Map.entry("autoscaling", "Auto Scaling"),
            Map.entry("cloudformation", "CloudFormation"), Map.entry("cloudfront", "CloudFront"),
            Map.entry("cloudtrail", "CloudTrail"), Map.entry("config", "Config"), Map.entry("dynamodb", "DynamoDB"),
            Map.entry("elasticloadbalancing", "ELB"), Map.entry("eventbridge", "EventBridge"),
            Map.entry("events", "EventBridge"),
            Map.entry("guardduty", "GuardDuty"), Map.entry("lambda", "Lambda"), Map.entry("logs", "CloudWatch Logs"),
            Map.entry("monitoring", "CloudWatch"), Map.entry("organizations", "Organizations"),
            Map.entry("route53", "Route 53"),
            Map.entry("secretsmanager", "Secrets Manager"), Map.entry("securityhub", "Security Hub"),
            Map.entry("signin", "Sign-in"), Map.entry("ssm", "Systems Manager"), Map.entry("sso", "IAM Identity Center"),
            Map.entry("states", "Step Functions"), Map.entry("backup", "Backup"), Map.entry("codepipeline", "CodePipeline"),
            Map.entry("codebuild", "CodeBuild"), Map.entry("apigateway", "API Gateway"), Map.entry("glue", "Glue"));
    private static final Set<String> UPPER = Set.of("iam", "sts", "ec2", "s3", "kms", "rds", "ecs", "eks", "ecr", "sns", "sqs",
            "acm",
            "dms", "ram", "waf", "wafv2", "fms", "efs", "ebs");
    private static final int LONGEST_AGENT = 100;
    private static final int MOST_RESOURCES = 20;

    static Optional<CloudTrailRecord> in(Optional<Event> event, Kind kind) {
        return event.filter(Event::isViaCloudTrail).filter(found -> kind(found) == kind)
                .map(found -> new CloudTrailRecord(found, found.detail()));
    }

    private static Kind kind(Event event) {
        String type = event.type();
        if (type.startsWith("AWS Console ")) {
            return Kind.SIGN_IN;
        }
        if (type.startsWith("AWS Service Event ")) {
            return Kind.SERVICE_EVENT;
        }
        return type.startsWith("AWS Insight ") ? Kind.INSIGHT : Kind.CALL;
    }

    /** A notice that links to the record in the event history, by the id that CloudTrail gave it. */
    Notice.Builder notice(String family, Severity severity, String title) {
        String region = event.region().or(() -> json.at("awsRegion").text()).orElse(null);
        Optional<String> id = json.at("eventID").text();
        // Records of data are in trails only, not in the event history.
        boolean listed = !json.at("managementEvent").node().isBoolean() || json.at("managementEvent").node().asBoolean();
        return event.notice(family, severity, title)
                .region(region)
                .account(event.account().or(() -> json.at("recipientAccountId").text().filter(Json::isAccount)).orElse(null))
                .titleLink(id.filter(found -> listed)
                        .flatMap(found -> ConsoleLinks.page(region, "cloudtrailv2/home#/events/" + ConsoleLinks.encode(found)))
                        .or(() -> ConsoleLinks.page(region, "cloudtrailv2/home#/events")).orElse(null))
                .occurredAt(json.at("eventTime").moment().or(event::time).orElse(null))
                .correlationKey(id.map(found -> "cloudtrail/" + found).orElse(null));
    }

    String name() {
        return json.at("eventName").text().orElse("an event");
    }

    /** {@code secretsmanager.amazonaws.com} as "Secrets Manager". */
    String service() {
        return service(json.at("eventSource").text().or(event::source).orElse("AWS"));
    }

    static String service(String source) {
        String name = source.startsWith("aws.") ? source.substring("aws.".length()) : source;
        int dot = name.indexOf('.');
        String id = Cut.end(dot > 0 ? name.substring(0, dot) : name, 60);
        return UPPER.contains(id) ? id.toUpperCase(Locale.ROOT) : SERVICES.getOrDefault(id, Labels.title(id));
    }

    boolean isByRoot() {
        return json.at("userIdentity", "type").is("Root");
    }

    /** A person or a program by the name that people know: "ada", "deploy (role ci)", "root", "backup.amazonaws.com". */
    Optional<String> who() {
        Json identity = json.at("userIdentity");
        Optional<String> name = identity.at("userName").text().filter(user -> !user.startsWith("HIDDEN_DUE_TO"));
        return switch (identity.at("type").text().orElse("")) {
            case "Root" -> Optional.of("root");
            case "AssumedRole" -> assumedRole(identity);
            case "AWSService" -> identity.at("invokedBy").text();
            case "AWSAccount" -> identity.at("accountId").text().map(account -> "account " + account);
            default -> name.or(() -> identity.at("arn").text().map(Readable::lastPart))
                    .or(() -> identity.at("onBehalfOf", "userId").text()).or(() -> identity.at("invokedBy").text())
                    .or(() -> identity.at("principalId").text());
        };
    }

    /** The account of the caller, if it is another than the one called. */
    Optional<String> otherAccount() {
        return json.at("userIdentity", "accountId").text()
                .filter(account -> event.account().filter(account::equals).isEmpty() && Json.isAccount(account));
    }

    Optional<String> from() {
        return json.at("sourceIPAddress").text().filter(from -> who().filter(from::equals).isEmpty());
    }

    /** The program that called; of a browser's long name only that it is one. */
    Optional<String> agent() {
        return json.at("userAgent").text().map(agent -> {
            String plain = agent.startsWith("[") && agent.endsWith("]") ? agent.substring(1, agent.length() - 1) : agent;
            if (plain.startsWith("Mozilla/")) {
                return Stream.of("Edg/", "OPR/", "Firefox/", "Chrome/", "Safari/").filter(plain::contains).findFirst()
                        .map(CloudTrailRecord::browser).orElse("a browser");
            }
            int blank = plain.indexOf(' ');
            String program = blank > 0 ? plain.substring(0, blank) : plain;
            return Cut.end(program.endsWith(",") ? program.substring(0, program.length() - 1) : program, LONGEST_AGENT);
        }).filter(agent -> !agent.isEmpty() && !agent.equals(json.at("sourceIPAddress").textOrNull()));
    }

    /** The ARNs that CloudTrail itself says the record is about. */
    List<String> resources() {
        List<String> arns = json.at("resources").items().stream().limit(MOST_RESOURCES)
                .map(resource -> resource.at("ARN").text().or(() -> resource.at("arn").text())).flatMap(Optional::stream)
                .toList();
        // Of an object in S3 CloudTrail names the bucket too.
        return arns.stream().filter(arn -> arns.stream().noneMatch(other -> other.startsWith(arn + "/"))).toList();
    }

    private static String browser(String token) {
        return switch (token) {
            case "Edg/" -> "Edge";
            case "OPR/" -> "Opera";
            default -> token.substring(0, token.length() - 1);
        };
    }

    private static Optional<String> assumedRole(Json identity) {
        Optional<String> session = identity.at("arn").text().flatMap(Arn::parse).map(Arn::resource)
                .filter(resource -> resource.startsWith("assumed-role/") && resource.indexOf('/', 13) > 0)
                .map(resource -> resource.substring(resource.indexOf('/', 13) + 1));
        Optional<String> role = identity.at("sessionContext", "sessionIssuer", "userName").text();
        return session.map(name -> name + role.map(issuer -> " (role " + issuer + ")").orElse(""))
                .or(() -> role.map(issuer -> "role " + issuer)).or(() -> identity.at("principalId").text());
    }
}
