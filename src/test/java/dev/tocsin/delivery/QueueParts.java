package dev.tocsin.delivery;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Vetoed;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.address.ConsoleAddress;
import dev.tocsin.audit.AuditParts;
import dev.tocsin.chat.Chats;
import dev.tocsin.context.NoContext;
import dev.tocsin.database.Postgres;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Interpreters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What the statements of the queue are made with, in tests without Quarkus. */
public final class QueueParts {

    private QueueParts() {
    }

    /** @param namesAndValues of settings below {@code tocsin.delivery}, in turns; all others are as they are by default */
    public static DeliveryConfig config(String... namesAndValues) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(DeliveryConfig.class);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.withDefaultValue("tocsin.delivery." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build().getConfigMapping(DeliveryConfig.class);
    }

    /** @param namesAndValues of settings below {@code tocsin.live}, in turns; all others are as they are by default */
    public static LiveConfig live(String... namesAndValues) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(LiveConfig.class);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.withDefaultValue("tocsin.live." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build().getConfigMapping(LiveConfig.class);
    }

    /** What puts deliveries back, where no lanes run. */
    public static PostedAnew postedAnew() {
        return new Unwoken();
    }

    @Vetoed
    private static final class Unwoken extends PostedAnew {

        Unwoken() {
            super(null);
        }

        @Override
        public void wake(long configurationId) {
            // No lane runs here.
        }
    }

    /** What puts remarks into lanes, where none run; those that are woken are noted. */
    public static Remarks remarks(Collection<Long> woken) {
        return new Noting(woken);
    }

    @Vetoed
    private static final class Noting extends Remarks {

        private final Collection<Long> woken;

        Noting(Collection<Long> woken) {
            super(null);
            this.woken = woken;
        }

        @Override
        public void wake(long configurationId) {
            woken.add(configurationId);
        }
    }

    /** What sends notifications on, where nobody else has to be told of it. */
    public static DeliveryElsewhere elsewhere(Postgres postgres) {
        return new DeliveryElsewhere(postgres, null, config(), AuditParts.log(), List.of());
    }

    /** What is asked before a run, of a build without chats. */
    static LiveMatters matters(Postgres postgres, Meaning meaning, EventLoops loops) {
        return new LiveMatters(new LiveMessages(postgres, config()), meaning, new Chats(List.of()), new NoContext(), loops,
                live());
    }

    /** That every message means its text. */
    public static Meaning meaning() {
        return meaning(List.of());
    }

    public static Meaning meaning(List<Interpreter> interpreters) {
        return new Meaning(new Interpreters(interpreters), attributes());
    }

    /** What chats would be sent; nothing is asked of the database for that. */
    public static Previews previews(Postgres postgres, Meaning meaning, Chats chats) {
        return new Previews(postgres, config(), meaning, chats, Clock.systemUTC());
    }

    public static Meaning meaningOf(Interpreters interpreters) {
        return new Meaning(interpreters, attributes());
    }

    static StoredAttributes attributes() {
        return new StoredAttributes(new ObjectMapper());
    }

    static HistoryLink history() {
        return new HistoryLink(new ConsoleAddress(Optional.empty(), true), Optional.empty());
    }

    /** What keeps repeats, where every message means its text. */
    static Folds folds(Postgres postgres, DeliveryConfig config) {
        return new Folds(new FoldStatement(postgres, config), meaning(), history(), config, new SimpleMeterRegistry());
    }

    /** Nobody is told what is shut and opened. */
    static ShutAudit noAudit() {
        return new Untold();
    }

    @Vetoed
    private static final class Untold extends ShutAudit {

        Untold() {
            super(null);
        }

        @Override
        Uni<Void> record(SqlConnection transaction, List<Settlement> batch, RowSet<Row> lanes) {
            return Uni.createFrom().voidItem();
        }
    }

    /** Of a build without chats, so that all kinds have the usual pace or what the settings say. */
    static Paces paces(DeliveryConfig config) {
        return new Paces(new Chats(List.of()), config);
    }
}
