package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.CliNames;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/** Reads commands that begin with a service of AWS. */
final class ServiceCommands {

    private final HelpPages help;
    private final TimeWords times;

    ServiceCommands(HelpPages help, TimeWords times) {
        this.help = help;
        this.times = times;
    }

    /** @param words at least one */
    Command read(List<Word> words, Variables variables) {
        List<Word> full = ShortForms.inFull(words);
        String typed = known(full.get(0));
        ServiceModel service = help.service(typed);
        if (full.size() == 1 || CommandReader.isHelp(full.get(1))) {
            return new Command.Help(help.service(service, full.size() > 2 ? full.get(2).text() : ""));
        }
        String called = known(full.get(1));
        if (full.size() > 2 && CommandReader.isHelp(full.get(2)) && service.operation(called).isEmpty()) {
            return new Command.Help(help.service(service, called));
        }
        OperationModel operation = help.operation(service, called);
        List<Word> rest = full.subList(2, full.size());
        if (rest.stream().anyMatch(CommandReader::isHelp)) {
            return new Command.Help(help.operation(service, operation));
        }
        return new Reading(service, operation, variables).call(rest);
    }

    /** Names are judged before there are values. */
    private static String known(Word word) {
        if (Variables.areIn(word.text())) {
            throw new UnclearCommand("A variable stands for a value, and not for a service, an operation or an option: "
                    + Echo.of(word.text()) + ".");
        }
        if (word.isOption()) {
            throw new UnclearCommand("A command begins with a service and an operation, as in "
                    + Echo.code("cloudwatch describe-alarms") + ", and not with " + Echo.of(word.text()) + ".");
        }
        return word.text();
    }

    /** One command being read. */
    private final class Reading {

        private final ServiceModel service;
        private final OperationModel operation;
        private final Variables variables;
        private final RequestOptions options;
        private final RequestValues values;
        private final Map<ShapeMember, List<Word>> given = new LinkedHashMap<>();
        private final ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        private final List<Word> loose = new ArrayList<>();
        private Optional<String> region = Optional.empty();
        private Optional<String> query = Optional.empty();

        Reading(ServiceModel service, OperationModel operation, Variables variables) {
            this.service = service;
            this.operation = operation;
            this.variables = variables;
            this.options = new RequestOptions(service, operation);
            this.values = new RequestValues(service, operation, variables, times);
        }

        Command call(List<Word> words) {
            int at = 0;
            while (at < words.size()) {
                Optional<Word.Option> option = words.get(at).option();
                if (option.isEmpty()) {
                    loose.add(words.get(at++));
                    continue;
                }
                List<Word> behind = new ArrayList<>();
                Word first = words.get(at++);
                option.get().value().ifPresent(value -> behind.add(first.withText(value)));
                while (option.get().value().isEmpty() && at < words.size() && !words.get(at).isOption()) {
                    behind.add(words.get(at++));
                }
                take(option.get().name(), behind);
            }
            given.forEach((member, said) -> parameters.set(member.name(), values.of(member, said)));
            takeLoose();
            return command();
        }

        private void take(String typed, List<Word> behind) {
            String name = typed.toLowerCase(Locale.ROOT);
            if (takeCommon(name, behind)) {
                return;
            }
            Optional<RequestOptions.Found> exact = options.exact(name);
            if (exact.isEmpty()) {
                CommandLineOptions.refuse(name);
            }
            RequestOptions.Found found = exact
                    .or(() -> CommandLineOptions.pageMember(name, operation.paging()).map(CliNames::of)
                            .flatMap(options::exact))
                    .or(() -> options.beginning(name)).orElseThrow(() -> options.unknown(typed));
            if (isFlag(found.member())) {
                takeFlag(found, typed, behind);
                return;
            }
            if (behind.isEmpty() && isFlagStructure(found.member())) {
                parameters.set(found.member().name(), JsonNodeFactory.instance.objectNode().put("Value", true));
                return;
            }
            if (behind.isEmpty()) {
                throw new UnclearCommand(Echo.of("--" + typed) + " needs a value behind it: "
                        + new ValueWords(service).of(found.member()) + ".");
            }
            boolean several = service.shape(found.member().shape()) instanceof Shape.Scalar
                    || service.shape(found.member().shape()) instanceof Shape.Structure;
            if (several && given.containsKey(found.member())) {
                throw twice(typed);
            }
            given.computeIfAbsent(found.member(), member -> new ArrayList<>()).addAll(takeOwn(found.member(), behind));
        }

        private List<Word> takeOwn(ShapeMember member, List<Word> behind) {
            if (!(service.shape(member.shape()) instanceof Shape.Scalar)) {
                return behind;
            }
            refuseMore(behind, 1);
            return behind.subList(0, 1);
        }

        private void refuseMore(List<Word> behind, int taken) {
            behind.stream().skip(taken).findFirst().ifPresent(word -> {
                throw unexpected(word);
            });
        }

        private boolean takeCommon(String name, List<Word> behind) {
            if (name.equals("region") || name.equals("query")) {
                String value = one(name, behind);
                if (name.equals("region") ? region.isPresent() : query.isPresent()) {
                    throw twice(name);
                }
                if (name.equals("region")) {
                    region = Optional.of(variables.isOpen(value) ? value : DefaultsReader.region(variables.in(value)));
                } else {
                    query = Optional.of(variables.isOpen(value) ? value : Jmespath.checked(variables.inQuery(value)));
                }
                return true;
            }
            if (CommandLineOptions.isOutput(name)) {
                CommandLineOptions.checkOutput(one(name, behind));
                return true;
            }
            if (options.exact(name).isPresent()) {
                return false;
            }
            if (CommandLineOptions.isWithoutMeaning(name)) {
                one(name, behind);
                return true;
            }
            boolean flag = CommandLineOptions.isFlagWithoutMeaning(name);
            if (flag) {
                refuseMore(behind, 0);
            }
            return flag;
        }

        private String one(String name, List<Word> behind) {
            if (behind.isEmpty()) {
                throw new UnclearCommand(Echo.code("--" + name) + " needs a value behind it.");
            }
            refuseMore(behind, 1);
            return behind.get(0).text();
        }

        private void takeFlag(RequestOptions.Found found, String typed, List<Word> behind) {
            String name = found.member().name();
            boolean said = !behind.isEmpty() && behind.get(0).text().matches("(?i)true|false");
            boolean value = (!said || behind.get(0).text().equalsIgnoreCase("true")) != found.isDenied();
            if (parameters.has(name) && parameters.get(name).booleanValue() != value) {
                throw twice(typed);
            }
            parameters.put(name, value);
            refuseMore(behind, said ? 1 : 0);
        }

        private boolean isFlag(ShapeMember member) {
            return service.shape(member.shape()) instanceof Shape.Scalar scalar && scalar.kind() == Shape.Kind.BOOLEAN;
        }

        /** EC2 wraps what is on or off. */
        private boolean isFlagStructure(ShapeMember member) {
            return service.shape(member.shape()) instanceof Shape.Structure structure && structure.members().size() == 1
                    && structure.member("Value").filter(this::isFlag).isPresent();
        }

        /** Words before all options are what the operation cannot do without, if that is one thing. */
        private void takeLoose() {
            if (loose.isEmpty()) {
                return;
            }
            ShapeMember member = onlyRequired().filter(only -> !parameters.has(only.name()))
                    .orElseThrow(() -> unexpected(loose.get(0)));
            if (service.shape(member.shape()) instanceof Shape.Scalar) {
                refuseMore(loose, 1);
            }
            parameters.set(member.name(), values.of(member, loose));
        }

        private Optional<ShapeMember> onlyRequired() {
            List<ShapeMember> required = service.structure(operation.input()).stream()
                    .flatMap(input -> input.members().stream()
                            .filter(member -> input.required().contains(member.name()) && !member.isToken()))
                    .toList();
            return required.size() == 1 ? Optional.of(required.get(0))
                    .filter(member -> isSimple(service.shape(member.shape()))) : Optional.empty();
        }

        private boolean isSimple(Shape shape) {
            return shape instanceof Shape.Scalar
                    || shape instanceof Shape.Sequence list && service.shape(list.element().shape()) instanceof Shape.Scalar;
        }

        private UnclearCommand unexpected(Word word) {
            boolean file = operation.name().equals("Invoke") && service.name().equals("lambda");
            return new UnclearCommand(Echo.of(word.text()) + (file
                    ? ": what a function answers is shown here and written to no "
                            + "file. Leave it out."
                    : " has no option before it. Put a value that has spaces in quotation marks; "
                            + Echo.code(service.name() + " " + operation.cliName() + " help") + " lists the options."));
        }

        private static UnclearCommand twice(String name) {
            return new UnclearCommand(Echo.of("--" + name) + " is there twice.");
        }

        private Command command() {
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            service.structure(operation.input()).ifPresent(input -> input.members().stream()
                    .filter(member -> parameters.has(member.name()))
                    .forEach(member -> ordered.set(member.name(), parameters.get(member.name()))));
            String normalised = NormalisedCommand.of(service, operation, ordered, region, query);
            if (normalised.length() > Tokenizer.LONGEST) {
                throw CommandReader.tooLong();
            }
            Command.Call call = new Command.Call(service, operation, ordered, region, query, normalised);
            List<Command.Incomplete.Missing> missing = RequestValues.missing(service, operation, ordered).stream()
                    .map(member -> new Command.Incomplete.Missing(member.cliName(),
                            new ValueWords(service).meaning(member)))
                    .toList();
            return missing.isEmpty() ? call : new Command.Incomplete(call, missing);
        }
    }
}
