package dev.tocsin.notice.security;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A certificate of ACM that will soon expire, has expired, was issued, renewed or revoked, or cannot be renewed
 * without help; AWS Certificate Manager User Guide, "Amazon EventBridge support for ACM".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class AcmCertificate implements Interpreter {

    private static final String PREFIX = "ACM Certificate ";

    private static final Map<String, String> REASONS = Map.of(
            "CAA_ERROR", "A CAA record of the domain does not allow Amazon to issue the certificate.",
            "PENDING_DOMAIN_VALIDATION", "The domain has still to be validated: check the CNAME record or the validation mail.",
            "NO_AVAILABLE_CONTACTS", "Nobody can be asked by mail to validate the domain.",
            "ADDITIONAL_VERIFICATION_REQUIRED", "AWS needs more information about the domain.",
            "DOMAIN_VALIDATION_DENIED", "The validation of the domain was denied.",
            "PCA_ACCESS_DENIED", "ACM may not use the private certificate authority.",
            "PCA_INVALID_STATE", "The private certificate authority is not active.",
            "PCA_RESOURCE_NOT_FOUND", "The private certificate authority is not there.",
            "SLR_NOT_FOUND", "ACM's service-linked role is missing.");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.acm") && event.type().startsWith(PREFIX))
                .map(AcmCertificate::notice);
    }

    private static Notice notice(Event event) {
        Json certificate = event.detail();
        Optional<String> arn = event.resources().stream().findFirst();
        String name = certificate.at("CommonName").text().or(() -> certificate.at("FirstSubjectAlternativeName").text())
                .or(() -> arn.map(Readable::lastPart)).orElse("a certificate");
        Optional<String> reason = certificate.at("RenewalStatusReason").text();
        return event.notice("acm-certificate", severity(event.type(), certificate), title(event.type(), certificate, name))
                .titleLink(arn.flatMap(of -> ConsoleLinks.page(event.region().orElse(null),
                        "acm/home#/certificates/" + ConsoleLinks.encode(Readable.lastPart(of)))).orElse(null))
                .standing(arn.flatMap(of -> standing(event.type(), severity(event.type(), certificate))))
                .text(reason.map(REASONS::get).orElse(null))
                .fact("Reason", reason.orElse(null))
                .fact("Days to expiry", isApproaching(event.type()) ? null : certificate.at("DaysToExpiry").wordsOrNull())
                .fact("Expires", certificate.at("CertificateExpirationDate").moment().orElse(null))
                .fact("In use", yes(certificate.at("InUse")))
                .fact("Type", certificate.at("CertificateType").text().map(Readable::code).orElse(null))
                .fact("Validation", certificate.at("DomainValidationMethod").textOrNull())
                .fact("Exported", certificate.at("Exported").node().asBoolean() ? "yes" : null)
                .fact("Certificate", arn.map(Readable::lastPart).orElse(null))
                .build();
    }

    /** A certificate that nothing uses hurts nobody when it expires. */
    private static Severity severity(String type, Json certificate) {
        boolean unused = certificate.at("InUse").node().isBoolean() && !certificate.at("InUse").node().asBoolean();
        return switch (type.substring(PREFIX.length())) {
            case "Available" -> Severity.GOOD;
            case "Expired" -> unused ? Severity.LOW : Severity.CRITICAL;
            case "Approaching Expiration" -> unused ? Severity.LOW : byDays(certificate, Severity.LOW);
            case "Renewal Action Required" -> unused ? Severity.LOW : byDays(certificate, Severity.MEDIUM);
            case "Revoked" -> Severity.MEDIUM;
            default -> Severity.INFO;
        };
    }

    /** A certificate keeps its ARN when it is renewed or imported again. */
    private static Optional<Standing> standing(String type, Severity severity) {
        String state = type.substring(PREFIX.length());
        return Optional.ofNullable(switch (state) {
            case "Available", "Revoked" -> Standing.over(state);
            case "Expired", "Approaching Expiration", "Renewal Action Required" -> Standing.open(state).unlessCalm(severity);
            default -> null;
        });
    }

    private static Severity byDays(Json certificate, Severity distant) {
        Optional<BigDecimal> days = certificate.at("DaysToExpiry").number();
        if (days.filter(left -> left.compareTo(BigDecimal.valueOf(7)) <= 0).isPresent()) {
            return Severity.HIGH;
        }
        return days.filter(left -> left.compareTo(BigDecimal.valueOf(15)) <= 0).isPresent() ? Severity.MEDIUM : distant;
    }

    private static String title(String type, Json certificate, String name) {
        if (isApproaching(type)) {
            return "Certificate of " + name + " expires"
                    + certificate.at("DaysToExpiry").words().map(days -> " in " + days + ("1".equals(days) ? " day" : " days"))
                            .orElse(" soon");
        }
        String state = type.substring(PREFIX.length());
        return "Certificate of " + name + switch (state) {
            case "Expired" -> " EXPIRED";
            case "Available" -> available(certificate.at("Action").text().orElse(""));
            case "Renewal Action Required" -> " cannot be renewed: action required";
            case "Revoked" -> " REVOKED";
            default -> ": " + Labels.of(state);
        };
    }

    private static String available(String action) {
        return switch (action) {
            case "ISSUANCE" -> " ISSUED";
            case "RENEWAL" -> " RENEWED";
            case "IMPORT" -> " IMPORTED";
            case "REIMPORT" -> " IMPORTED again";
            default -> " AVAILABLE";
        };
    }

    private static boolean isApproaching(String type) {
        return type.endsWith(" Approaching Expiration");
    }

    private static String yes(Json flag) {
        return flag.node().isBoolean() ? flag.node().asBoolean() ? "yes" : "no" : flag.textOrNull();
    }
}
