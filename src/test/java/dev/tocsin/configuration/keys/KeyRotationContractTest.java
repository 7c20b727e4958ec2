package dev.tocsin.configuration.keys;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.configuration.SealedColumn;
import dev.tocsin.configuration.UrlColumn;
import dev.tocsin.configuration.keys.SealedSecrets.Resealed;
import dev.tocsin.configuration.keys.SealedSecrets.Stored;
import dev.tocsin.configuration.workspaces.TokenColumns;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What is sealed under an older key, on its way under the current one. */
class KeyRotationContractTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);
    private static final String LOST = key(3);
    private static final String OLD_ID = sealer(OLD).currentKey().orElseThrow();
    private static final String NEW_ID = sealer(NEW).currentKey().orElseThrow();
    private static final String LOST_ID = sealer(LOST).currentKey().orElseThrow();

    @RegisterExtension
    static final QueueDatabase DATABASE = QueueDatabase.empty();

    private final SealedSecrets secrets = new SealedSecrets(
            Stream.concat(Stream.of(UrlColumn.get()), TokenColumns.all().stream()).toList(), DATABASE.postgres());
    private final KeyRotation rotation = replica(sealer(NEW, OLD));

    @BeforeEach
    void nobodySealsYet() {
        DATABASE.run("DELETE FROM sealing_key");
    }

    @Test
    void whatIsUnderAnOlderKeyIsSealedUnderTheCurrentOne() {
        configuration("payments", sealer(OLD).seal(Secret.of("s3cr3t-url"), "configuration:payments"));
        workspace("T1", OLD);

        KeyReport report = soon(rotation.round());

        assertThat(report.byKey()).containsOnlyKeys(NEW_ID).containsEntry(NEW_ID, 3L);
        SecretSealer withoutTheOldKey = sealer(NEW);
        assertThat(withoutTheOldKey.open(url("payments"), "configuration:payments").reveal()).isEqualTo("s3cr3t-url");
        assertThat(withoutTheOldKey.open(token("bot_token_sealed"), "workspace:T1").reveal()).isEqualTo("s3cr3t-bot");
        assertThat(withoutTheOldKey.open(token("refresh_token_sealed"), "workspace:T1").reveal()).isEqualTo("s3cr3t-refresh");
    }

    @Test
    void everyColumnOfSealedSecretsIsLookedAfter() {
        List<String> sealed = DATABASE
                .texts("""
                        SELECT column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name LIKE '%\\_sealed'""");

        assertThat(sealed).hasSameSizeAs(secrets.columns())
                .allMatch(name -> secrets.columns().stream().anyMatch(column -> column.replace().contains(name)));
    }

    @Test
    void nobodyWhoReadItBeforeIsToldThatItChanged() {
        configuration("payments", sealed("payments", OLD));
        workspace("T1", OLD);
        List<String> before = versions();

        soon(rotation.round());

        assertThat(versions()).isEqualTo(before);
        assertThat(DATABASE.number("SELECT count(*) FROM audit_entry")).isZero();
    }

    @Test
    void anyNumberIsSealedAnewInOneRound() {
        IntStream.range(0, 350).forEach(i -> configuration("many-" + i, sealed("many-" + i, i % 7 == 0 ? NEW : OLD)));

        assertThat(soon(rotation.round()).byKey()).containsOnlyKeys(NEW_ID);
    }

    @Test
    void itWaitsWhileAnotherReplicaSealsUnderAnotherKey() {
        configuration("payments", sealed("payments", OLD));
        KeyRotation older = replica(sealer(OLD, NEW));
        soon(older.round());

        KeyReport waiting = soon(rotation.round());

        assertThat(waiting.otherwise()).containsExactly(OLD_ID);
        assertThat(waiting.outstanding()).isEqualTo(1);
        assertThat(health(rotation).getStatus()).isEqualTo(Status.UP);
        assertThat(data(health(rotation), "resealing")).contains("another replica still seals under " + OLD_ID);
        DATABASE.run("UPDATE sealing_key SET confirmed_at = now() - interval '61 seconds' WHERE key_id = $1", OLD_ID);
        assertThat(soon(rotation.round()).outstanding()).isZero();
    }

    @Test
    void replicasOfTwoKeysDoNotUndoEachOthersWork() {
        configuration("payments", sealed("payments", NEW));
        soon(rotation.round());

        soon(replica(sealer(OLD, NEW)).round());

        assertThat(url("payments")).startsWith("v1:" + NEW_ID);
    }

    @Test
    void aSecretThatIsGivenAnewMeanwhileStays() {
        configuration("payments", sealed("payments", OLD));
        Stored read = soon(secrets.underKeys(urls(), List.of(OLD_ID), 0, 10)).get(0);
        String given = sealer(NEW).seal(Secret.of("s3cr3t-given"), "configuration:payments");
        DATABASE.run("UPDATE configuration SET webhook_url_sealed = $1", given);

        int replaced = soon(secrets.replace(urls(),
                List.of(new Resealed(read, sealer(NEW, OLD).resealed(read.sealed(), read.sealedFor())))));

        assertThat(replaced).isZero();
        assertThat(url("payments")).isEqualTo(given);
    }

    @Test
    void whoeverIsAtARowIsNotWaitedForAndNotDisturbed() {
        configuration("busy", sealed("busy", OLD));
        configuration("free", sealed("free", OLD));
        SqlConnection other = DATABASE.connection();
        soon(other.query("BEGIN").execute());
        soon(other.query("SELECT 1 FROM configuration WHERE configuration_name = 'busy' FOR UPDATE").execute());

        KeyReport meanwhile = soon(rotation.round());
        soon(other.query("ROLLBACK").execute());
        soon(other.close());

        assertThat(meanwhile.outstanding()).isEqualTo(1);
        assertThat(url("busy")).startsWith("v1:" + OLD_ID);
        assertThat(soon(rotation.round()).outstanding()).isZero();
    }

    @Test
    void severalReplicasMayDoItAtOnce() {
        IntStream.range(0, 300).forEach(i -> configuration("shared-" + i, sealed("shared-" + i, OLD)));

        CompletableFuture.allOf(IntStream.range(0, 3).mapToObj(
                i -> replica(sealer(NEW, OLD)).round().subscribeAsCompletionStage()).toArray(CompletableFuture[]::new)).join();

        assertThat(soon(rotation.round()).byKey()).containsOnlyKeys(NEW_ID);
        assertThat(sealer(NEW).open(url("shared-299"), "configuration:shared-299").reveal()).isEqualTo("s3cr3t");
    }

    /** Replicas of the version before keep new tokens only if the text of the refresh token is the one that they read. */
    @Test
    void aWorkspaceWhoseTokenIsBeingExchangedIsPassedOver() {
        workspace("T1", OLD);
        DATABASE.run("UPDATE slack_workspace SET next_refresh_at = now() + interval '1 minute'");

        assertThat(soon(rotation.round()).outstanding()).isEqualTo(2);

        DATABASE.run("UPDATE slack_workspace SET next_refresh_at = now()");
        assertThat(soon(rotation.round()).outstanding()).isZero();
    }

    @Test
    void whatNoConfiguredKeyOpensIsNamedWithWhatToDo() {
        configuration("payments", sealed("payments", LOST));
        workspace("T1", LOST);
        DATABASE.run("UPDATE slack_workspace SET refresh_token_sealed = 's3cr3t, bare'");
        configuration("fine", sealed("fine", OLD));

        KeyReport report = soon(rotation.round());

        assertThat(report.byKey()).containsEntry(NEW_ID, 1L).containsEntry(LOST_ID, 2L);
        HealthCheckResponse health = health(rotation);
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(health, "key " + LOST_ID)).contains("2 secrets", "configuration:payments", "workspace:T1",
                "tocsin.secrets.previous-keys");
        assertThat(data(health, "key unreadable")).contains("workspace:T1");
        assertThat(health.getData().orElseThrow().toString()).doesNotContain("s3cr3t", "fine");
    }

    @Test
    void whatNoConfiguredKeyOpensIsSaidInTheLogOnceAndNotAtEachLook() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(KeyRotation.class.getName());
        Kept kept = new Kept(lines);
        log.addHandler(kept);
        try {
            configuration("payments", sealed("payments", LOST));
            soon(rotation.round());
            soon(rotation.round());
            workspace("T1", LOST);
            DATABASE.run("UPDATE slack_workspace SET refresh_token_sealed = 's3cr3t, bare'");
            soon(rotation.round());
        } finally {
            log.removeHandler(kept);
        }

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("count=1", "key=" + LOST_ID, "configuration:payments", "/q/health/well");
        assertThat(lines.get(1)).contains("key=unreadable", "workspace:T1").doesNotContain("s3cr3t");
    }

    @Test
    void withoutAKeyEverythingIsNamedAndNothingIsTouched() {
        configuration("payments", sealed("payments", OLD));
        KeyRotation keyless = replica(new SecretSealer(Optional.empty(), Optional.empty()));

        soon(keyless.round());

        assertThat(data(health(keyless), "key " + OLD_ID)).contains("configuration:payments");
    }

    @Test
    void oneThatIsDamagedIsNamedAndHoldsUpNoOther() {
        configuration("damaged", sealed("elsewhere", OLD));
        configuration("fine", sealed("fine", OLD));

        soon(rotation.round());

        assertThat(url("fine")).startsWith("v1:" + NEW_ID);
        assertThat(health(rotation).getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(health(rotation), "configuration:damaged")).contains("give it anew");
    }

    @Test
    void beforeTheFirstLookNothingIsSaidToBeWrong() {
        assertThat(health(rotation).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void theMetricSaysWhenAKeyIsNoLongerNeeded() {
        configuration("payments", sealed("payments", OLD));
        configuration("lost", sealed("lost", LOST));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        soon(rotation.round());

        new KeyMetrics(rotation, meters).measure();

        assertThat(meters.get("tocsin.sealed.secrets").tags("key", OLD_ID, "state", "previous").gauge().value()).isZero();
        assertThat(meters.get("tocsin.sealed.secrets").tags("key", NEW_ID, "state", "current").gauge().value()).isOne();
        assertThat(meters.get("tocsin.sealed.secrets").tags("key", LOST_ID, "state", "missing").gauge().value()).isOne();
    }

    @Test
    void onceSealedAnewTheOlderKeyOpensNothing() {
        configuration("payments", sealed("payments", OLD));
        soon(rotation.round());

        assertThatThrownBy(() -> sealer(OLD).open(url("payments"), "configuration:payments"))
                .isInstanceOf(UnopenableSecret.class);
    }

    private KeyRotation replica(SecretSealer sealer) {
        return new KeyRotation(sealer, secrets, new KeysInUse(DATABASE.postgres()));
    }

    private SealedColumn urls() {
        return secrets.columns().get(0);
    }

    private static HealthCheckResponse health(KeyRotation rotation) {
        return new SecretsAreOpenable(rotation).call();
    }

    private static String data(HealthCheckResponse health, String key) {
        return String.valueOf(health.getData().orElseThrow().get(key));
    }

    private static void configuration(String name, String sealed) {
        DATABASE.run("""
                INSERT INTO configuration (type, configuration_name, webhook_url_sealed)
                VALUES ('slack-channel', $1, $2)""", name, sealed);
    }

    private static void workspace(String team, String key) {
        DATABASE.run("""
                INSERT INTO slack_workspace (slack_team_id, slack_team_name, bot_token_sealed, refresh_token_sealed)
                VALUES ($1, 'Team', $2, $3)""", team, sealer(key).seal(Secret.of("s3cr3t-bot"), "workspace:" + team),
                sealer(key).seal(Secret.of("s3cr3t-refresh"), "workspace:" + team));
    }

    private static String sealed(String name, String key) {
        return sealer(key).seal(Secret.of("s3cr3t"), "configuration:" + name);
    }

    private static String url(String name) {
        return DATABASE.text("SELECT webhook_url_sealed FROM configuration WHERE configuration_name = $1", name);
    }

    private static String token(String column) {
        return DATABASE.text("SELECT " + column + " FROM slack_workspace");
    }

    private static List<String> versions() {
        return DATABASE.texts("""
                SELECT version || ' ' || updated_at FROM configuration
                UNION ALL SELECT version || ' ' || updated_at FROM slack_workspace""");
    }

    private static SecretSealer sealer(String key, String... previous) {
        return new SecretSealer(Optional.of(key), Optional.of(List.of(previous)));
    }

    private static String key(int filling) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static final class Kept extends ExtHandler {

        private final List<String> lines;

        Kept(List<String> lines) {
            this.lines = lines;
        }

        @Override
        protected void doPublish(ExtLogRecord line) {
            lines.add(String.format(line.getMessage(), line.getParameters()));
        }
    }
}
