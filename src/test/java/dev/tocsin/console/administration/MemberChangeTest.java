package dev.tocsin.console.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class MemberChangeTest {

    @Test
    void ofAValueBothAreTold() {
        assertThat(
                of("{\"loggingLevel\": \"NONE\", \"digestAfter\": 10}", "{\"loggingLevel\": \"ERROR\", \"digestAfter\": 20}"))
                .containsExactly(new MemberChange("loggingLevel", List.of("NONE"), List.of("ERROR"), 0),
                        new MemberChange("digestAfter", List.of("10"), List.of("20"), 0));
    }

    @Test
    void ofAListOnlyWhatWentAndCameIsTold() {
        assertThat(of("{\"topics\": [\"a\", \"b\", \"c\"]}", "{\"topics\": [\"c\", \"d\", \"a\"]}"))
                .containsExactly(new MemberChange("topics", List.of("b"), List.of("d"), 2));
    }

    @Test
    void whatIsOnOneSideAloneHasNoOther() {
        assertThat(of(null, "{\"name\": \"x\"}")).containsExactly(new MemberChange("name", List.of(), List.of("x"), 0));
        assertThat(of("{\"reason\": \"gone\"}", "{}"))
                .containsExactly(new MemberChange("reason", List.of("gone"), List.of(), 0));
        assertThat(of(null, null)).isEmpty();
    }

    @Test
    void anObjectIsReadAsItsMembers() {
        assertThat(of("{\"tags\": []}", "{\"tags\": [{\"tagKey\": \"team\", \"tagValue\": \"pay\"}]}"))
                .containsExactly(new MemberChange("tags", List.of(), List.of("tagKey: team, tagValue: pay"), 0));
    }

    private static List<MemberChange> of(String before, String after) {
        return MemberChange.of(json(before), json(after));
    }

    private static JsonNode json(String text) {
        try {
            return text == null ? null : new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
