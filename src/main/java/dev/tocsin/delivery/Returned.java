package dev.tocsin.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was claimed and is not to be tried now.
 *
 * @param untried the deliveries of the run that were not tried
 * @param hold how long the lane is left alone
 * @param because why it is, for people; if empty, it is not
 */
record Returned(Run run, List<Claim> untried, Duration hold, Optional<String> because) {
}
