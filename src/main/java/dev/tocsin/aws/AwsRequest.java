package dev.tocsin.aws;

import java.util.List;
import java.util.Map;

/**
 * A request to a service of AWS as it is before it is signed.
 *
 * @param path encoded, beginning with a slash
 * @param query not encoded, in its order
 * @param signingName of the service, as signatures have it
 * @param signingRegion as signatures have it
 * @param isPathSignedAsIs as S3 wants it, and nobody else
 */
public record AwsRequest(String method, String host, String path, List<Map.Entry<String, String>> query,
        Map<String, String> headers, byte[] body, String signingName, String signingRegion, boolean isPathSignedAsIs) {
}
