package dev.tocsin.notice.security;

import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Severity;

/** The words that AWS's security services use for how bad a finding is, in their various spellings. */
final class SeverityLabel {

    private static final int LONGEST = 20;

    private SeverityLabel() {
    }

    static Optional<Severity> of(Json label) {
        return label.text().filter(text -> text.length() <= LONGEST).flatMap(text -> of(text));
    }

    private static Optional<Severity> of(String label) {
        return switch (label.toUpperCase(Locale.ROOT)) {
            case "CRITICAL", "FATAL" -> Optional.of(Severity.CRITICAL);
            case "HIGH" -> Optional.of(Severity.HIGH);
            case "MEDIUM" -> Optional.of(Severity.MEDIUM);
            case "LOW" -> Optional.of(Severity.LOW);
            case "INFORMATIONAL", "UNTRIAGED", "UNDEFINED" -> Optional.of(Severity.INFO);
            default -> Optional.empty();
        };
    }
}
