package dev.tocsin.declaration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.tocsin.configuration.Member.SecretToSupply;

/** Writes what is stored as a file that can be applied; secrets become references to environment variables. */
final class Export {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    /** The environment variables that have to be supplied, and what each is. */
    private final Map<String, String> secrets = new TreeMap<>();
    private final ObjectNode file = JsonNodeFactory.instance.objectNode();

    private Export(Map<String, List<Map<String, Object>>> lists) {
        lists.forEach((name, entries) -> {
            ArrayNode list = file.putArray(name);
            entries.forEach(entry -> add(list.addObject(), entry));
        });
    }

    /** @param lists what is stored, as {@link dev.tocsin.configuration.declared.Declarations#written()} says it */
    static String of(Map<String, List<Map<String, Object>>> lists) {
        return new Export(lists).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("""
                # Slack workspaces and configurations of Tocsin, for tocsin.configurations-file.
                """);
        if (!secrets.isEmpty()) {
            text.append("# Supply these environment variables, or refer to files instead: {file: /run/secrets/name}\n");
            secrets.forEach((name, what) -> text.append("#   ").append(name).append("  ").append(what).append('\n'));
        }
        try {
            return text.append(YAML.writeValueAsString(file)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first member is the name, which the variables of its secrets bear too. */
    private void add(ObjectNode node, Map<String, Object> entry) {
        String owner = entry.values().iterator().next().toString();
        entry.forEach((member, value) -> {
            if (value instanceof SecretToSupply secret) {
                refer(node, member, owner, secret.words());
            } else {
                node.set(member, YAML.valueToTree(value));
            }
        });
    }

    private void refer(ObjectNode entry, String member, String owner, String what) {
        String suffix = "_" + member.replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        String wanted = SecretReferences.EXPORTED + owner.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + suffix;
        String name = wanted;
        for (int i = 2; secrets.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        secrets.put(name, what);
        entry.putObject(member).put("env", name);
    }
}
