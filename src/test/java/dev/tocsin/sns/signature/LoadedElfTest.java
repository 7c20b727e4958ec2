package dev.tocsin.sns.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

class LoadedElfTest {

    private static final String NAME = System.mapLibraryName("amazonCorrettoCryptoProvider");
    private static final String PROPERTY = "-Dcom.amazon.corretto.crypto.provider.";

    @Test
    void withoutDebuggersSymbolsTheLibraryIsLessThanHalf() throws IOException {
        byte[] whole = library();

        assertThat(LoadedElf.of(whole).length).isBetween(1_000_000, whole.length / 2);
    }

    @Test
    void libraryLoadsAndPassesTheProvidersTests(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve(NAME), LoadedElf.of(library()));

        assertThat(healthBy(folder)).isEqualTo(0);
    }

    /** Else the test above might have loaded another. */
    @Test
    void noLibraryIsNoHealth(@TempDir Path folder) throws Exception {
        library();

        assertThat(healthBy(folder)).isNotEqualTo(0);
    }

    @Test
    void whatIsOfAnotherFormatStaysAsItIs() {
        byte[] text = "no library at all, but longer than the header of one is, which has sixty-four bytes"
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(LoadedElf.of(text)).isSameAs(text);
        assertThat(LoadedElf.of(new byte[] { 0x7f, 'E', 'L', 'F', 2, 1 })).hasSize(6);
    }

    private static byte[] library() throws IOException {
        try (InputStream library = AmazonCorrettoCryptoProvider.class.getResourceAsStream(NAME)) {
            assumeTrue(library != null, "the provider is of another platform");
            return library.readAllBytes();
        }
    }

    private static int healthBy(Path folder) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                PROPERTY + "useExternalLib=true", "-Djava.library.path=" + folder, "-cp",
                System.getProperty("java.class.path"), Health.class.getName())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return java.exitValue();
    }

    /** Ends well if the provider does. */
    static final class Health {

        public static void main(String[] arguments) {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        }

        private Health() {
        }
    }
}
