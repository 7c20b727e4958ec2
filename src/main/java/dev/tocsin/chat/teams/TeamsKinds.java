package dev.tocsin.chat.teams;

/** The destination kinds of this room: a workflow's webhook, by the form of envelope that its template takes. */
final class TeamsKinds {

    /** A message with the card as its attachment, as Teams' own template wants it. */
    static final String MESSAGE = "teams-webhook";

    /** The card alone, for flows that post the body of the request as it is. */
    static final String CARD = "teams-webhook-card";

    private TeamsKinds() {
    }
}
