package dev.tocsin.configuration;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FoldAfterTest extends ThresholdOfAConfiguration {

    FoldAfterTest(Pool pool) {
        super(pool, "foldAfterMessages", "fold_after_messages", 1_000);
    }
}
