package dev.tocsin.console.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.configuration.keys.KeyReport;
import dev.tocsin.configuration.keys.KeyRotation;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Light;
import dev.tocsin.console.Shown;
import dev.tocsin.database.DatabaseServer;
import dev.tocsin.declaration.ConfigurationsFile;
import dev.tocsin.declaration.DeclarationStatus;
import dev.tocsin.sns.signature.SigningCertificates;
import dev.tocsin.watch.Build;
import dev.tocsin.watch.EffectiveSettings;
import dev.tocsin.watch.GivenSetting;
import dev.tocsin.watch.HealthChecks;
import dev.tocsin.watch.HealthChecks.Checked;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** How the replica that answers is set up, and what it says of its health. */
@Path("/console/system")
@Produces(MediaType.TEXT_HTML)
class SystemPage {

    private static final Duration SOON = Duration.ofDays(14);
    private static final long KIB = 1_024;

    private final Frames frames;
    private final Build build;
    private final DatabaseServer database;
    private final EffectiveSettings settings;
    private final HealthChecks health;
    private final ConfigurationsFile file;
    private final KeyRotation keys;
    private final SigningCertificates certificates;
    private final int managementPort;
    private final Clock clock;

    SystemPage(Frames frames, Build build, DatabaseServer database, EffectiveSettings settings, HealthChecks health,
            ConfigurationsFile file, KeyRotation keys, SigningCertificates certificates,
            @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int managementPort, Clock clock) {
        this.frames = frames;
        this.build = build;
        this.database = database;
        this.settings = settings;
        this.health = health;
        this.file = file;
        this.keys = keys;
        this.certificates = certificates;
        this.managementPort = managementPort;
        this.clock = clock;
    }

    /**
     * A key that secrets are sealed under.
     *
     * @param state {@code current}, {@code previous} or {@code missing}
     */
    record KeyLine(String id, String state, long secrets) {

        public Light light() {
            return switch (state) {
                case "current" -> Light.good("Current");
                case "previous" -> secrets > 0 ? Light.warn("Previous, still needed") : Light.calm("Previous");
                default -> Light.bad("Missing");
            };
        }
    }

    /** A certificate that SNS signs with. */
    record CertificateLine(SigningCertificates.Kept kept, Light light) {
    }

    /**
     * The page.
     *
     * @param size of the database, in words
     * @param keys null while nobody has looked at them
     * @param certificates those that messages were verified with
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SystemShown(Frame frame, Build build, DatabaseServer.Facts database, String size, List<Checked> checks,
            List<GivenSetting> settings, DeclarationStatus declaration, List<KeyLine> keys, KeyReport report,
            List<CertificateLine> certificates, int managementPort) implements TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SystemHealth(List<Checked> checks) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> show(UriInfo uri) {
        return frames.around(uri).chain(frame -> Uni.combine().all().unis(database.ask(), health.ask()).asTuple()
                .chain(both -> Shown.page(shown(frame, both.getItem1(), both.getItem2()))));
    }

    /** That part alone, which asks again by itself. */
    @GET
    @Path("/health")
    public Uni<RestResponse<String>> health() {
        return health.ask().chain(checks -> Shown.page(new SystemHealth(checks)));
    }

    private SystemShown shown(Frame frame, DatabaseServer.Facts facts, List<Checked> checks) {
        KeyReport report = keys.report().orElse(null);
        Instant now = clock.instant();
        return new SystemShown(frame, build, facts, facts.bytes() == null ? null : size(facts.bytes()), checks,
                settings.given(), file.status(),
                report == null ? List.of()
                        : report.keys().stream().map(key -> new KeyLine(key, report.state(key), report.under(key))).toList(),
                report, certificates.kept().stream().map(kept -> line(kept, now)).toList(), managementPort);
    }

    static CertificateLine line(SigningCertificates.Kept kept, Instant now) {
        if (kept.expiry().isBefore(now)) {
            return new CertificateLine(kept, Light.warn("Expired"));
        }
        return kept.expiry().isBefore(now.plus(SOON)) ? new CertificateLine(kept, Light.calm("Expires soon"))
                : new CertificateLine(kept, Light.good("Good"));
    }

    /** In the largest unit of which there is one. */
    static String size(long bytes) {
        String[] units = { "bytes", "KiB", "MiB", "GiB", "TiB" };
        double value = bytes;
        int unit = 0;
        while (value >= KIB && unit < units.length - 1) {
            value /= KIB;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
