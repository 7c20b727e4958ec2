package dev.tocsin.aws.call;

import java.util.List;
import java.util.Map;

/**
 * An operation as an HTTP request, before it has a host and a signature.
 *
 * @param path encoded, beginning with a slash
 * @param query not encoded
 */
record CallRequest(String method, String path, List<Map.Entry<String, String>> query, Map<String, String> headers,
        byte[] body) {
}
