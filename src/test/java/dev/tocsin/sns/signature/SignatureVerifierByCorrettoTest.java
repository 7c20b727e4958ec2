package dev.tocsin.sns.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.PublicKey;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tocsin.standin.SigningCertificate;

/** All that is tried with Java's own RSA, where Amazon's loads. */
class SignatureVerifierByCorrettoTest extends SignatureVerifierTest {

    private static final FastRsa FAST = FastRsa.load();

    @BeforeAll
    static void requireLibrary() {
        assumeTrue(FAST.isLoaded() || !isBuiltForThis(), "the library is not built for this platform");
    }

    private static boolean isBuiltForThis() {
        return System.getProperty("os.name").equals("Linux");
    }

    @Override
    FastRsa rsa() {
        return FAST;
    }

    @Test
    void isNotTrustedIfItJudgesAKnownSignatureWrongly() {
        PublicKey another = SigningCertificate.good().certificate().getPublicKey();
        assertThatThrownBy(() -> KnownSignatures.requireRight(key -> FAST.key(another)))
                .hasMessageContaining("does not judge a known signature");
    }

    @Test
    void leavesToJavaWhatIsNoKeyOfRsa() {
        RsaKey key = FAST.key(SigningCertificate.make().ellipticCurve().certificate().certificate().getPublicKey());
        assertThat(key.provider()).isEmpty();
    }

    @Test
    void checksByCorrettoWhatIsOne() {
        RsaKey key = FAST.key(SigningCertificate.good().certificate().getPublicKey());
        assertThat(key.provider()).map(provider -> provider.getName()).contains("AmazonCorrettoCryptoProvider");
    }
}
