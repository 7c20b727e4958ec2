package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTlsTest {

    @TempDir
    Path folder;

    private Path certificate;

    @BeforeEach
    void aCertificate() throws IOException {
        certificate = Files.writeString(folder.resolve("ca.pem"), "# RDS\n-----BEGIN CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?application_name=tocsin", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer",
            "?sslmode=require", "?sslmode=verify-ca&sslrootcert=CA", "?sslrootcert=CA&sslmode=verify-full" })
    void whatBothDriversFollowIsLetThrough(String parameters) {
        assertThatCode(() -> require(parameters)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sslmode=verify_full                   | an sslmode that there is not. They are: disable, allow, prefer, require
            sslmode=REQUIRE                       | an sslmode that there is not
            sslmode=verify-full                   | says sslmode=verify-full and not which authority to trust
            sslmode=verify-ca                     | sslrootcert=/etc/tocsin/database/ca.pem
            sslmode=verify-full&sslrootcert=/none | names as sslrootcert a file that is not there
            sslmode=verify-full&sslrootcert=EMPTY | without a certificate in PEM form
            sslmode=require&sslrootcert=CA        | only sslmode=verify-full and sslmode=verify-ca look at
            sslrootcert=CA                        | Add one of them
            ssl=true                              | the parameter ssl, which Tocsin cannot follow
            sslmode=require&sslcert=/x            | the parameter sslcert
            sslmode=require&channel_binding=require | the parameter channel_binding
            """)
    void whatOneDriverWouldNotFollowKeepsTocsinFromStartingAndSaysWhatToWrite(String parameters, String says) {
        assertThatThrownBy(() -> require("?" + parameters)).isInstanceOfSatisfying(NoStart.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_SETTING);
            assertThat(failure.getMessage()).startsWith("quarkus.datasource.reactive.url (QUARKUS_DATASOURCE_REACTIVE_URL) ")
                    .contains(says).doesNotContain(folder.toString());
        });
    }

    @Test
    void theFilesNameMayBeEncoded() throws IOException {
        Path spaced = Files.copy(certificate, folder.resolve("a ca.pem"));

        assertThatCode(() -> require("?sslmode=verify-full&sslrootcert=" + spaced.toString().replace(" ", "%20")))
                .doesNotThrowAnyException();
    }

    private void require(String parameters) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        String url = "jdbc:postgresql://db.example.com/tocsin"
                + parameters.replace("CA", certificate.toString()).replace("EMPTY", empty.toString());
        new DatabaseAddress(url, "db.example.com:5432", "tocsin", "tocsin", false).requireReadable();
    }
}
