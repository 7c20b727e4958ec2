package dev.tocsin.aws;

import java.util.Optional;

/**
 * A role that is assumed, and how.
 *
 * @param session what the role's account sees as our name
 * @param region whose STS is asked
 * @param externalId what the role's trust policy may ask for
 * @param seconds how long the credentials are good; empty for the hour that STS gives by itself
 */
record AssumedRole(String arn, String session, String region, Optional<String> externalId, Optional<Integer> seconds) {

    AssumedRole(String arn, String session, String region) {
        this(arn, session, region, Optional.empty(), Optional.empty());
    }
}
