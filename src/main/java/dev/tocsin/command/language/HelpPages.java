package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.aws.call.NeverAllowed;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.ServiceModels;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/** What there is to type, in markdown, from the models; and what somebody meant who typed something else. */
final class HelpPages {

    /** Slack takes 12,000 or so in all. */
    private static final int LONGEST_LIST = 3_500;
    private static final int MOST_OPTIONS = 40;

    private final ServiceModels models;

    HelpPages(ServiceModels models) {
        this.models = models;
    }

    /** @param asked the words behind {@code help} */
    String of(List<String> asked) {
        if (asked.isEmpty()) {
            return all();
        }
        if (asked.get(0).equals("alias") || asked.get(0).equals("run")) {
            return aliases();
        }
        ServiceModel service = service(asked.get(0));
        if (asked.size() == 1) {
            return service(service, "");
        }
        return service.operation(asked.get(1)).map(operation -> operation(service, operation))
                .orElseGet(() -> service(service, asked.get(1)));
    }

    String all() {
        return """
                **Commands for AWS**
                `SERVICE OPERATION --option value` asks AWS, as its command line does: `cloudwatch describe-alarms --state ALARM`, \
                `lambda invoke --function-name NAME --payload {"key": "value"}`.
                - `--region REGION` says where, `--query JMESPATH` what to show of the answer.
                - What changes something is shown first, and is run when somebody presses Run.
                - `SERVICE help` lists the operations of a service, `SERVICE OPERATION help` the options of an operation.
                - `invoke NAME --payload JSON` invokes a Lambda function; `logs query --log-group-names NAME --query-string '...' \
                --minutes 60` asks CloudWatch Logs Insights.
                - `alias create NAME ACTION`, `alias list`, `alias delete NAME` and `run NAME` are for commands that you need \
                often: `alias help`.
                - `set default account ID` and `set default region REGION` say what this channel's commands mean.

                **Services:**\s"""
                + models.names().stream().map(Echo::code).collect(Collectors.joining(", "));
    }

    static String aliases() {
        return """
                **Aliases**
                An alias is a name that this channel has for a command. What stands in the command as `$name` is given when it is run.
                - `alias create errors logs filter-log-events --log-group-name $group --filter-pattern ERROR --start-time -15m`
                - `run errors /aws/lambda/orders`, or `run errors --group /aws/lambda/orders`
                - `alias list` and `alias delete errors`
                Whoever runs an alias does so with their own rights.""";
    }

    /** The model of a service, or in words that there is none of this name. */
    ServiceModel service(String typed) {
        List<String> names = models.names();
        String small = typed.toLowerCase(Locale.ROOT);
        String bare = Nearest.bare(small);
        return models.service(small).or(() -> ServiceNames.of(small).flatMap(models::service))
                .or(() -> names.stream().filter(known -> Nearest.bare(known).equals(bare)).findFirst().flatMap(models::service))
                .orElseThrow(() -> unknown(typed, small, names));
    }

    private static UnclearCommand unknown(String typed, String small, List<String> names) {
        if (ServiceNames.isForbidden(small)) {
            return new UnclearCommand(
                    Echo.of(typed) + " is not asked from a chat, whoever wants it: what it has is secret, or "
                            + "gives rights. Use AWS's console or command line.");
        }
        Set<String> all = new HashSet<>(names);
        ServiceNames.others().forEach((other, known) -> {
            if (names.contains(known)) {
                all.add(other);
            }
        });
        return new UnclearCommand(Echo.of(typed) + " is none of the services that are known here."
                + Nearest.question(small, all) + " " + Echo.code("help") + " lists them.");
    }

    /** The model of an operation, or in words that there is none of this name. */
    OperationModel operation(ServiceModel service, String typed) {
        String bare = Nearest.bare(typed);
        return service.operation(typed.toLowerCase(Locale.ROOT))
                .or(() -> service.operations().stream().filter(operation -> Nearest.bare(operation.cliName()).equals(bare))
                        .findFirst())
                .orElseThrow(() -> {
                    ServiceNames.refuseProgram(service.name(), typed);
                    List<String> names = names(service.operations());
                    return new UnclearCommand(Echo.code(service.name()) + " has no operation " + Echo.of(typed) + "."
                            + Nearest.question(typed, names) + " " + Echo.code(service.name() + " help") + " lists them.");
                });
    }

    /** @param beginning of the operations' names */
    String service(ServiceModel service, String beginning) {
        List<OperationModel> shown = service.operations().stream()
                .filter(operation -> operation.cliName().startsWith(beginning.toLowerCase(Locale.ROOT))).toList();
        if (shown.isEmpty()) {
            throw new UnclearCommand(
                    Echo.code(service.name()) + " has no operation that begins with " + Echo.of(beginning) + "."
                            + Nearest.question(beginning, names(service.operations())));
        }
        List<OperationModel> allowed = shown.stream().filter(operation -> !isNever(service, operation)).toList();
        List<String> reads = names(allowed.stream().filter(operation -> operation.effect() == Effect.READS).toList());
        List<String> changes = names(allowed.stream().filter(operation -> operation.effect() == Effect.CHANGES).toList());
        List<String> never = names(shown.stream().filter(operation -> isNever(service, operation)).toList());
        StringBuilder page = new StringBuilder("**" + service.title() + "** (" + Echo.code(service.name()) + ")");
        if (!reads.isEmpty()) {
            page.append("\n\n**Reads, and runs at once:** ").append(listed(reads));
        }
        if (!changes.isEmpty()) {
            page.append("\n\n**Changes something, and asks first:** ").append(listed(changes));
        }
        if (!never.isEmpty()) {
            page.append("\n\n**Not from a chat, whoever asks:** ").append(listed(never));
        }
        boolean cut = length(reads) > LONGEST_LIST || length(changes) > LONGEST_LIST;
        return page + "\n\n"
                + (cut ? "To see those of one beginning: " + Echo.code(service.name() + " describe help") + ". " : "")
                + "Options: "
                + Echo.code(service.name() + " " + (allowed.isEmpty() ? shown : allowed).get(0).cliName() + " help");
    }

    private static boolean isNever(ServiceModel service, OperationModel operation) {
        return NeverAllowed.action(service, operation).isPresent();
    }

    String operation(ServiceModel service, OperationModel operation) {
        String name = service.name() + " " + operation.cliName();
        StringBuilder page = new StringBuilder("**" + name + "**");
        if (isNever(service, operation)) {
            return page.append(", which is not taken from a chat, whoever asks").append(summary(operation))
                    .append("\n\nIt gives access to what is secret, or to more than a chat should. "
                            + "Use AWS's console or command line.")
                    .toString();
        }
        page.append(operation.effect() == Effect.READS ? ", which reads" : ", which changes something and asks first");
        page.append(summary(operation));
        Optional<Shape.Structure> input = service.structure(operation.input());
        Set<String> required = input.map(Shape.Structure::required).orElse(Set.of());
        List<ShapeMember> members = input.map(Shape.Structure::members).orElse(List.of());
        List<ShapeMember> needed = members.stream().filter(member -> required.contains(member.name())).toList();
        List<ShapeMember> others = members.stream().filter(member -> !required.contains(member.name())).toList();
        options(page, "Needed", service, needed);
        options(page, "Options", service, others);
        return page.append("\n\nFor example: ").append(Echo.code(example(service, operation, needed, others))).toString();
    }

    private static String summary(OperationModel operation) {
        return operation.summary().isBlank() ? "" : '\n' + plain(operation.summary());
    }

    private static void options(StringBuilder page, String title, ServiceModel service, List<ShapeMember> members) {
        if (members.isEmpty()) {
            return;
        }
        ValueWords words = new ValueWords(service);
        page.append("\n\n**").append(title).append("**");
        members.stream().limit(MOST_OPTIONS)
                .forEach(member -> page.append("\n- ").append(Echo.code("--" + member.cliName())).append(": ")
                        .append(words.meaning(member)));
        if (members.size() > MOST_OPTIONS) {
            page.append("\n- and ").append(Echo.some(members.stream().skip(MOST_OPTIONS).map(member -> "--"
                    + member.cliName()).toList(), MOST_OPTIONS));
        }
    }

    /** A list of many that has no required member is seldom asked for whole. */
    private static String example(ServiceModel service, OperationModel operation, List<ShapeMember> needed,
            List<ShapeMember> others) {
        List<ShapeMember> shown = needed.isEmpty() ? others.stream().limit(1).toList() : needed;
        ValueWords words = new ValueWords(service);
        List<String> parts = new ArrayList<>(List.of(service.name(), operation.cliName()));
        shown.forEach(member -> {
            boolean flag = service.shape(member.shape()) instanceof Shape.Scalar scalar && scalar.kind() == Shape.Kind.BOOLEAN;
            parts.add("--" + member.cliName() + (flag ? "" : " " + words.example(member)));
        });
        return String.join(" ", parts);
    }

    private static List<String> names(Collection<OperationModel> operations) {
        return operations.stream().map(OperationModel::cliName).toList();
    }

    private static int length(List<String> names) {
        return names.stream().mapToInt(name -> name.length() + 4).sum();
    }

    private static String listed(List<String> names) {
        List<String> shown = new ArrayList<>();
        int length = 0;
        for (String name : names) {
            length += name.length() + 4;
            if (length > LONGEST_LIST) {
                break;
            }
            shown.add(Echo.code(name));
        }
        int more = names.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    /** A summary is AWS's own text, and may have signs in it that markdown would take for its own. */
    static String plain(String words) {
        return words.replaceAll("[*_`\\[\\]<>]", "").replaceAll("\\s+", " ").strip();
    }
}
