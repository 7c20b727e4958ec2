package dev.tocsin.aws.call;

/**
 * Where a service is asked.
 *
 * @param region as signatures name it
 */
record ServiceEndpoint(String host, String region) {
}
