package dev.tocsin.silence;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;

/** What becomes of names in the settings that no configuration has. */
class SilenceNamesContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final List<String> warnings = new ArrayList<>();

    @Test
    void namesThatAreThereAreNotSpokenOf() {
        String ops = database.name(database.configuration());
        SilenceNames names = names("canary", ops, "tell", ops);

        soon(names.look());

        assertThat(soon(names.wrong())).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void namesThatAreNotThereAreSaidOnceUntilItIsAnother() {
        long id = database.configuration();
        String ops = database.name(id);
        SilenceNames names = names("canary", ops + ",mistyped", "tell", "nobody");

        soon(names.look());
        soon(names.look());

        assertThat(soon(names.wrong())).containsOnlyKeys("tocsin.silence.canary mistyped", "tocsin.silence.tell nobody");
        assertThat(warnings).singleElement().asString().contains("tocsin.silence.canary mistyped: there is no such",
                "tocsin.silence.tell nobody: there is no such").doesNotContain(ops);

        database.run("DELETE FROM configuration WHERE id = $1", id);
        soon(names.look());

        assertThat(warnings).hasSize(2).last().asString().contains("tocsin.silence.canary " + ops);
    }

    @Test
    void whoNamesNobodyIsNotWarned() {
        SilenceNames names = names();

        soon(names.look());

        assertThat(soon(names.wrong())).isEmpty();
        assertThat(warnings).isEmpty();
    }

    private SilenceNames names(String... settings) {
        return new SilenceNames(database.postgres(), SilenceParts.config(settings), warnings::add);
    }
}
