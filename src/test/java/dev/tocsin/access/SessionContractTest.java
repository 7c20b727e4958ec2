package dev.tocsin.access;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.audit.Actor;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Which sessions are good, and until when. */
class SessionContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final Duration LIFE = Duration.ofHours(8);
    private static final Sha256 TOKEN = Sha256.of(Secret.of("tocsin_s3cr3t"));
    private static final Actor DEPLOY_BOT = new Actor("deploy-bot", "token");

    private final SecureRandom random = new SecureRandom();
    private final SessionStore store = new SessionStore(database.postgres());

    @BeforeEach
    void empty() {
        database.run("DELETE FROM console_session");
        database.run("DELETE FROM api_token");
    }

    @Test
    void isFoundByItsIdAlone() {
        SessionId id = begin(ofAPerson());
        begin(ofAPerson());

        SessionStore.Found found = find(id).orElseThrow();
        assertThat(found.who()).isEqualTo(new Actor("ada", "person"));
        assertThat(found.role()).isEqualTo(Role.EDITOR);
        assertThat(found.bootstrap()).isEmpty();
        assertThat(found.tokenId()).isEmpty();
        assertThat(find(SessionId.by(random))).isEmpty();
        assertThat(database.texts("SELECT t::text FROM console_session t")).hasSize(2)
                .noneMatch(row -> row.contains(id.secret().reveal()));
    }

    @Test
    void endsWhenItsTimeIsOver() {
        SessionId id = begin(ofAPerson());
        assertThat(database.number("""
                SELECT count(*) FROM console_session
                WHERE expires_at BETWEEN made_at + interval '8 hours' AND made_at + interval '8 hours 1 second'"""))
                .isEqualTo(1);

        database.run("UPDATE console_session SET expires_at = now()");

        assertThat(find(id)).isEmpty();
    }

    @Test
    void hasTheRoleThatItsTokenHasNow() {
        database.run("INSERT INTO api_token (name, role, token_sha256, created_by) VALUES ('deploy-bot', 'admin', $1, 'admin')",
                bytes(TOKEN));
        SessionId id = begin(ofAToken(Role.ADMIN));
        assertThat(find(id).orElseThrow().role()).isEqualTo(Role.ADMIN);

        database.run("UPDATE api_token SET role = 'viewer'");

        SessionStore.Found found = find(id).orElseThrow();
        assertThat(found.role()).isEqualTo(Role.VIEWER);
        assertThat(found.tokenId()).contains(database.number("SELECT id FROM api_token"));
    }

    @Test
    void endsWithItsToken() {
        SessionId id = begin(ofAToken(Role.ADMIN));
        assertThat(find(id)).isEmpty();

        database.run("""
                INSERT INTO api_token (name, role, token_sha256, created_by, expires_at)
                VALUES ('deploy-bot', 'viewer', $1, 'admin', now() + interval '1 minute')""", bytes(TOKEN));
        assertThat(find(id)).isPresent();

        database.run("UPDATE api_token SET expires_at = now()");
        assertThat(find(id)).isEmpty();
    }

    @Test
    void ofTheBootstrapTokenNothingIsStoredThatCouldBeGuessedAt() {
        Sha256 bootstrap = Sha256.of(Secret.of("thought-up-by-people"));
        SessionId id = begin(Login.byBootstrapToken(bootstrap));
        SessionId other = begin(Login.byBootstrapToken(bootstrap));

        assertThat(find(id).orElseThrow().bootstrap()).contains(id.mixedWith(bootstrap));
        assertThat(find(other).orElseThrow().bootstrap()).isPresent().isNotEqualTo(Optional.of(id.mixedWith(bootstrap)));
        assertThat(database.texts("SELECT t::text FROM console_session t")).noneMatch(row -> row.contains(bootstrap.hex()));
    }

    @Test
    void isSeenOnceAMinute() {
        SessionId id = begin(ofAPerson());
        assertThat(find(id).orElseThrow().isUnseen()).isFalse();
        String seen = database.text("SELECT last_seen_at FROM console_session");
        soon(store.seen(id.digest()));
        assertThat(database.text("SELECT last_seen_at FROM console_session")).isEqualTo(seen);

        database.run("UPDATE console_session SET last_seen_at = now() - interval '61 seconds'");
        assertThat(find(id).orElseThrow().isUnseen()).isTrue();
        soon(store.seen(id.digest()));
        assertThat(find(id).orElseThrow().isUnseen()).isFalse();
    }

    @Test
    void aLogoutEndsThatOneAndSaysWhoseItWas() {
        SessionId id = begin(ofAPerson());
        SessionId other = begin(ofAPerson());

        assertThat(soon(store.end(id.digest()))).contains(new Actor("ada", "person"));
        assertThat(soon(store.end(id.digest()))).isEmpty();
        assertThat(find(id)).isEmpty();
        assertThat(find(other)).isPresent();
    }

    @Test
    void whatHasExpiredIsRemovedAndNothingElse() {
        SessionId old = begin(ofAPerson());
        SessionId good = begin(ofAPerson());
        database.run("UPDATE console_session SET expires_at = now() WHERE session_sha256 = $1", bytes(old.digest()));
        database.run("""
                INSERT INTO console_session (session_sha256, actor, actor_kind, role, expires_at)
                SELECT sha256(i::text::bytea), 'ada', 'person', 'viewer', now() - interval '1 hour'
                FROM generate_series(1, 1500) i""");

        soon(store.expire());

        assertThat(database.number("SELECT count(*) FROM console_session")).isEqualTo(1);
        assertThat(find(good)).isPresent();
    }

    private static Login ofAPerson() {
        return new Login(new Actor("ada", "person"), Role.EDITOR, Optional.empty(), Optional.empty());
    }

    private static Login ofAToken(Role role) {
        return new Login(DEPLOY_BOT, role, Optional.of(TOKEN), Optional.empty());
    }

    private SessionId begin(Login login) {
        SessionId id = SessionId.by(random);
        SqlConnection connection = database.connection();
        soon(SessionStore.begin(connection, id, login, LIFE).eventually(connection::close));
        return id;
    }

    private Optional<SessionStore.Found> find(SessionId id) {
        return soon(store.find(id.digest()));
    }

    private static Buffer bytes(Sha256 digest) {
        return Buffer.buffer(digest.bytes());
    }
}
