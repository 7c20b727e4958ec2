package dev.tocsin.sns.signature;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Before its first service the provider tests itself, message authentication codes among the rest, by a provider that it makes
 * for this. A native executable trusts no provider that is made while it runs, so the test fails there and all services with
 * it. What we use of it {@link KnownSignatures} tests, natively too.
 */
@TargetClass(className = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", innerClass = "ACCPService")
final class NativeCorretto {

    @Substitute
    private void checkTests() {
        // left out, as said above
    }

    private NativeCorretto() {
    }
}
