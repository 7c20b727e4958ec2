package dev.tocsin.standin;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/**
 * RSA by Amazon's provider, which is native code. Java's own takes ten times as long in a JVM that does without the second
 * compiler, as those of the tests do; it is what is left where Amazon's does not load.
 */
final class StandInRsa {

    private static final Optional<Provider> FAST = load();

    private StandInRsa() {
    }

    static KeyPair keys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = FAST.isPresent() ? KeyPairGenerator.getInstance("RSA", FAST.get())
                : KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** @param algorithm such as {@code SHA256withRSA} */
    static Signature signature(String algorithm) throws NoSuchAlgorithmException {
        return FAST.isPresent() ? Signature.getInstance(algorithm, FAST.get()) : Signature.getInstance(algorithm);
    }

    private static Optional<Provider> load() {
        try {
            AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
            return Optional.<Provider> of(corretto).filter(provider -> corretto.getLoadingError() == null);
        } catch (LinkageError | RuntimeException doesNotLoad) {
            return Optional.empty();
        }
    }
}
