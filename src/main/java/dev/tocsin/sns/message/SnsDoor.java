package dev.tocsin.sns.message;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.door.Door;
import dev.tocsin.door.Turned;
import dev.tocsin.problem.Problem;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.SnsConfig;

/** The door of /sns. */
@Singleton
final class SnsDoor implements Door {

    /** A message has at most 262,144 bytes; escaped in JSON, with the envelope, it stays below this. */
    private static final int LARGEST = 2 * 1_024 * 1_024;
    private static final int SIXTEENTH = 16;

    private final SnsConfig config;
    private final SnsMetrics metrics;

    SnsDoor(SnsConfig config, SnsMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public List<String> paths() {
        return List.of("/sns");
    }

    @Override
    public int largest() {
        return LARGEST;
    }

    @Override
    public long most() {
        return Door.shareOfMemory(SIXTEENTH, LARGEST);
    }

    @Override
    public Duration bodyTimeout() {
        return config.bodyTimeout();
    }

    /** Whatever is no fault of the message's is a 503: SNS throws away what gets a 4xx. */
    @Override
    public Problem answer(Turned why) {
        Reason reason = switch (why) {
            case MALFORMED -> Reason.MALFORMED;
            case TOO_LARGE -> Reason.TOO_LARGE;
            case OVERLOADED, CROWDED_OUT, STALLED -> Reason.OVERLOADED;
        };
        if (why != Turned.STALLED) { // a stranger's connection, mostly, and counted by the door
            metrics.refused(reason);
        }
        return reason.problem(switch (why) {
            case MALFORMED -> "the request has no form that SNS sends";
            case TOO_LARGE -> "the body has more than 2 MiB; an SNS message has at most 256 KiB";
            case OVERLOADED, CROWDED_OUT -> "too much is arriving; come again";
            case STALLED -> "the body did not arrive in time; come again";
        });
    }
}
