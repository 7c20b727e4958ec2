package dev.tocsin.silence;

import java.util.List;

import dev.tocsin.database.DatabaseClock;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.Rows;
import dev.tocsin.quiet.RepeatedLines;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Tuple;

/** What the room is made of, in tests without Quarkus. */
final class SilenceParts {

    private SilenceParts() {
    }

    /** @param namesAndValues of settings below {@code tocsin.silence}, in turns; all others are as they are by default */
    static SilenceConfig config(String... namesAndValues) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(SilenceConfig.class);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.withDefaultValue("tocsin.silence." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build().getConfigMapping(SilenceConfig.class);
    }

    static RepeatedLines log(List<String> lines) {
        return new RepeatedLines(System::nanoTime, (level, line) -> lines.add(line));
    }

    static DatabaseClock clock(QueueDatabase database) {
        return new DatabaseClock(() -> database.postgres().within(QueueDatabase.PATIENCE)
                .query("SELECT clock_timestamp() AS now", Tuple.tuple())
                .map(rows -> Rows.instant(rows.iterator().next(), "now")), System::nanoTime);
    }

    /** Each that is silent, as kind, subject and why. */
    static List<String> silent(QueueDatabase database) {
        return database.texts("SELECT kind || ' ' || subject || ': ' || why FROM silence WHERE over_at IS NULL ORDER BY 1");
    }
}
