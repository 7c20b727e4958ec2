package dev.tocsin.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.LogPages;
import dev.tocsin.aws.call.ActingRole;
import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.call.AwsCall;
import dev.tocsin.aws.call.AwsCalls;
import dev.tocsin.command.SteppedCalls.Came;
import dev.tocsin.command.language.Command;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Starts a query of CloudWatch Logs Insights and waits for what it finds; one that takes too long is stopped. */
@ApplicationScoped
class LogsQueries {

    /** With the calls before and after it that is less than a replica has for a command. */
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Set<String> UNFINISHED = Set.of("Scheduled", "Running");
    private static final String STOPPED = "it took longer than %d seconds, so it was stopped".formatted(LONGEST.toSeconds());
    /** From here on numbers are milliseconds. */
    private static final long MILLIS = 100_000_000_000L;
    private static final int LONGEST_PAGE = 2_500;
    private static final int ARN_PARTS = 7;

    private final AwsCalls aws;
    private final LongSupplier nanoTime;

    @Inject
    LogsQueries(AwsCalls aws) {
        this(aws, System::nanoTime);
    }

    /** For tests, which give the time. */
    LogsQueries(AwsCalls aws, LongSupplier nanoTime) {
        this.aws = aws;
        this.nanoTime = nanoTime;
    }

    /** A query that was started. */
    private record Started(Command.Call call, ObjectNode id, String region, ActingRole role, long until) {

        AwsCall then(String operation) {
            return new AwsCall(call.service(), call.service().operation(operation).orElseThrow(), id, region);
        }
    }

    Uni<Came> ask(Command.Call call, String region, ActingRole role) {
        return aws.call(new AwsCall(call.service(), call.operation(), call.parameters(), region), role).chain(answer -> {
            Optional<String> id = answer instanceof AwsAnswer.Done done
                    ? Optional.ofNullable(done.output().path("queryId").textValue())
                    : Optional.empty();
            if (id.isEmpty()) {
                return Uni.createFrom().item(new Came(call, answer, Optional.empty()));
            }
            Started started = new Started(call, JsonNodeFactory.instance.objectNode().put("queryId", id.get()), region, role,
                    nanoTime.getAsLong() + LONGEST.toNanos());
            return found(started, FIRST_PAUSE).map(found -> new Came(asFound(started), found, page(call, region)));
        });
    }

    private Uni<AwsAnswer> found(Started started, Duration wait) {
        return Uni.createFrom().voidItem().onItem().delayIt().onExecutor(Infrastructure.getDefaultWorkerPool()).by(wait)
                .chain(() -> aws.call(started.then("get-query-results"), started.role()))
                .chain(answer -> {
                    if (!isUnfinished(answer)) {
                        return Uni.createFrom().item(answer);
                    }
                    return nanoTime.getAsLong() - started.until() < 0 ? found(started, PAUSE)
                            : aws.call(started.then("stop-query"), started.role()).replaceWith(stopped(answer));
                });
    }

    private static boolean isUnfinished(AwsAnswer answer) {
        return answer instanceof AwsAnswer.Done done && UNFINISHED.contains(done.output().path("status").asText());
    }

    private static AwsAnswer stopped(AwsAnswer answer) {
        ObjectNode output = ((AwsAnswer.Done) answer).output().deepCopy();
        return new AwsAnswer.Done(output.put("status", STOPPED));
    }

    /** Shown as what finds it, under the command that was typed. */
    private static Command.Call asFound(Started started) {
        AwsCall asked = started.then("get-query-results");
        return new Command.Call(asked.service(), asked.operation(), asked.parameters(), started.call().region(),
                Optional.empty(), started.call().normalised());
    }

    static Optional<String> page(Command.Call call, String region) {
        JsonNode parameters = call.parameters();
        List<String> groups = new ArrayList<>();
        Optional.ofNullable(parameters.path("logGroupName").textValue()).ifPresent(groups::add);
        parameters.path("logGroupNames").forEach(name -> groups.add(name.asText()));
        parameters.path("logGroupIdentifiers").forEach(name -> groups.add(name(name.asText())));
        return LogPages.insights(region, groups, moment(parameters.path("startTime")), moment(parameters.path("endTime")),
                parameters.path("queryString").asText()).filter(url -> url.length() <= LONGEST_PAGE);
    }

    /** Of a group or of its ARN. */
    private static String name(String identifier) {
        String[] parts = identifier.split(":", -1);
        return identifier.startsWith("arn:") && parts.length >= ARN_PARTS ? parts[ARN_PARTS - 1] : identifier;
    }

    private static Instant moment(JsonNode number) {
        long said = number.asLong();
        return said >= MILLIS ? Instant.ofEpochMilli(said) : Instant.ofEpochSecond(said);
    }
}
