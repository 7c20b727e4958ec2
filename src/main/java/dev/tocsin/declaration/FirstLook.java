package dev.tocsin.declaration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.tocsin.declaration.DeclarationStatus.State;

/**
 * Not ready before the file was looked at: until then its topics may be unknown, and SNS throws away what is refused for an
 * unknown topic. A file with an error makes nobody wait; what was stored before stands.
 */
@Readiness
@ApplicationScoped
class FirstLook implements HealthCheck {

    private final ConfigurationsFile file;

    FirstLook(ConfigurationsFile file) {
        this.file = file;
    }

    @Override
    public HealthCheckResponse call() {
        State state = file.status().state();
        return HealthCheckResponse.named("Configurations file").status(state != State.WAITING)
                .withData("state", state.name()).build();
    }
}
