package dev.tocsin.aws.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;

/** What people give as parameters, by the model's names. What is null is not given. */
final class Given {

    private Given() {
    }

    /** @param path of the value among the parameters, for people */
    record Member(ShapeMember member, JsonNode value, String path) {
    }

    /** In the order in which they are given. */
    static List<Member> members(Structure structure, JsonNode value, String path) {
        if (!value.isObject()) {
            throw new BadParameter(path, "has to be an object of " + names(structure) + ".");
        }
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String where = BadParameter.in(path, field.getKey());
            ShapeMember member = structure.member(field.getKey())
                    .orElseThrow(() -> new BadParameter(where, "is not known. There are " + names(structure) + "."));
            if (!field.getValue().isNull()) {
                members.add(new Member(member, field.getValue(), where));
            }
        }
        return members;
    }

    private static String names(Structure structure) {
        List<String> names = structure.members().stream().map(ShapeMember::name).limit(20).toList();
        return names.isEmpty() ? "nothing" : String.join(", ", names) + (structure.members().size() > 20 ? " and others" : "");
    }

    static JsonNode list(JsonNode value, String path) {
        if (!value.isArray()) {
            throw new BadParameter(path, "has to be a list.");
        }
        return value;
    }

    static JsonNode map(JsonNode value, String path) {
        if (!value.isObject()) {
            throw new BadParameter(path, "has to be an object of names and values.");
        }
        return value;
    }
}
