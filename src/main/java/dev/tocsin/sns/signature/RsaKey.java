package dev.tocsin.sns.signature;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;

/**
 * A key that signatures are checked with.
 *
 * @param provider which checks them; empty for Java's own
 */
record RsaKey(PublicKey key, Optional<Provider> provider) {

    boolean hasSigned(byte[] content, byte[] signature, String algorithm) {
        try {
            Signature check = provider.isPresent() ? Signature.getInstance(algorithm, provider.get())
                    : Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // not even of the right length
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check " + algorithm, e);
        }
    }
}
