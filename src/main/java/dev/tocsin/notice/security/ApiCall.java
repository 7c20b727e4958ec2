package dev.tocsin.notice.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A call to any API of AWS that CloudTrail recorded: who did what to what, from where, and whether it was refused.
 * The severity tells what such a call can mean; whether it was meant well, only people know.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ApiCall implements Interpreter {

    private static final Map<String, Severity> CALLS = Stream.of(
            calls(Severity.HIGH,
                    "StopLogging DeleteTrail DeleteDetector DisassociateFromAdministratorAccount DisableSecurityHub "
                            + "StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel DisableKey ScheduleKeyDeletion "
                            + "DeleteFlowLogs DeactivateMFADevice LeaveOrganization DeleteBucketPublicAccessBlock "
                            + "DeleteAccountPublicAccessBlock DisableMacie DeleteBackupVault"),
            calls(Severity.MEDIUM, "UpdateTrail PutEventSelectors UpdateDetector CreateUser CreateAccessKey CreateLoginProfile "
                    + "UpdateLoginProfile AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy "
                    + "PutGroupPolicy AddUserToGroup UpdateAssumeRolePolicy CreatePolicyVersion SetDefaultPolicyVersion "
                    + "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress ModifySnapshotAttribute ModifyImageAttribute "
                    + "PutBucketPolicy PutBucketAcl PutKeyPolicy DeleteBucket DeleteDBInstance DeleteDBCluster DeleteTable "
                    + "DeleteStack DeleteCluster DeleteLogGroup DeleteSecret DisableRule GetPasswordData"))
            .flatMap(List::stream).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Set<String> REFUSALS = Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation",
            "Client.UnauthorizedOperation", "NotAuthorized", "AuthorizationError", "UnauthorizedAccess", "Forbidden",
            "VpceAccessDenied");
    private static final int MOST_TARGETS = 3;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return CloudTrailRecord.in(reading.event(), CloudTrailRecord.Kind.CALL).map(ApiCall::notice);
    }

    private static Notice notice(CloudTrailRecord call) {
        Json record = call.json();
        CallTarget target = new CallTarget(record.at("requestParameters"));
        List<String> resources = call.resources();
        String on = resources.isEmpty()
                ? target.name().orElse(null)
                : Readable.list(resources.stream().map(Readable::resource).toList(), MOST_TARGETS);
        Optional<String> error = record.at("errorCode").text();
        String outcome = error.map(code -> REFUSALS.contains(code) ? ": DENIED" : ": FAILED").orElse("");
        String who = call.who().map(name -> " by " + name).orElse("");
        return call.notice("cloudtrail-api-call", severity(call, error),
                call.service() + " " + call.name() + (on == null ? "" : " on " + on) + who + outcome)
                .resource(resources.stream().findFirst().or(target::id).orElse(null))
                .text(Readable.sentence(record.at("errorMessage")))
                .fact("Error", error.orElse(null))
                .fact("Rules", target.openings().orElse(null))
                .fact("Request", target.rest().orElse(null))
                .fact("From", call.from().orElse(null))
                .fact("With", call.agent().orElse(null))
                .fact("Caller's account", call.otherAccount().orElse(null))
                .fact("Through VPC endpoint", record.at("vpcEndpointId").textOrNull())
                .build();
    }

    /** What was refused did no harm, yet somebody tried; other errors are mostly slips. */
    private static Severity severity(CloudTrailRecord call, Optional<String> error) {
        boolean readOnly = call.json().at("readOnly").node().asBoolean() || isReadOnly(call.name());
        if (error.isPresent()) {
            boolean notable = REFUSALS.contains(error.get()) || CALLS.containsKey(call.name()) || call.isByRoot();
            return notable ? Severity.MEDIUM : Severity.LOW;
        }
        Severity byName = CALLS.getOrDefault(call.name(), Severity.INFO);
        return call.isByRoot() && !readOnly ? Severity.HIGH : byName;
    }

    /** Old records do not say it. */
    private static boolean isReadOnly(String name) {
        String verb = name.toLowerCase(Locale.ROOT);
        return (verb.startsWith("describe") || verb.startsWith("list") || verb.startsWith("get") || verb.startsWith("head"))
                && !CALLS.containsKey(name);
    }

    private static List<Map.Entry<String, Severity>> calls(Severity severity, String names) {
        return Stream.of(names.split(" ")).map(name -> Map.entry(name, severity)).toList();
    }
}
