package dev.tocsin.history;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.sns.Reason;

/** Why a message went to no chat, and what to do about it. */
@Schema(description = "Why it went nowhere, and what to do about it")
public record WhyUnheard(@Schema(required = true) String because, @Schema(required = true) String advice) {

    private static final String COMES_AGAIN = "SNS was answered 503 and posts it again by itself, for as long as the "
            + "subscription's delivery policy says.";

    /** What was turned away; its detail says the particulars. */
    public static WhyUnheard of(Reason reason) {
        return switch (reason) {
            case UNKNOWN_TOPIC -> new WhyUnheard("No configuration named the topic when the message came.",
                    "Add the topic to the snsTopicArns of a configuration. SNS does not post this message again; publish it anew.");
            case RAW_DELIVERY -> new WhyUnheard("The subscription has raw message delivery on, so nothing is signed.",
                    "Switch raw message delivery off; the topic's page has the command.");
            case STALE -> new WhyUnheard("The message's Timestamp is too old, or lies ahead.",
                    "If SNS had a backlog, raise tocsin.sns.max-age for as long as it takes. If it happens to all messages, "
                            + "look at the clocks of Tocsin and of the database.");
            case SIGNATURE -> new WhyUnheard("The message was changed on its way, or SNS did not send it.",
                    "Look for a proxy that rewrites bodies between SNS and Tocsin. If there is none, somebody else posted it.");
            case SIGNATURE_VERSION -> new WhyUnheard("The message is signed in a way that Tocsin does not know.",
                    "Set the topic's SignatureVersion to 1 or 2; the topic's page has the command.");
            case CERTIFICATE_URL ->
                new WhyUnheard("The message names a certificate that is not from SNS in the topic's Region.",
                        "Look for whatever changes messages on their way. If there is nothing, somebody else posted it.");
            case CERTIFICATE -> new WhyUnheard("The certificate that the message is signed with is not one of SNS.",
                    "If Tocsin takes certificates from a folder, look what is in there. Otherwise somebody else posted it.");
            case MALFORMED -> new WhyUnheard("It has not the form in which SNS posts messages.",
                    "Whatever posted it is not SNS, or something on the way changed it. Let SNS post straight to /sns.");
            case HEADERS_DISAGREE -> new WhyUnheard("Its headers name another message or topic than its body.",
                    "Look for a proxy that changes headers or bodies. If there is none, somebody else posted it.");
            case TOO_LARGE -> new WhyUnheard("It is larger than any message of SNS.",
                    "Whatever posted it is not SNS. Nothing is to be done if nobody misses a message.");
            case CLOCK -> new WhyUnheard("The clock of the replica that got it was wrong, so its age could not be judged.",
                    COMES_AGAIN + " Set the replica's clock right.");
            case CERTIFICATE_UNAVAILABLE -> new WhyUnheard("The certificate that it is signed with could not be fetched.",
                    COMES_AGAIN + " If it stays so, let Tocsin reach the host of SNS in the topic's Region, or put its "
                            + "certificates into a folder.");
            case CONFIRMATION_FAILED -> new WhyUnheard("SNS could not be asked to confirm the subscription.",
                    COMES_AGAIN + " If it stays so, let Tocsin reach SNS in the topic's Region, and check the topic.");
            case OVERLOADED -> new WhyUnheard("More messages came at once than the database took.",
                    COMES_AGAIN + " If it happens often, give the database or Tocsin more to work with.");
            case UNAVAILABLE -> new WhyUnheard("The message could not be stored, since the database was away.",
                    COMES_AGAIN + " If it stays so, look after the database.");
        };
    }

    /**
     * What was taken and has no delivery.
     *
     * @param isHeardNow whether a configuration names its topic by now
     */
    public static WhyUnheard ofUnheard(boolean isHeardNow) {
        return isHeardNow ? new WhyUnheard("No configuration heard the topic when the message came; one does now.",
                "What comes from now on is delivered. Send this one to a configuration where people should still see it.")
                : new WhyUnheard("No configuration hears the topic any more.",
                        "Add the topic to the snsTopicArns of a configuration, or send this message to one alone.");
    }

    /** What SNS says of a subscription. */
    public static WhyUnheard ofRecorded() {
        return new WhyUnheard("It is a message of SNS about the subscription itself, which is for no chat.",
                "Nothing is to be done; the topic's page says how its subscription stands.");
    }
}
