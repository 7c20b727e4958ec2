package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.KnownTables.Column;
import dev.tocsin.command.result.KnownTables.KnownTable;
import dev.tocsin.command.result.ShownResult.Words;
import dev.tocsin.notice.Labels;

/** Makes of answers what is shown. Never throws. */
@ApplicationScoped
public class Results {

    /** Takes some hundred milliseconds where the answer has megabytes. */
    public CommandResult of(Command.Call call, AwsAnswer answer) {
        if (answer instanceof AwsAnswer.Done done) {
            CommandResult result = done(call, done.output() == null ? NullNode.getInstance() : done.output());
            return new CommandResult(result.shown(), result.json(), result.next(), NextPage.isAskedBy(call));
        }
        return new CommandResult(AwsRefusals.of(call, answer), Optional.empty(), Optional.empty());
    }

    private static CommandResult done(Command.Call call, JsonNode output) {
        Optional<ObjectNode> next = NextPage.after(call, output);
        JsonNode whole = SafeOutput.of(call.service(), call.operation(), LambdaAnswer.opened(call, output));
        JsonNode safe = SafeOutput.searched(call.operation(), whole);
        if (call.query().isPresent()) {
            return queried(call, call.query().get(), safe, next);
        }
        if (!safe.isObject() || safe.isEmpty()) {
            return new CommandResult(new Words(isRead(call) ? "There is nothing to show." : "Done."), Optional.empty(), next);
        }
        Optional<ShownResult> known = LambdaAnswer.shown(call, safe).or(() -> LogsAnswer.shown(call, safe));
        ShownResult shown = known.orElseGet(() -> shown(call, safe, whole));
        boolean isAll = known.isPresent() && !(shown instanceof ShownResult.Table) || shown instanceof Words;
        return new CommandResult(shown, isAll ? Optional.empty() : Optional.of(PrettyJson.of(safe)), next);
    }

    /** A query could ask for a secret a letter at a time, or backwards: it sees none. */
    private static CommandResult queried(Command.Call call, String query, JsonNode safe, Optional<ObjectNode> next) {
        try {
            JsonNode result = SafeOutput.searched(call.operation(), QueryRuntime.evaluated(query, safe));
            ShownResult shown = result.isNull() ? new Words("The query finds nothing in the answer." + names(safe))
                    : ShownJson.ofQuery(query, result);
            boolean isAll = shown instanceof Words || shown instanceof ShownResult.Code;
            return new CommandResult(shown, isAll ? Optional.empty() : Optional.of(PrettyJson.of(result)), next);
        } catch (IllegalArgumentException failed) {
            return new CommandResult(new Words("The query does not work on the answer. " + failed.getMessage() + names(safe)),
                    Optional.of(PrettyJson.of(safe)), next);
        }
    }

    /** Names are often written in small letters by mistake. */
    private static String names(JsonNode safe) {
        List<String> names = new ArrayList<>();
        safe.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? ""
                : " The answer has: " + String.join(", ", names.subList(0, Math.min(12, names.size()))) + ".";
    }

    /** @param whole of which rows are counted, and nothing else is shown */
    private static ShownResult shown(Command.Call call, JsonNode safe, JsonNode whole) {
        Optional<KnownTable> known = KnownTables.of(call.service().name(), call.operation().cliName());
        if (known.isPresent()) {
            List<JsonNode> rows = LogsAnswer.sorted(call, rows(known.get(), safe));
            String title = title(known.get().lists().get(0));
            int all = rows(known.get(), whole).size();
            List<Column> columns = known.get().columns().stream().filter(column -> column.isUsed(rows)).toList();
            return rows.isEmpty() ? none(title)
                    : ShownJson.table(title, columns.isEmpty() ? ChosenColumns.of(rows) : columns, rows, all);
        }
        Optional<Map.Entry<String, JsonNode>> list = list(call.operation(), safe);
        if (list.isPresent()) {
            String title = title(list.get().getKey());
            return list.get().getValue().isEmpty() ? none(title)
                    : ShownJson.list(title, list.get().getValue(), whole.path(list.get().getKey()).size());
        }
        List<Map.Entry<String, JsonNode>> members = members(call.operation(), safe);
        boolean wrapped = members.size() == 1 && members.get(0).getValue().isObject();
        return wrapped ? ShownJson.object(title(members.get(0).getKey()), members.get(0).getValue())
                : ShownJson.object(Labels.title(call.operation().name()), safe);
    }

    /** The list that the answer is about: the one that has pages, else one that has something in it. */
    private static Optional<Map.Entry<String, JsonNode>> list(OperationModel operation, JsonNode safe) {
        List<Map.Entry<String, JsonNode>> lists = members(operation, safe).stream()
                .filter(member -> member.getValue().isArray())
                .toList();
        Optional<String> paged = operation.paging().flatMap(OperationModel.Paging::results);
        long others = members(operation, safe).stream().filter(member -> member.getValue().isContainerNode()).count();
        if (paged.isPresent() && safe.path(paged.get()).isArray() && !safe.path(paged.get()).isEmpty()) {
            return Optional.of(Map.entry(paged.get(), safe.path(paged.get())));
        }
        Optional<Map.Entry<String, JsonNode>> full = lists.stream().filter(list -> !list.getValue().isEmpty()).findFirst();
        boolean about = lists.size() == others || paged.isPresent();
        return about ? full.or(() -> lists.stream().findFirst()) : Optional.empty();
    }

    private static List<Map.Entry<String, JsonNode>> members(OperationModel operation, JsonNode safe) {
        String tokens = operation.paging().map(OperationModel.Paging::outputToken).orElse("");
        return safe.properties().stream().filter(member -> !List.of(tokens.split(",")).contains(member.getKey()))
                .filter(member -> !member.getKey().equals("ResponseMetadata")).toList();
    }

    private static List<JsonNode> rows(KnownTable table, JsonNode answer) {
        return table.lists().stream().flatMap(list -> KnownTables.items(answer, list).stream()).toList();
    }

    private static String title(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
        return Labels.of(last);
    }

    private static Words none(String title) {
        boolean isAcronym = title.length() > 1 && Character.isUpperCase(title.charAt(1));
        return new Words("There are none: "
                + (isAcronym ? title : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1)) + ".");
    }

    private static boolean isRead(Command.Call call) {
        return call.operation().effect() == Effect.READS;
    }
}
