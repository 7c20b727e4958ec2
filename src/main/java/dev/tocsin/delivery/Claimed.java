package dev.tocsin.delivery;

/** What became of a claim of a lane. */
sealed interface Claimed {

    /** It is leased to this replica. */
    record Leased(Run run) implements Claimed {
    }

    /** Nothing is due in it, or another sends. */
    record Nothing() implements Claimed {
    }

    /** Something is due, but the messages in flight here weigh as much as they may. */
    record NoRoom() implements Claimed {
    }

    Claimed NOTHING = new Nothing();
    Claimed NO_ROOM = new NoRoom();
}
