package dev.tocsin.configuration;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DigestAfterTest extends ThresholdOfAConfiguration {

    DigestAfterTest(Pool pool) {
        super(pool, "digestAfterSeconds", "digest_after_seconds", 86_400);
    }
}
