package dev.tocsin.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the API lists as shown by one message in a chat: the address in a digest's footer, and that of a message's page. */
final class DeliveryLists {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 30;
    private static final String DIGESTS = "SELECT id::text FROM posting WHERE phase IS NULL ORDER BY posted_at, id LIMIT "
            + MOST;
    private static final String MESSAGES = "SELECT id::text FROM posting WHERE phase IS NOT NULL ORDER BY posted_at, id LIMIT "
            + MOST;

    private final Replica replica;
    private final FragilePostgres database;
    private final StubChannels channels;

    DeliveryLists(Replica replica, FragilePostgres database, StubChannels channels) {
        this.replica = replica;
        this.database = database;
        this.channels = channels;
    }

    /** Of the first digests and of the first messages that stand for matters those with other deliveries than they have. */
    List<String> misnamed() throws IOException, InterruptedException, SQLException {
        List<String> misnamed = new ArrayList<>();
        for (String digest : database.rows(DIGESTS, row -> row.getString(1))) {
            compare(digest, true, misnamed);
        }
        for (String message : database.rows(MESSAGES, row -> row.getString(1))) {
            compare(message, false, misnamed);
        }
        return misnamed;
    }

    private void compare(String posting, boolean isDigest, List<String> misnamed)
            throws IOException, InterruptedException, SQLException {
        Map<String, String> stored = new HashMap<>();
        database.rows("SELECT id::text, reference FROM delivery WHERE posting_id = '" + posting + "'",
                row -> new String[] { row.getString(1), row.getString(2) })
                .forEach(row -> stored.put(row[0], isDigest ? "DIGEST" : channels.isInAThread(row[1]) ? "REPLY" : "MESSAGE"));
        Map<String, String> named = named(posting);
        if (!named.equals(stored)) {
            misnamed.add(posting + ": " + named + ", not " + stored);
        }
    }

    /** As what each is shown, by its id. */
    private Map<String, String> named(String posting) throws IOException, InterruptedException {
        Map<String, String> named = new HashMap<>();
        String token = "";
        do {
            HttpResponse<String> answer = replica.api("GET", "/api/deliveries?maxResults=100&postingId=" + posting + token, "");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the deliveries of a message: " + answer.statusCode() + " " + answer.body());
            }
            JsonNode page = JSON.readTree(answer.body());
            page.path("items").forEach(delivery -> named.put(delivery.path("id").asText(),
                    delivery.path("shownAs").asText()));
            token = page.path("nextToken").isTextual() ? "&nextToken=" + page.path("nextToken").asText() : "";
        } while (!token.isEmpty());
        return named;
    }
}
