package dev.tocsin.notice.compute;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * The replacement of all instances of an Auto Scaling group. The detail-type ends with what happened. Amazon EC2 Auto Scaling
 * User Guide, "Instance refresh events".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class InstanceRefresh implements Interpreter {

    private static final String TYPE = "EC2 Auto Scaling Instance Refresh ";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.isFrom("aws.autoscaling") && event.type().startsWith(TYPE))
                .map(InstanceRefresh::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String state = event.type().substring(TYPE.length());
        String group = detail.at("AutoScalingGroupName").text().map(ResourceName::brief).orElse("group");
        Optional<String> refresh = detail.at("InstanceRefreshId").text();
        String percentage = detail.at("CheckpointPercentage").words().map(words -> words + "%").orElse(null);
        Notice.Builder notice = event
                .notice("autoscaling-refresh", severity(state), "Instance refresh of " + group + ": " + told(state, percentage))
                .titleLink(Ec2Page.scalingGroup(event.region().orElse(null), group, "instanceRefresh"))
                .fact("Next step in", detail.at("CheckpointDelay").words().map(delay -> delay + " s").orElse(null))
                .fact("Refresh", refresh.orElse(null));
        refresh.ifPresent(id -> notice.correlationKey(id).standing(standing(state)));
        return notice.build();
    }

    private static String told(String state, String percentage) {
        boolean checkpoint = state.startsWith("Checkpoint");
        return checkpoint && percentage != null ? percentage + " replaced, checkpoint reached"
                : checkpoint ? "checkpoint reached" : ResourceName.brief(state).toUpperCase(Locale.ROOT);
    }

    /** Rolled back, the group is as it was, and not as somebody wanted it. */
    private static Optional<Standing> standing(String state) {
        return state.startsWith("Rollback ") ? Optional.of(Standing.openUntilResolved(state))
                : state.startsWith("Checkpoint") ? Optional.of(Standing.running(state)) : RunStanding.of(state);
    }

    private static Severity severity(String state) {
        return switch (state) {
            case "Succeeded" -> Severity.GOOD;
            case "Failed", "Rollback Failed" -> Severity.HIGH;
            case "Cancelled", "Rollback Started", "Rollback Succeeded" -> Severity.MEDIUM;
            default -> Severity.INFO;
        };
    }
}
