package dev.tocsin.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the API names for the address in a digest's footer. */
final class DigestPages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 30;

    private final Replica replica;
    private final FragilePostgres database;

    DigestPages(Replica replica, FragilePostgres database) {
        this.replica = replica;
        this.database = database;
    }

    /** Those of the first digests whose deliveries are not the ones that the database has for them. */
    List<String> misnamed() throws IOException, InterruptedException, SQLException {
        List<String> misnamed = new ArrayList<>();
        for (String id : database.rows("SELECT id::text FROM posting ORDER BY posted_at, id LIMIT " + MOST,
                row -> row.getString(1))) {
            Set<String> stored = new HashSet<>(database.rows("SELECT id::text FROM delivery WHERE posting_id = '" + id + "'",
                    row -> row.getString(1)));
            Set<String> named = named(id);
            if (!named.equals(stored)) {
                misnamed.add(id + ": " + named + ", not " + stored);
            }
        }
        return misnamed;
    }

    private Set<String> named(String digest) throws IOException, InterruptedException {
        Set<String> named = new HashSet<>();
        String token = "";
        do {
            HttpResponse<String> answer = replica.api("GET", "/api/deliveries?maxResults=100&postingId=" + digest + token, "");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the deliveries of a digest: " + answer.statusCode() + " " + answer.body());
            }
            JsonNode page = JSON.readTree(answer.body());
            page.path("items").forEach(delivery -> named.add(delivery.path("id").asText()));
            token = page.path("nextToken").isTextual() ? "&nextToken=" + page.path("nextToken").asText() : "";
        } while (!token.isEmpty());
        return named;
    }
}
