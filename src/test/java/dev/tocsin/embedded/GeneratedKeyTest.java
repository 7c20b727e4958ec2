package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedKeyTest {

    @TempDir
    Path folder;

    @Test
    void isMadeOnceAndKept() throws IOException {
        String made = GeneratedKey.keptIn(folder.resolve("key"));

        assertThat(Base64.getDecoder().decode(made)).hasSize(32);
        assertThat(GeneratedKey.keptIn(folder.resolve("key"))).isEqualTo(made);
        assertThat(GeneratedKey.keptIn(folder.resolve("other"))).isNotEqualTo(made);
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        GeneratedKey.keptIn(folder.resolve("key"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key")))).isEqualTo("rw-------");
    }
}
