package dev.tocsin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is shown in the audit as if Tocsin itself had acted. */
class OwnNamesTest {

    @ParameterizedTest
    @ValueSource(strings = { "admin", "system", "slack", "tocsin", "developer", "local-developer", "bootstrap-token",
            "configurations-file", "token-rotation", "slack-install", "delivery" })
    void namesOfTocsinItselfAreKept(String name) {
        assertThat(OwnNames.areLike(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Admin", "ADMIN", " admin ", "adm1n", "AdmIn", "admln", "adrnin", "4dmin", "ad-min", "_admin_",
            "s1ack", "siack", "SLACK", "5lack", "sl@ck", "syst3m", "systern", "SYSTEM", "t0csin", "configurations_file",
            "configurationsfile", "\u0430dmin", "\u0410DMIN", "adm\u0456n", "\u0455ystem", "sl\u0430\u0441k", "\uff41dmin",
            "\uff21\uff24\uff2d\uff29\uff2e", "\u00e1dmin", "a\u200bdmin", "adm\u0131n", "\ud835\udc1admin", "slac\u03ba" })
    void whatLooksLikeOneOfThemIsNoOtherName(String name) {
        assertThat(OwnNames.areLike(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ada", "deploy-bot", "admin-of-payments", "admins", "slack-bot", "ecosystem", "system-7",
            "administratrix", "", "--", "\u5c71\u7530" })
    void otherNamesAreFree(String name) {
        assertThat(OwnNames.areLike(name)).isFalse();
    }

    @Test
    void everyPartOfTocsinThatActsByItselfHasOneOfItsOwnNames() throws IOException {
        Pattern part = Pattern.compile("(?:Actor\\.system|Identities\\.of|return of)\\(\"([^\"]+)\"|\\bsystem\\(\"([^\"]+)\"");
        List<String> parts = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                part.matcher(Files.readString(source)).results()
                        .forEach(found -> parts.add(found.group(1) == null ? found.group(2) : found.group(1)));
            }
        }

        assertThat(parts).contains("tocsin", "slack", "configurations-file", "token-rotation", "admin", "developer")
                .allMatch(OwnNames::areLike);
    }
}
