package dev.tocsin.notice.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * Services with few events of few members each: GameLift's matchmaking, OpsWorks stacks, Server Migration Service, voice
 * connectors of the Amazon Chime SDK. The table says for each detail-type what the title names and which members are shown.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class SmallService implements Interpreter {

    private static final int MOST_TICKETS = 5;

    /**
     * @param thing what a title begins with
     * @param name members of the detail, the first present of which names it
     * @param state the member that says what happened
     * @param key the member that says what belongs together; else the first resource does
     * @param facts members to show, in this order
     */
    private record Kind(String source, String family, String thing, List<String> name, String state, String key,
            List<String> facts) {
    }

    private static final Map<String, Kind> KINDS = Map.of(
            "GameLift Matchmaking Event", new Kind("aws.gamelift", "gamelift-matchmaking", "GameLift matchmaking",
                    List.of(), "type", "matchId", List.of("reason", "customEventData", "estimatedWaitMillis", "matchId")),
            "OpsWorks Alert", new Kind("aws.opsworks", "opsworks", "OpsWorks alert",
                    List.of("instance-id", "stack-id"), "type", "instance-id", List.of("stack-id")),
            "OpsWorks Command State Change", new Kind("aws.opsworks", "opsworks", "OpsWorks command",
                    List.of("type"), "status", "command-id", List.of("instance-id", "command-id")),
            "OpsWorks Deployment State Change", new Kind("aws.opsworks", "opsworks", "OpsWorks deployment",
                    List.of("command"), "status", "deployment-id", List.of("deployed-by", "stack-id",
                            "deployment-id")),
            "OpsWorks Instance State Change", new Kind("aws.opsworks", "opsworks", "OpsWorks instance",
                    List.of("hostname", "instance-id"), "status", "instance-id", List.of("ec2-instance-id", "initiated_by",
                            "stack-id")),
            "Server Migration Job State Change", new Kind("aws.sms", "server-migration", "Server migration",
                    List.of("replication-job-id"), "state", "replication-job-id", List.of("ami-id", "replication-run-id")),
            "Chime VoiceConnector Streaming Status", new Kind("aws.chime", "chime-voice-connector", "Voice streaming",
                    List.of("voiceConnectorId"), "streamingStatus", "transactionId", List.of("direction", "failedReason",
                            "fromNumber", "toNumber", "mediaType", "callId")));

    /** Of which each has an id of its own and an end. */
    private static final Set<String> RUNS = Set.of("OpsWorks Command State Change", "OpsWorks Deployment State Change");

    private static final Map<String, Severity> STATES = Map.ofEntries(
            Map.entry("MatchmakingSucceeded", Severity.GOOD),
            Map.entry("MatchmakingTimedOut", Severity.MEDIUM),
            Map.entry("MatchmakingCancelled", Severity.LOW),
            Map.entry("MatchmakingFailed", Severity.HIGH),
            Map.entry("successful", Severity.GOOD),
            Map.entry("online", Severity.GOOD),
            Map.entry("skipped", Severity.LOW),
            Map.entry("expired", Severity.MEDIUM),
            Map.entry("setup_failed", Severity.HIGH),
            Map.entry("start_failed", Severity.HIGH),
            Map.entry("stop_failed", Severity.HIGH),
            Map.entry("connection_lost", Severity.HIGH),
            Map.entry("stopped", Severity.LOW),
            Map.entry("terminated", Severity.LOW),
            Map.entry("ENDED", Severity.INFO),
            Map.entry("FAILED", Severity.HIGH));

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().flatMap(event -> Optional.ofNullable(KINDS.get(event.type()))
                .filter(kind -> event.isFrom(kind.source()))
                .map(kind -> notice(event, kind)));
    }

    private static Notice notice(Event event, Kind kind) {
        Json detail = event.detail();
        String state = detail.at(kind.state()).text().map(ResourceName::brief).orElse("changed");
        Notice.Builder notice = event.notice(kind.family(), severity(event.type(), state), title(event, kind, state))
                .text(detail.at("message").textOrNull())
                .fact("Tickets", listed(detail.at("tickets").items(), ticket -> ticket.at("ticketId").text()))
                .fact("Players", count(detail.at("tickets").items()))
                .fact("Game session", detail.at("gameSessionInfo", "gameSessionArn").text().map(ResourceName::of).orElse(null))
                .fact("Instances", ResourceName.ofAll(detail.at("instance-ids").items()));
        kind.facts().forEach(member -> notice.fact(label(member), detail.at(member).wordsOrNull()));
        detail.at("duration").number()
                .ifPresent(seconds -> notice.fact("Duration", detail.at("duration").wordsOrNull() + " s"));
        notice.fact("Started", detail.at("startTime").moment().orElse(null))
                .fact("Ended", detail.at("endTime").moment().orElse(null));
        detail.at(kind.key()).text().ifPresent(id -> notice.correlationKey(id)
                .standing(RUNS.contains(event.type()) ? RunStanding.of(state) : Optional.empty()));
        return notice.build();
    }

    private static String title(Event event, Kind kind, String state) {
        Json detail = event.detail();
        Optional<String> name = kind.name().stream().map(member -> detail.at(member).text()).flatMap(Optional::stream)
                .findFirst()
                .or(() -> event.resources().stream().findFirst())
                .map(ResourceName::of);
        return kind.thing() + name.map(known -> " " + known).orElse("") + ": " + state;
    }

    private static String label(String member) {
        return Labels.of(member.endsWith("-id") ? member.substring(0, member.length() - "-id".length()) : member);
    }

    private static String listed(List<Json> items, Function<Json, Optional<String>> name) {
        return ResourceName.listed(items.stream().limit(MOST_TICKETS).map(name).flatMap(Optional::stream)
                .map(ResourceName::brief).toList(), items.size());
    }

    private static String count(List<Json> tickets) {
        int players = tickets.stream().mapToInt(ticket -> ticket.at("players").items().size()).sum();
        return players == 0 ? null : Integer.toString(players);
    }

    private static Severity severity(String type, String state) {
        Severity known = STATES.get(state);
        if (known != null) {
            return known;
        }
        return type.equals("OpsWorks Alert") ? Severity.HIGH : SeverityWords.in(state).orElse(Severity.INFO);
    }
}
