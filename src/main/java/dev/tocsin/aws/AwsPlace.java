package dev.tocsin.aws;

import java.util.Optional;

/**
 * Where something is read.
 *
 * @param account whose it is, by the account's 12-digit id; empty if nobody said
 * @param role the ARN of the role that a configuration reads as, if it names one
 */
public record AwsPlace(String region, Optional<String> account, Optional<String> role) {
}
