package dev.tocsin.standin;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What Teams would say to a card, for tests of other rooms. */
public final class TeamsSays {

    private TeamsSays() {
    }

    /** Why Teams would not show the card; empty if it would. */
    public static Optional<String> refusal(JsonNode card) {
        return TeamsCardRules.refusal(card);
    }
}
