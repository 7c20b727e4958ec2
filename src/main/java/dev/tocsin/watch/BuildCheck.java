package dev.tocsin.watch;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.Wellness;

/** Says which build answers, beside what is wrong with it, and as a metric. It is always well. */
@Wellness
@Startup
@ApplicationScoped
class BuildCheck implements HealthCheck {

    private final Build build;

    BuildCheck(Build build, MeterRegistry meters) {
        this.build = build;
        Gauge.builder("tocsin.build.info", () -> 1).tag("version", build.version()).tag("commit", build.commit())
                .tag("native", String.valueOf(build.isNative())).description("Which build this is; always 1").register(meters);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Build").up().withData("version", build.version())
                .withData("commit", build.commit()).withData("runtime", build.runtime()).build();
    }
}
