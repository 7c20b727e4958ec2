package dev.tocsin.aws;

import java.util.Map;

/** What came of a request to AWS. */
public sealed interface AwsReply {

    /** @param headers by their names in small letters; of several of one name the first */
    record Whole(int status, Map<String, String> headers, byte[] body) implements AwsReply {
    }

    /** The body was longer than what was to be read, and the connection was closed. */
    record TooLong() implements AwsReply {
    }

    /**
     * No answer came.
     *
     * @param words why not
     * @param wasSent whether the request went out, so that AWS may have done what it asks
     */
    record None(String words, boolean wasSent) implements AwsReply {
    }
}
