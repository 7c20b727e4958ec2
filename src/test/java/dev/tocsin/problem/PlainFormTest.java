package dev.tocsin.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFormTest {

    @Test
    void readsWhatABrowserSends() {
        MultivaluedMap<String, String> form = read(
                "&name=a+b%26c&reason=%C3%A4%F0%9F%98%80%0D%0A=x&topic=1&topic=2&empty=&ticked&");

        assertThat(form.getFirst("name")).isEqualTo("a b&c");
        assertThat(form.getFirst("reason")).isEqualTo("ä\ud83d\ude00\r\n=x");
        assertThat(form.get("topic")).isEqualTo(List.of("1", "2"));
        assertThat(form.getFirst("empty")).isEmpty();
        assertThat(form.getFirst("ticked")).isEmpty();
        assertThat(form).hasSize(5);
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "form=%zz", "form=%", "form=%4", "%zz=1", "form=%+1", "&&&=", "=value", "%00=1", "%ED%A0%80=1" })
    void refusesWhatIsNoForm(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).startsWith("The form cannot be read. ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "a%00b", "%ED%A0%80", "%FF", "%C0%80", "%ED%B0%80" })
    void namesTheFieldWhoseTextCannotBeStored(String value) {
        assertThatThrownBy(() -> read("name=good&reason=" + value + "s3cr3t"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem().errors())
                        .containsExactly(Invalid.of("reason", PlainText.OBJECTION)));
    }

    @Test
    void takesNoMoreFieldsThanAPageHas() {
        assertThat(read("a=1&".repeat(4_096)).get("a")).hasSize(4_096);
        assertThatThrownBy(() -> read("a=1&".repeat(4_097))).hasMessageContaining("4096 fields");
    }

    private static MultivaluedMap<String, String> read(String body) {
        return PlainForm.read(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
