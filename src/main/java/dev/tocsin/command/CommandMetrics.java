package dev.tocsin.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;

/** What came of commands, in numbers and as lines. Neither says what was typed. */
@Singleton
final class CommandMetrics {

    private final MeterRegistry meters;

    CommandMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void stepped(ClaimedCommand command, CommandStep step) {
        String outcome = step.state().name().toLowerCase(Locale.ROOT);
        Counter.builder("tocsin.commands").description("Commands and how they ended, or that they asked something")
                .tag("outcome", outcome).tag("source", command.source().name().toLowerCase(Locale.ROOT)).register(meters)
                .increment();
        step.result().flatMap(CommandStep.Result::tookMs).ifPresent(took -> Timer.builder("tocsin.commands.aws")
                .description("Time that AWS took for commands").register(meters).record(Duration.ofMillis(took)));
        Log.infof("command=%s outcome=%s source=%s service=%s operation=%s result=%s aws_ms=%s", command.id(), outcome,
                command.source(), step.understood().service().orElse("-"), step.understood().operation().orElse("-"),
                step.result().map(CommandStep.Result::code).orElse("-"),
                step.result().flatMap(CommandStep.Result::tookMs).map(Object::toString).orElse("-"));
    }

    /**
     * Something was said, or nobody heard it.
     *
     * @param unheard why nobody was told, if that is so
     * @param sinceClaimed how long this replica was at it
     */
    void spoken(ClaimedCommand command, Optional<String> unheard, Duration sinceClaimed) {
        if (command.decision().isEmpty() && command.state() == CommandState.RUNNING) {
            Timer.builder("tocsin.commands.answer").description("From when a command was taken until Slack showed its answer")
                    .tag("result", unheard.isPresent() ? "unheard" : "answered").register(meters)
                    .record(Duration.between(command.receivedAt(), command.now()).plus(sinceClaimed));
        }
    }
}
