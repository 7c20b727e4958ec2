package dev.tocsin.configuration.declared;

/**
 * A file that a replica holds.
 *
 * @param sha256 of the file and of the secrets that it refers to, in hexadecimal
 * @param before the same of the file that this replica last applied or found applied; empty if it has not yet since its start,
 *        and then all is compared, whatever the digests say
 */
public record Held(String sha256, String before) {
}
