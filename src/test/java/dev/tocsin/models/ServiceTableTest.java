package dev.tocsin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What becomes of a model, and what of our own data about it. */
class ServiceTableTest {

    private static final String MODEL = """
            {"metadata": {"protocol": "%s", "protocols": ["smithy-rpc-v2-cbor", "%s"], "apiVersion": "2020-01-01",
              "endpointPrefix": "moat", "signingName": "moats", "serviceFullName": "Amazon Moat", "targetPrefix": "Moat"},
             "operations": {
              "StopMoat": {"name": "StopMoat", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "StopRequest"},
                "documentation": "<p>Stops a <i>moat</i>. At once.</p>"},
              "ListMoats": {"name": "ListMoats", "http": {"method": "GET", "requestUri": "/moats"},
                "output": {"shape": "ListResult", "resultWrapper": "ListMoatsResult"}},
              "StreamMoats": {"name": "StreamMoats", "http": {"method": "GET", "requestUri": "/"}, "output": {"shape": "Stream"}}},
             "shapes": {
              "StopRequest": {"type": "structure", "required": ["Id", "Token"], "members": {
                "Id": {"shape": "MoatId", "documentation": "<p>Which one. Or another.</p>", "locationName": "id"},
                "Token": {"shape": "String", "idempotencyToken": true},
                "Version": {"shape": "String"},
                "Password": {"shape": "Password"},
                "Keepers": {"shape": "Keepers", "locationName": "keeper"}}},
              "ListResult": {"type": "structure", "members": {
                "Moats": {"shape": "Moats", "locationName": "moatSet"}, "Next": {"shape": "String"}, "Until": {"shape": "When"}}},
              "Moats": {"type": "list", "flattened": %s, "member": {"shape": "Moat", "locationName": "item"}},
              "Moat": {"type": "structure", "members": {"Id": {"shape": "MoatId"}, "Keeper": {"shape": "Keeper"},
                "State": {"shape": "State"}}},
              "Keepers": {"type": "list", "member": {"shape": "Keeper"}},
              "Keeper": {"type": "structure", "members": {"Name": {"shape": "String", "locationName": "name"}}},
              "State": {"type": "string", "enum": ["FULL", "NOT FULL"]},
              "MoatId": {"type": "string", "max": 10}, "String": {"type": "string"},
              "Password": {"type": "string", "sensitive": true},
              "When": {"type": "timestamp", "timestampFormat": "iso8601"},
              "Idle": {"type": "string", "enum": ["NEVER"]},
              "Stream": {"type": "structure", "members": {"Events": {"shape": "Events"}}},
              "Events": {"type": "structure", "eventstream": true, "members": {}}}}
            """;
    private static final String PAGINATORS = """
            {"ListMoats": {"input_token": "Next", "output_token": "Next", "result_key": "Moats"}}
            """;

    @TempDir
    Path data;

    @BeforeEach
    void writeOurData() throws IOException {
        Map<String, String> files = Map.of(
                "services.txt", "moat moat moat # a remark\n", "actions.txt", "", "left-out.txt", "", "shown.txt", "",
                "effects.txt", "", "parameters.txt", "moat * Version moat-version\n",
                "access-levels.txt", "# levels\nmoat:ListMoats List\nmoat:StopMoat Permissions management, Write\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(data.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void writesAServiceOfJson() throws IOException {
        assertThat(table("json", false)).containsExactly(
                "service moat", "title Amazon Moat", "protocol json", "json 1.0", "target Moat", "version 2020-01-01",
                "endpoint moat", "signing moats", "global aws moat.amazonaws.com us-east-1", "iam moat",
                "operations",
                "operation ListMoats reads GET /moats", " out ListResult", " pages Next Next - Moats",
                "operation StopMoat changes", " # Stops a moat.", " in StopRequest",
                "shapes",
                "structure Keeper", " Name string ~",
                "list Keepers", " member Keeper",
                "structure ListResult", " Moats Moats =moatSet", " Next string", " Until timestamp iso8601",
                "structure Moat", " Id string", " Keeper Keeper", " State State",
                "list Moats", " member Moat =item",
                "string State", " FULL", " NOT FULL",
                "structure StopRequest", " Id string ~ ! # Which one.", " Token string ! token",
                " Version string --moat-version",
                " Password string.Secret", " Keepers Keepers =keeper",
                "string string.Secret secret");
    }

    @Test
    void callsAFlatListByWhatItsElementsAreCalled() throws IOException {
        assertThat(table("query", true)).contains(" wrapper ListMoatsResult", " Moats Moats =item", "list Moats flat");
    }

    @Test
    void callsMembersOfRequestsToEc2AsItsQueriesDo() throws IOException {
        assertThat(table("ec2", false)).containsSequence("structure Keeper", " Name string ~")
                .containsSequence("structure Keeper.In", " Name string")
                .contains(" Id string ! # Which one.", " Keepers Keepers =Keeper", " member Keeper.In", " Keeper Keeper");
    }

    @Test
    void doesAsOurDataSay() throws IOException {
        Files.writeString(data.resolve("effects.txt"), "moat ListMoats changes # It wears them out.\n");
        Files.writeString(data.resolve("actions.txt"), "moat StopMoat moat:ListMoats\n");
        Files.writeString(data.resolve("shown.txt"), "moat Password # Everybody knows it.\n");
        assertThat(table("json", false)).contains("operation ListMoats changes GET /moats", "operation StopMoat reads",
                " iam moat:ListMoats", " Password string");

        Files.writeString(data.resolve("left-out.txt"), "moat StopMoat # Never stop one.\n");
        assertThat(table("json", false)).doesNotContain("operation StopMoat reads", "structure StopRequest");
    }

    @Test
    void takesWhatNothingIsKnownOfForAChange() throws IOException {
        Files.writeString(data.resolve("access-levels.txt"), "moat:StopMoat Write\n");
        assertThat(table("json", false)).contains("operation ListMoats changes GET /moats");
    }

    @Test
    void hasNoDataThatAreNeedlessOrWrong() throws IOException {
        Files.writeString(data.resolve("effects.txt"), "moat ListMoats reads # That is known.\n");
        assertThatThrownBy(() -> table("json", false)).hasMessageContaining("moat ListMoats");

        Files.writeString(data.resolve("effects.txt"), "moat FillMoat reads # There is none.\n");
        Effects effects = Effects.read(data);
        assertThat(effects.unused()).containsExactly("moat FillMoat");

        Files.writeString(data.resolve("effects.txt"), "");
        Files.writeString(data.resolve("actions.txt"), "moat StopMoat moat:Drain\n");
        assertThatThrownBy(() -> table("json", false)).hasMessageContaining("moat:Drain");
    }

    private List<String> table(String protocol, boolean isFlat) throws IOException {
        return new ServiceTable(KnownService.read(data).get(0), json(MODEL.formatted(protocol, protocol, isFlat)),
                json(PAGINATORS),
                Effects.read(data), Exceptions.read(data), List.of("global aws moat.amazonaws.com us-east-1")).lines();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
