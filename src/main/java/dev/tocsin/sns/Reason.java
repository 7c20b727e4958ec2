package dev.tocsin.sns;

import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.problem.Problem;

/**
 * Why a request was not taken. SNS discards what it gets a 4xx for, so those are for what must never come again; every fault
 * of ours is a 503, and SNS comes again.
 */
@Schema(name = "RefusalReason")
public enum Reason {
    RAW_DELIVERY(400, "Raw message delivery is on"),
    MALFORMED(400, "Not an SNS message"),
    HEADERS_DISAGREE(400, "Headers and body disagree"),
    TOO_LARGE(413, "Too large for an SNS message"),
    UNKNOWN_TOPIC(403, "No configuration names this topic"),
    STALE(403, "The Timestamp is out of range"),
    SIGNATURE_VERSION(403, "Unknown SignatureVersion"),
    CERTIFICATE_URL(403, "SigningCertURL is not the topic's Region's"),
    CERTIFICATE(403, "The certificate is not one of SNS"),
    SIGNATURE(403, "The signature does not match"),
    CLOCK(503, "This machine's clock is wrong"),
    CERTIFICATE_UNAVAILABLE(503, "The signing certificate cannot be fetched"),
    CONFIRMATION_FAILED(503, "The subscription cannot be confirmed now"),
    OVERLOADED(503, "Too much is waiting to be stored"),
    UNAVAILABLE(503, "The message cannot be stored now");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Problem problem(String detail) {
        return Problem.of("sns-" + name().toLowerCase(Locale.ROOT).replace('_', '-'), status, title, detail).at("/sns");
    }
}
