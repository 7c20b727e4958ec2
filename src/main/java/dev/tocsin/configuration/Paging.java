package dev.tocsin.configuration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

import dev.tocsin.problem.Problems;

/**
 * A page in the manner of AWS: at most {@code maxResults}, and a {@code nextToken} if there are more.
 *
 * @param after the last key of the page before, empty for the first
 */
public record Paging(int maxResults, String after) {

    private static final String KEY = "[A-Za-z0-9_-]{1,255}";

    /**
     * Reads the query parameters.
     *
     * @throws dev.tocsin.problem.ProblemException if they are none
     */
    public static Paging of(String maxResults, String nextToken) {
        return new Paging(size(maxResults), nextToken == null ? "" : key(nextToken));
    }

    /** One row more than asked for tells whether there is a next page. */
    public int rows() {
        return maxResults + 1;
    }

    /** The rows of this page; {@code found} may have one more. */
    public <T> List<T> page(List<T> found) {
        return new ArrayList<>(found.subList(0, Math.min(found.size(), maxResults)));
    }

    /** The token of the next page, null if there is none. */
    public <T> String nextToken(List<T> found, Function<T, String> key) {
        return found.size() <= maxResults
                ? null
                : Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(key.apply(found.get(maxResults - 1)).getBytes(StandardCharsets.UTF_8));
    }

    private static int size(String maxResults) {
        if (maxResults == null) {
            return Limits.PAGE;
        }
        if (!maxResults.matches("[0-9]{1,3}") || Integer.parseInt(maxResults) < 1
                || Integer.parseInt(maxResults) > Limits.PAGE) {
            throw Problems.invalid("maxResults", "must be a number from 1 to " + Limits.PAGE, maxResults);
        }
        return Integer.parseInt(maxResults);
    }

    private static String key(String nextToken) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(nextToken), StandardCharsets.UTF_8);
            if (key.matches(KEY)) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // The same answer as for one that holds no key.
        }
        throw Problems.invalid("nextToken", "must be a nextToken of an earlier answer", nextToken);
    }
}
