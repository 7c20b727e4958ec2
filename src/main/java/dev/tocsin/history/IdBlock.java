package dev.tocsin.history;

/**
 * Ids that begin with the same bits, so that a sign tells them in the index of words.
 *
 * @param places how many of the bits by which stretches are told apart
 */
record IdBlock(long lowest, int places) {

    /** The smallest that has all of them. */
    static IdBlock around(IdRange range) {
        int places = SearchWords.sharedPlaces(range.above(), range.below() - 1);
        return new IdBlock(range.above() & -SearchWords.size(places), places);
    }

    long end() {
        return lowest + SearchWords.size(places);
    }

    IdBlock older() {
        return new IdBlock(lowest, places + 1);
    }

    IdBlock newer() {
        return new IdBlock(lowest + SearchWords.size(places + 1), places + 1);
    }

    boolean meets(IdRange range) {
        return lowest < range.below() && end() > range.above() + 1;
    }

    /** As a part of a tsquery. */
    String sign() {
        return Lexemes.quoted(SearchWords.stretches(lowest, places)) + ":*";
    }
}
