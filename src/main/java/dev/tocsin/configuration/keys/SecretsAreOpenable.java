package dev.tocsin.configuration.keys;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.smallrye.health.api.Wellness;

/**
 * Says which stored secrets no configured key opens, as a matter of wellness; and how far sealing anew has come, which is none.
 */
@Wellness
@ApplicationScoped
class SecretsAreOpenable implements HealthCheck {

    private final KeyRotation rotation;

    SecretsAreOpenable(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Stored secrets can be opened");
        return rotation.report().map(report -> told(report, response))
                .orElseGet(() -> response.up().withData("unknown", "they have not been looked at yet")).build();
    }

    private static HealthCheckResponseBuilder told(KeyReport report, HealthCheckResponseBuilder response) {
        report.lost().forEach((key, owners) -> response.withData("key " + key, lost(key, report.under(key), owners)));
        report.damaged().forEach(owner -> response.withData(owner,
                "damaged, or sealed for another place: give it anew with PATCH or in the configurations file"));
        if (report.outstanding() > 0) {
            response.withData("resealing", outstanding(report));
        }
        return response.status(report.lost().isEmpty() && report.damaged().isEmpty());
    }

    private static String lost(String key, long count, List<String> owners) {
        String which = String.join(", ", owners) + (count > owners.size() ? ", ..." : "");
        if (key.equals(SealedSecrets.UNREADABLE)) {
            return count + " secrets are not in the form that Tocsin seals in: " + which
                    + ". Give them anew with PATCH or in the configurations file";
        }
        return count + " secrets are sealed under it, and it is not configured: " + which
                + ". Put the key back as tocsin.secrets.key or into tocsin.secrets.previous-keys, or give these secrets anew "
                + "with PATCH or in the configurations file";
    }

    private static String outstanding(KeyReport report) {
        String count = report.outstanding() + " secrets are still under an older key, which is needed until there are none";
        if (report.current() == null) {
            return count + "; tocsin.secrets.key is not set, so nothing can be sealed anew";
        }
        return report.otherwise().isEmpty()
                ? count
                : count + "; sealing anew waits, because another replica still seals under " + String.join(", ",
                        report.otherwise());
    }
}
