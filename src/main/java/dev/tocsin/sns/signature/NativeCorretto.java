package dev.tocsin.sns.signature;

import javax.crypto.MacSpi;

import com.amazon.corretto.crypto.provider.SelfTestResult;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Among the provider's tests of itself, without which it gives no service, are those of message authentication codes, by a
 * further provider that it makes for them. A native executable trusts no provider that is made while it runs, so these tests
 * would fail there. We use no such codes of it; what we do use {@link KnownSignatures} tests, natively too.
 */
@TargetClass(className = "com.amazon.corretto.crypto.provider.EvpHmac")
final class NativeCorretto {

    /** Called natively in place of the other. */
    @Substitute
    @SuppressWarnings({ "UnusedMethod", "UnusedVariable" })
    private static SelfTestResult runSelfTest(String macName, Class<? extends MacSpi> spi) {
        return SelfTestResult.PASS_RESULT;
    }

    private NativeCorretto() {
    }
}
