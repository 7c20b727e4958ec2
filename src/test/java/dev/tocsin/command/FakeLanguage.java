package dev.tocsin.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.WireProtocol;
import dev.tocsin.command.language.Command;

/** A language of a few commands, for tests of what follows from them. */
public final class FakeLanguage {

    private static final Map<String, Effect> OPERATIONS = Map.of("describe-alarms", Effect.READS, "describe-instances",
            Effect.READS, "stop-instances", Effect.CHANGES, "delete-alarms", Effect.CHANGES,
            "create-key-pair", Effect.CHANGES);

    /** As {@code CommandReader}. */
    public Command read(String text) {
        String words = text.replaceFirst("^\\s*<@[A-Z0-9]+>\\s*", "").strip();
        String[] parts = words.split("\\s+");
        return switch (parts[0]) {
            case "help" -> new Command.Help("This is the help.");
            case "alias" -> alias(words, parts);
            case "run" -> new Command.RunAlias(parts[1], List.of(), Map.of());
            case "set" -> new Command.SetDefaults(Optional.of(parts[2]), Optional.empty());
            case "boom" -> throw new IllegalStateException("a fault of ours");
            default -> parts.length > 1 && OPERATIONS.containsKey(parts[1]) ? call(words, parts)
                    : new Command.Unclear("Nothing is called `" + parts[0] + "`.");
        };
    }

    public String completed(String earlier, String said) {
        return earlier + " --" + said.replaceFirst("^--", "");
    }

    public Command expanded(String action, Command.RunAlias run) {
        return read(action);
    }

    private static Command alias(String words, String[] parts) {
        return switch (parts[1]) {
            case "create" -> new Command.CreateAlias(parts[2], words.split("\\s+", 4)[3]);
            case "delete" -> new Command.DeleteAlias(parts[2]);
            default -> new Command.ListAliases();
        };
    }

    private static Command call(String words, String[] parts) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        Optional<String> region = Optional.empty();
        for (int i = 2; i + 1 < parts.length; i += 2) {
            if (parts[i].equals("--region")) {
                region = Optional.of(parts[i + 1]);
            } else {
                parameters.put(parts[i].substring(2), parts[i + 1]);
            }
        }
        Command.Call call = new Command.Call(service(parts[0]), operation(parts[1]), parameters, region, Optional.empty(),
                words);
        return parts[1].equals("stop-instances") && parameters.isEmpty()
                ? new Command.Incomplete(call, List.of(new Command.Incomplete.Missing("instance-ids", "which ones")))
                : call;
    }

    static ServiceModel service(String name) {
        List<OperationModel> all = new ArrayList<>();
        OPERATIONS.keySet().stream().sorted().forEach(cliName -> all.add(operation(cliName)));
        return new ServiceModel(name, name, WireProtocol.QUERY, "", "2010-08-01", "", name, name, false, "", all, Map.of());
    }

    static OperationModel operation(String cliName) {
        StringBuilder name = new StringBuilder();
        for (String word : cliName.split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return new OperationModel(name.toString(), cliName, "", "POST", "/", Optional.empty(), Optional.empty(),
                Optional.empty(), OPERATIONS.get(cliName), List.of(), Optional.empty());
    }
}
