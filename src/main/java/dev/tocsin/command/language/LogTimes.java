package dev.tocsin.command.language;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/** Where CloudWatch Logs wants a number for a moment, of which people say the moment itself. */
record LogTimes(ServiceModel service, OperationModel operation) {

    private static final Set<String> NAMES = Set.of("starttime", "endtime", "from", "to");
    /** As seconds the years from 1973 to 2286; a number of the other unit is in none of these years. */
    private static final long LEAST_SECONDS = 100_000_000L;
    private static final long MOST_SECONDS = 9_999_999_999L;
    private static final long MILLIS = 1_000;

    /** Whether the member is a moment. */
    boolean has(String member) {
        return service.name().equals("logs") && NAMES.contains(Nearest.bare(member));
    }

    /** As the operation wants it. */
    long number(Instant moment) {
        return inSeconds() ? moment.getEpochSecond() : moment.toEpochMilli();
    }

    /** In ISO 8601, which is read as the same number again; empty for what is hardly meant as a moment. */
    Optional<String> words(String member, long number) {
        long seconds = inSeconds() ? number : Math.floorDiv(number, MILLIS);
        return has(member) && seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS
                ? Optional.of((inSeconds() ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number)).toString())
                : Optional.empty();
    }

    private boolean inSeconds() {
        return operation.name().equals("StartQuery");
    }
}
