package dev.tocsin.command.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.ShapeMember;

/** The options that an operation has, by the names that AWS's command line gives them. */
final class RequestOptions {

    /** Options of the command line that all operations have, and that are taken here too. */
    static final Set<String> COMMON = Set.of("region", "query");

    private final String command;
    private final Map<String, ShapeMember> byName = new LinkedHashMap<>();

    /** @param isDenied whether it is switched off by it */
    record Found(ShapeMember member, boolean isDenied) {
    }

    RequestOptions(ServiceModel service, OperationModel operation) {
        this.command = service.name() + " " + operation.cliName();
        service.structure(operation.input()).ifPresent(
                input -> input.members().forEach(member -> byName.putIfAbsent(member.cliName(), member)));
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** By the whole name, however it is written. */
    Optional<Found> exact(String typed) {
        ShapeMember member = byName.get(typed);
        if (member != null) {
            return Optional.of(new Found(member, false));
        }
        String bare = Nearest.bare(typed);
        return byName.entrySet().stream().filter(option -> Nearest.bare(option.getKey()).equals(bare))
                .map(Map.Entry::getValue).findFirst().or(() -> byMember(bare)).map(found -> new Found(found, false))
                .or(() -> denied(typed));
    }

    /** The command line calls some otherwise than AWS. */
    private Optional<ShapeMember> byMember(String bare) {
        return byName.values().stream().filter(member -> Nearest.bare(member.name()).equals(bare)).findFirst();
    }

    private Optional<Found> denied(String typed) {
        return typed.startsWith("no-") && byName.containsKey(typed.substring(3))
                ? Optional.of(new Found(byName.get(typed.substring(3)), true))
                : Optional.empty();
    }

    /** By the beginning of its name, if only one begins so. */
    Optional<Found> beginning(String typed) {
        List<String> names = Nearest.beginning(typed, byName.keySet());
        if (names.size() > 1) {
            throw new UnclearCommand(Echo.code("--" + typed) + " may be " + Echo.oneOf(dashed(names.stream().limit(6).toList()))
                    + ": please write more of it.");
        }
        return names.stream().findFirst().map(name -> new Found(byName.get(name), false));
    }

    UnclearCommand unknown(String typed) {
        String near = Nearest.of(typed, names()).isEmpty() ? ""
                : " Did you mean " + Echo.oneOf(dashed(Nearest.of(typed, names()))) + "?";
        String there = byName.isEmpty() ? " It has none but " + Echo.oneOf(dashed(COMMON.stream().sorted().toList())) + "."
                : " It has " + Echo.some(dashed(names()), 12) + ".";
        return new UnclearCommand(Echo.code(command) + " has no option " + Echo.of("--" + typed) + "."
                + (near.isEmpty() ? there : near) + " " + Echo.code(command + " help") + " lists them.");
    }

    private static List<String> dashed(List<String> names) {
        return names.stream().map(name -> "--" + name).toList();
    }
}
