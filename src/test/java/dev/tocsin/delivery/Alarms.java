package dev.tocsin.delivery;

import java.util.List;
import java.util.Optional;

import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/** Messages about matters that repeat, in tests: {@code alarm <matter> <severity>}. */
final class Alarms {

    private Alarms() {
    }

    static Meaning meaning() {
        return QueueParts.meaning(List.of(reading -> Optional.of(reading.message().body().split(" "))
                .filter(words -> words.length == 3 && words[0].equals("alarm"))
                .map(words -> Notice.of("alarm", Severity.valueOf(words[2]), words[1] + " is " + words[2])
                        .correlationKey(words[1]).build())));
    }
}
