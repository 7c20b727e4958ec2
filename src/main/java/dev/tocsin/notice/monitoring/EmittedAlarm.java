package dev.tocsin.notice.monitoring;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Json;

/** As CloudWatch sends it to EventBridge. */
record EmittedAlarm(Event event) implements DetailedAlarm {

    @Override
    public Json data() {
        return event.detail();
    }

    @Override
    public Optional<Instant> sentAt() {
        return event.time();
    }

    @Override
    public Optional<String> arn() {
        return event.arns().findFirst().map(Arn::toString);
    }

    @Override
    public Optional<String> region() {
        return event.region();
    }

    @Override
    public Optional<String> account() {
        return event.account();
    }
}
