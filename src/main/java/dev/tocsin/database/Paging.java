package dev.tocsin.delivery;

import java.util.Optional;

/**
 * One page of a list that is sorted newest first.
 *
 * @param before only ids below this
 */
record Paging(long before, int maxResults) {

    static final int MOST = 100;

    /** @throws IllegalArgumentException if the token is not one of ours; the message says so */
    static Paging of(Optional<Integer> maxResults, Optional<String> nextToken) {
        return new Paging(nextToken.map(Paging::parse).orElse(Long.MAX_VALUE), maxResults.orElse(20));
    }

    String tokenAfter(long id) {
        return Long.toString(id, Character.MAX_RADIX);
    }

    private static long parse(String token) {
        try {
            return Long.parseLong(token, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("nextToken is not one that this API gave; leave it out to start again");
        }
    }
}
