package dev.tocsin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

class ChangeTest {

    private static final String SEALED = "v1:s3cr3t";

    @Test
    void aCreationTellsEverythingAndOfSecretsThatTheyAreThere() {
        Change change = Change.created("slack-channel", "a", of("{'name':'a','topics':[1,2]}").withSecret("url", SEALED));

        assertThat(change.before()).isNull();
        assertThat(change.after()).hasToString("{\"name\":\"a\",\"topics\":[1,2],\"url\":\"(secret)\"}");
    }

    @Test
    void aChangeTellsOnlyWhatDiffers() {
        Change change = Change.changed("slack-channel", "a", of("{'same':1,'other':[1],'gone':true}"),
                of("{'same':1,'other':[1,2],'new':null}"));

        assertThat(change.before()).hasToString("{\"other\":[1],\"gone\":true}");
        assertThat(change.after()).hasToString("{\"other\":[1,2],\"new\":null}");
    }

    @Test
    void ofASecretAChangeTellsThatItWasSetAnew() {
        Snapshot before = of("{}").withSecret("url", SEALED).withSecret("kept", SEALED).withSecret("gone", SEALED);
        Snapshot after = of("{}").withSecret("url", SEALED + "2").withSecret("kept", SEALED).withSecret("new", SEALED)
                .withSecret("absent", null);
        Change change = Change.changed("slack-channel", "a", before, after);

        assertThat(change.before()).hasToString("{\"url\":\"(secret)\",\"gone\":\"(secret)\"}");
        assertThat(change.after()).hasToString("{\"url\":\"(secret, set anew)\",\"new\":\"(secret, set anew)\"}");
        assertThat(before + " " + after + change).doesNotContain("s3cr3t");
    }

    @Test
    void aDeletionTellsWhatThereWas() {
        Change change = Change.deleted("slack-channel", "a",
                of("{'name':'a','updatedAt':1}").without("updatedAt").withSecret("url", SEALED));

        assertThat(change.before()).hasToString("{\"name\":\"a\",\"url\":\"(secret)\"}");
        assertThat(change.after()).isNull();
    }

    @Test
    void whatTocsinDoesByItselfBearsTheNameOfThePartThatDoesIt() {
        Change change = Change.done("import", "configurations", "file").by(Actor.system("configurations-file"));

        assertThat(change.actor()).contains(new Actor("configurations-file", "system"));
    }

    private static Snapshot of(String json) {
        try {
            return Snapshot.of((ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
