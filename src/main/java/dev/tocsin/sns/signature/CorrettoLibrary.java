package dev.tocsin.sns.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Takes the library of Amazon's Corretto Crypto Provider into the native executable, as the resource that the provider looks
 * for, and leaves out what a {@link LoadedElf} does without. Only the linker runs it.
 */
final class CorrettoLibrary implements Feature {

    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String LIBRARY = "com/amazon/corretto/crypto/provider/"
            + System.mapLibraryName("amazonCorrettoCryptoProvider");

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Class<?> provider = access.findClassByName(PROVIDER);
        try (InputStream library = provider.getClassLoader().getResourceAsStream(LIBRARY)) {
            if (library == null) {
                // The provider's jar is of another platform, and Java's own checks signatures.
                return;
            }
            RuntimeResourceAccess.addResource(provider.getModule(), LIBRARY, LoadedElf.of(library.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
