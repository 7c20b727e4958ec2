package dev.tocsin.aws.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of a table that are an operation. */
final class OperationBlock {

    private OperationBlock() {
    }

    /** @param iam what the actions of the service begin with, and the operation's is mostly called as itself */
    static OperationModel of(List<String> lines, String iam) {
        Map<String, String> said = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ', 1);
            said.put(line.substring(1, space), line.substring(space + 1));
        }
        String[] words = lines.get(0).split(" ");
        String name = words[1];
        Effect effect = Effect.valueOf(words[2].toUpperCase(Locale.ROOT));
        String method = words.length > 3 ? words[3] : "POST";
        String uri = words.length > 4 ? words[4] : "/";
        List<String> actions = List.of(said.getOrDefault("iam", iam + ":" + name).split(" "));
        return new OperationModel(name, CliNames.of(name), said.getOrDefault("#", ""), method, uri,
                Optional.ofNullable(said.get("in")), Optional.ofNullable(said.get("out")),
                Optional.ofNullable(said.get("wrapper")), effect, actions,
                Optional.ofNullable(said.get("pages")).map(OperationBlock::paging), said.getOrDefault("host", ""));
    }

    private static OperationModel.Paging paging(String said) {
        String[] words = said.split(" ");
        return new OperationModel.Paging(words[0], words[1], optional(words, 2), optional(words, 3), optional(words, 4));
    }

    private static Optional<String> optional(String[] words, int at) {
        return words.length > at && !words[at].equals("-") ? Optional.of(words[at]) : Optional.empty();
    }
}
