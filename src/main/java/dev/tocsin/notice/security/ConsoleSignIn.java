package dev.tocsin.notice.security;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * Somebody signed in to the console, tried to, switched the role, or asked for a new password; AWS CloudTrail User
 * Guide, "AWS Management Console sign-in events". Root is nobody's daily account, and a user without a second factor
 * is easily another.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ConsoleSignIn implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return CloudTrailRecord.in(reading.event(), CloudTrailRecord.Kind.SIGN_IN).map(ConsoleSignIn::notice);
    }

    private static Notice notice(CloudTrailRecord signIn) {
        Json record = signIn.json();
        boolean failed = isFailed(record);
        boolean withoutMfa = record.at("additionalEventData", "MFAUsed").is("No");
        String reason = record.at("errorMessage").text().or(() -> record.at("errorCode").text()).orElse(null);
        boolean tells = withoutMfa && !failed && isLogin(signIn) && hasMfaHere(signIn);
        return signIn.notice("console-sign-in", severity(signIn, failed, withoutMfa), title(signIn, failed, tells))
                .resource(record.at("userIdentity", "arn").text().or(signIn::who).orElse(null))
                .text(failed && reason != null ? reason + (reason.endsWith(".") ? "" : ".") : null)
                .fact("User type", record.at("userIdentity", "type").text().filter(type -> !"Root".equals(type)).orElse(null))
                .fact("From", signIn.from().orElse(null))
                .fact("With", signIn.agent().orElse(null))
                .fact("MFA",
                        record.at("additionalEventData", "MFAUsed").text()
                                .filter(used -> !tells && ("Yes".equals(used) || hasMfaHere(signIn)))
                                .or(() -> record.at("additionalEventData", "MfaType").text()).orElse(null))
                .fact("Switched from",
                        record.at("additionalEventData", "SwitchFrom").text().map(Readable::resource).orElse(null))
                .fact("Switched to", record.at("additionalEventData", "RedirectTo").isEmpty() ? null : role(record))
                .build();
    }

    /** The result stands under the name of the event: {@code "responseElements": {"ConsoleLogin": "Failure"}}. */
    private static boolean isFailed(Json record) {
        String name = record.at("eventName").text().orElse("");
        return record.at("errorMessage").text().isPresent() || record.at("errorCode").text().isPresent()
                || record.at("responseElements", name).is("Failure");
    }

    /** A federated user has a second factor, if at all, where AWS does not see it. */
    private static Severity severity(CloudTrailRecord signIn, boolean failed, boolean withoutMfa) {
        if (signIn.isByRoot()) {
            return withoutMfa && !failed ? Severity.CRITICAL : Severity.HIGH;
        }
        if (failed) {
            return Severity.MEDIUM;
        }
        return withoutMfa && hasMfaHere(signIn) && isLogin(signIn) ? Severity.MEDIUM : Severity.INFO;
    }

    private static boolean hasMfaHere(CloudTrailRecord signIn) {
        return signIn.isByRoot() || signIn.json().at("userIdentity", "type").is("IAMUser");
    }

    private static String title(CloudTrailRecord signIn, boolean failed, boolean withoutMfa) {
        String who = signIn.who().orElse("an unknown user");
        if (!isLogin(signIn)) {
            return "Console: " + Labels.of(signIn.name()) + (failed ? " FAILED" : "") + " by " + who;
        }
        return "Console sign-in" + (failed ? " FAILED" : "") + ": " + who + (withoutMfa ? " without MFA" : "");
    }

    private static boolean isLogin(CloudTrailRecord signIn) {
        return "ConsoleLogin".equals(signIn.name());
    }

    private static String role(Json record) {
        return record.at("userIdentity", "arn").text().map(Readable::resource).orElse(null);
    }
}
