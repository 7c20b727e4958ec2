package dev.tocsin.delivery;

import java.time.Duration;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;

/**
 * The credentials of the destinations that are posted to. A lane posts with the same one again and again, and to open it takes
 * as long as all of the signature of a request does, so it is kept for some seconds.
 */
@Singleton
final class OpenCredentials {

    private static final long MOST = 1_000;
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final SecretSealer sealer;
    private final Cache<Sealed, Secret> open = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    OpenCredentials(SecretSealer sealer) {
        this.sealer = sealer;
    }

    /** What was sealed anew is another text, so no credential outlives its change. */
    private record Sealed(String text, String context) {
    }

    /** @throws UnopenableSecret as {@link SecretSealer#open} does; that is found out anew each time */
    Secret of(Claim.Address address) {
        return open.get(new Sealed(address.credentialSealed(), address.sealedFor()),
                sealed -> sealer.open(sealed.text(), sealed.context()));
    }
}
