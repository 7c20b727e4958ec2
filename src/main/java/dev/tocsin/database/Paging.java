package dev.tocsin.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.problem.Problems;

/**
 * Which page of a sorted list is asked for, in the manner of AWS: at most {@code maxResults} entries, and a {@code nextToken}
 * if there are more. A page begins after a key and not at a number, so that it costs the same wherever it is in the list.
 *
 * @param after the last key of the page before
 */
public record Paging<K>(Keys<K> keys, K after, int maxResults) {

    /** The most that a page holds. */
    public static final int MOST = 100;

    private static final String NUMBER = "[0-9]{1,3}";

    /**
     * Reads query parameters of which the framework has checked that {@code maxResults} is from 1 to {@link #MOST}.
     *
     * @param usual the size of a page where none is asked for
     * @throws dev.tocsin.problem.ProblemException if nextToken is not one of this list
     */
    public static <K> Paging<K> of(Keys<K> keys, Integer maxResults, int usual, String nextToken) {
        return new Paging<>(keys, after(keys, nextToken), maxResults == null ? usual : maxResults);
    }

    /**
     * Reads query parameters as they came.
     *
     * @throws dev.tocsin.problem.ProblemException if they are none
     */
    public static <K> Paging<K> of(Keys<K> keys, String maxResults, String nextToken) {
        return new Paging<>(keys, after(keys, nextToken), size(maxResults));
    }

    /** @param list whose entries are in the order of their names */
    public static Paging<String> byName(String list, String maxResults, String nextToken) {
        return of(Keys.names(list), maxResults, nextToken);
    }

    /** One row more than asked for tells whether there is a next page. */
    public int rows() {
        return maxResults + 1;
    }

    /** The rows of this page; {@code found} may have one more. */
    public <T> List<T> page(List<T> found) {
        return found.subList(0, Math.min(found.size(), maxResults));
    }

    /** The token of the next page, null if there is none. */
    public <T> String nextToken(List<T> found, Function<T, K> key) {
        return found.size() <= maxResults ? null : token(key.apply(found.get(maxResults - 1)));
    }

    private static int size(String maxResults) {
        if (maxResults == null) {
            return MOST;
        }
        int size = maxResults.matches(NUMBER) ? Integer.parseInt(maxResults) : 0;
        if (size < 1 || size > MOST) {
            throw Problems.invalid("maxResults", "must be a number from 1 to " + MOST, maxResults);
        }
        return size;
    }

    /** The token of the page behind this key. */
    public String token(K key) {
        return beginning(keys) + keys.token(key);
    }

    private static String beginning(Keys<?> keys) {
        return keys.list() + ".";
    }

    private static <K> K after(Keys<K> keys, String nextToken) {
        return nextToken == null ? keys.beforeAll()
                : Optional.of(nextToken).filter(token -> token.startsWith(beginning(keys)))
                        .flatMap(token -> keys.key(token.substring(beginning(keys).length())))
                        .orElseThrow(() -> Problems.invalid("nextToken",
                                "must be the nextToken of an earlier answer of this very list", nextToken));
    }
}
