package dev.tocsin.console.command;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.console.FormMembers;

/** What a form of a custom action says, as the API would be told it. */
final class TypedAction {

    private TypedAction() {
    }

    static ObjectNode ofNew(MultivaluedMap<String, String> form) {
        return said(form, new FormMembers(form).text("actionName"));
    }

    /** All but the name, which is for good. */
    static ObjectNode ofChanged(MultivaluedMap<String, String> form) {
        return said(form, new FormMembers(form));
    }

    private static ObjectNode said(MultivaluedMap<String, String> form, FormMembers members) {
        ObjectNode json = members.text("configurationName").text("buttonText").text("commandText").text("notificationType")
                .json();
        ArrayNode criteria = json.putArray("criteria");
        List<String> names = form.getOrDefault("variableName", List.of());
        for (int i = 0; i < names.size(); i++) {
            String value = at(form, "value", i);
            if (!names.get(i).isBlank() || !value.isEmpty()) {
                ObjectNode one = criteria.addObject().put("variableName", names.get(i).strip().replaceFirst("^\\$", ""))
                        .put("operator", value.isEmpty() ? "HAS_VALUE" : "EQUALS");
                one.put("value", value.isEmpty() ? null : value);
            }
        }
        return json;
    }

    private static String at(MultivaluedMap<String, String> form, String name, int index) {
        List<String> values = form.getOrDefault(name, List.of());
        return index < values.size() ? values.get(index).strip() : "";
    }
}
