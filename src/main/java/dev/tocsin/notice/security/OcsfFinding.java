package dev.tocsin.notice.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/** The Open Cybersecurity Schema Framework; Security Hub User Guide, "OCSF findings in Security Hub". */
record OcsfFinding(Json json) implements HubFinding {

    @Override
    public Optional<String> id() {
        return json.at("finding_info", "uid").text().or(() -> json.at("metadata", "uid").text());
    }

    @Override
    public Optional<String> title() {
        return json.at("finding_info", "title").text();
    }

    @Override
    public Severity rating() {
        return SeverityLabel.of(json.at("vendor_attributes", "severity"))
                .or(() -> SeverityLabel.of(json.at("severity")))
                .or(() -> json.at("severity_id").words().flatMap(OcsfFinding::band))
                .orElse(Severity.MEDIUM);
    }

    @Override
    public Optional<String> settled() {
        return json.at("status").text().map(status -> status.toUpperCase(Locale.ROOT))
                .filter(status -> List.of("RESOLVED", "SUPPRESSED", "ARCHIVED").contains(status));
    }

    @Override
    public boolean isOfControl() {
        return json.at("compliance", "status").text().filter("FAIL"::equalsIgnoreCase).isPresent();
    }

    @Override
    public Optional<String> region() {
        return json.at("cloud", "region").text();
    }

    @Override
    public Optional<String> account() {
        return json.at("cloud", "account", "uid").text();
    }

    @Override
    public List<String> resources() {
        return json.at("resources").items().stream()
                .map(resource -> resource.at("uid").text().or(() -> resource.at("name").text())).flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String description() {
        return Readable.sentence(json.at("finding_info", "desc"));
    }

    @Override
    public void facts(Notice.Builder notice) {
        List<Json> resources = json.at("resources").items();
        notice.fact("Resource type", resources.isEmpty()
                ? null
                : resources.get(0).at("type").text().map(Readable::type).orElse(null))
                .fact("Found by", product().orElse(null))
                .fact("Kind", json.at("class_name").textOrNull())
                .fact("Control", json.at("compliance", "control").textOrNull())
                .fact("Compliance", json.at("compliance", "status").textOrNull())
                .fact("Workflow", json.at("status").text().filter(status -> !"New".equals(status)).orElse(null))
                .fact("Vulnerabilities", Readable.list(json.at("vulnerabilities").items().stream()
                        .map(vulnerability -> vulnerability.at("cve", "uid").text()).flatMap(Optional::stream).toList(),
                        MOST_NAMES))
                .fact("First seen", json.at("finding_info", "first_seen_time").moment()
                        .or(() -> json.at("finding_info", "created_time").moment()).orElse(null))
                .fact("Last seen", json.at("finding_info", "last_seen_time").moment().orElse(null))
                .fact("Remediation", Readable.sentence(json.at("remediation", "desc")))
                .link("Remediation", json.at("remediation", "references").items().stream().map(Json::text)
                        .flatMap(Optional::stream).findFirst().orElse(null));
    }

    @Override
    public Optional<String> product() {
        return json.at("metadata", "product", "name").text();
    }

    private static Optional<Severity> band(String id) {
        return switch (id) {
            case "1" -> Optional.of(Severity.INFO);
            case "2" -> Optional.of(Severity.LOW);
            case "3" -> Optional.of(Severity.MEDIUM);
            case "4" -> Optional.of(Severity.HIGH);
            case "5", "6" -> Optional.of(Severity.CRITICAL);
            default -> Optional.empty();
        };
    }
}
