package dev.tocsin.configuration;

import java.util.Arrays;

import dev.tocsin.problem.Problems;

/** The If-Match header (RFC 9110, 13.1.1): the change is wanted only if what is stored is still what was read. */
public record IfMatch(String header) {

    /** The strong entity tag of one version of a row; the id keeps a later row of the same name apart. */
    public static String etag(long id, int version) {
        return "\"" + id + "-" + version + "\"";
    }

    /** Ends the request with 412 if another version is wanted. */
    public void require(String etag) {
        boolean wanted = header == null || header.strip().equals("*")
                || Arrays.stream(header.split(",")).map(String::strip).anyMatch(etag::equals);
        if (!wanted) {
            throw Problems.preconditionFailed("It was changed since you read it: its ETag is " + etag
                    + ", not what If-Match names. Read it again and decide anew.");
        }
    }
}
