package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;

/** What the documentation has people say to a restored database does what it promises. */
class RestoredBackupContractTest {

    private static final Pattern GIVE_UP = Pattern.compile("-c \"(UPDATE delivery .*?)\"", Pattern.DOTALL);
    private static final Pattern SIZES = Pattern.compile("```sql\\n(SELECT pg_size_pretty.*?);\\n```", Pattern.DOTALL);

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final DeliveryConfig config = QueueParts.config("pace", "0s");
    private LaneStore store;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), config, QueueParts.meaning());
    }

    @Test
    void nothingThatWaitedInTheBackupIsSentAndWhatComesThenIs() throws IOException {
        long lane = database.configuration();
        long beingSent = database.delivery(lane);
        long behind = database.delivery(lane);
        assertThat(claim(lane)).map(Claim::deliveryId).contains(beingSent);
        database.run("UPDATE lane SET leased_until = now() - interval '1 hour'"); // so old is the backup

        database.run(shown("backup.md", GIVE_UP));

        assertThat(database.texts("SELECT state || ': ' || reason FROM delivery WHERE id = ANY (ARRAY[$1, $2]::bigint[])",
                beingSent,
                behind)).containsOnly("DEAD: waited when the backup was made").hasSize(2);
        assertThat(claim(lane)).isEmpty();
        long later = database.delivery(lane);
        assertThat(claim(lane)).map(Claim::deliveryId).contains(later);
    }

    @Test
    void whatNotificationsTakeIsToldOnceTheDatabaseHasCountedThem() throws IOException {
        database.delivery(database.configuration());
        String sizes = shown("operating.md", SIZES);
        database.run("ANALYZE notification");

        assertThat(database.rows(sizes)).singleElement()
                .satisfies(row -> assertThat(row.getString("each")).matches("\\d+ (bytes|kB|MB)"));
    }

    private Optional<Claim> claim(long lane) {
        return soon(Heads.claim(store, List.of(lane))).stream().findFirst().flatMap(found -> found);
    }

    private static String shown(String page, Pattern pattern) throws IOException {
        Matcher shown = pattern.matcher(Files.readString(Path.of("docs", page)));
        assertThat(shown.find()).as(page).isTrue();
        return shown.group(1);
    }
}
