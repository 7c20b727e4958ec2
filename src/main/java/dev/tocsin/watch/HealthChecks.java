package dev.tocsin.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;

/** What {@code /q/health/ready} and {@code /q/health/well} say of this replica, one by one. */
@Singleton
public final class HealthChecks {

    private final SmallRyeHealthReporter reporter;

    HealthChecks(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    /**
     * One check.
     *
     * @param group {@code ready} or {@code well}
     * @param said what there is to say, by what it is about
     */
    public record Checked(String group, String name, boolean isUp, Map<String, String> said) {
    }

    /** Those of readiness first. */
    public Uni<List<Checked>> ask() {
        return Uni.combine().all().unis(reporter.getReadinessAsync(), reporter.getWellnessAsync()).asTuple().map(both -> {
            List<Checked> all = new ArrayList<>(listed("ready", both.getItem1()));
            all.addAll(listed("well", both.getItem2()));
            return List.copyOf(all);
        });
    }

    private static List<Checked> listed(String group, SmallRyeHealth health) {
        return health.getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> checked(group, check)).toList();
    }

    static Checked checked(String group, JsonObject check) {
        Map<String, String> said = new TreeMap<>();
        JsonObject data = check.getJsonObject("data");
        if (data != null) {
            data.forEach((about, value) -> said.put(about, text(value)));
        }
        return new Checked(group, check.getString("name"), "UP".equals(check.getString("status")), said);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
