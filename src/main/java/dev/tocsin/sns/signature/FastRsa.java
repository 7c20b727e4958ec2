package dev.tocsin.sns.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

import io.quarkus.logging.Log;

/**
 * Amazon's Corretto Crypto Provider, which checks an RSA signature in half the time that Java's own takes, and in a quarter
 * natively. It is native code: it loads on the platform that it was built for, and where it can be written to the temporary
 * folder. Where it does not load, Java's own checks signatures.
 */
final class FastRsa {

    private final Optional<Provider> provider;

    private FastRsa(Optional<Provider> provider) {
        this.provider = provider;
    }

    /** Java's own in any case. */
    static FastRsa none() {
        return new FastRsa(Optional.empty());
    }

    /** Blocks for a fifth of a second. */
    static FastRsa load() {
        try {
            return load(AmazonCorrettoCryptoProvider.INSTANCE);
        } catch (GeneralSecurityException | RuntimeException | LinkageError failure) {
            return instead(failure);
        }
    }

    private static FastRsa load(AmazonCorrettoCryptoProvider corretto) throws GeneralSecurityException {
        if (corretto.getLoadingError() != null) {
            return instead(corretto.getLoadingError());
        }
        KnownSignatures.requireRight(key -> translated(key, corretto));
        Log.debugf("Signatures are checked by %s", corretto.getInfo());
        return new FastRsa(Optional.of(corretto));
    }

    private static FastRsa instead(Throwable failure) {
        Log.infof("Signatures are checked by Java's own RSA, which takes more time: Amazon's does not load here: %s", failure);
        return none();
    }

    boolean isLoaded() {
        return provider.isPresent();
    }

    /** What it does not take, Java's own checks. */
    RsaKey key(PublicKey key) {
        RsaKey ofJava = new RsaKey(key, Optional.empty());
        try {
            return provider.isPresent() ? translated(key, provider.get()) : ofJava;
        } catch (GeneralSecurityException | RuntimeException notTaken) {
            return ofJava;
        }
    }

    private static RsaKey translated(PublicKey key, Provider corretto) throws GeneralSecurityException {
        return new RsaKey((PublicKey) KeyFactory.getInstance("RSA", corretto).translateKey(key), Optional.of(corretto));
    }
}
