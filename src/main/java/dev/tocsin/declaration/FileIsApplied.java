package dev.tocsin.declaration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.tocsin.declaration.DeclarationStatus.State;
import io.smallrye.health.api.Wellness;

/**
 * Says that the file has an error, as a matter of wellness. That another replica holds a newer one is part of every rollout and
 * no error; a metric tells when it lasts.
 */
@Wellness
@ApplicationScoped
class FileIsApplied implements HealthCheck {

    private final ConfigurationsFile file;

    FileIsApplied(ConfigurationsFile file) {
        this.file = file;
    }

    @Override
    public HealthCheckResponse call() {
        DeclarationStatus status = file.status();
        var response = HealthCheckResponse.named("Configurations file is applied").status(status.state() != State.FAILED)
                .withData("state", status.state().name());
        if (status.state() == State.OUTDATED) {
            response.withData("outdated", "another replica holds a newer file, which is applied");
        }
        status.errors().forEach(error -> response.withData(error.field(), error.message()));
        return response.build();
    }
}
