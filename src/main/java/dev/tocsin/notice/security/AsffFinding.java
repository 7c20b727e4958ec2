package dev.tocsin.notice.security;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/** The AWS Security Finding Format; Security Hub User Guide, "Required top-level ASFF attributes" and following. */
record AsffFinding(Json json) implements HubFinding {

    /** Of its own controls Security Hub says nothing more; the link beside it does. */
    private static final String BOILERPLATE = "For information on how to correct this issue";
    private static final int LONGEST_ADVICE = 500;
    private static final BigDecimal[] BANDS = { BigDecimal.valueOf(90), BigDecimal.valueOf(70), BigDecimal.valueOf(40),
            BigDecimal.ONE };

    @Override
    public Optional<String> id() {
        return json.at("Id").text();
    }

    @Override
    public Optional<String> title() {
        return json.at("Title").text();
    }

    @Override
    public Severity rating() {
        return SeverityLabel.of(json.at("Severity", "Label"))
                .or(() -> SeverityLabel.of(json.at("FindingProviderFields", "Severity", "Label")))
                .or(() -> json.at("Severity", "Normalized").number().map(AsffFinding::band)).orElse(Severity.MEDIUM);
    }

    @Override
    public Optional<String> settled() {
        return Stream.of(json.at("RecordState"), json.at("Workflow", "Status"), json.at("Compliance", "Status"))
                .filter(state -> state.isOneOf("ARCHIVED", "RESOLVED", "SUPPRESSED", "PASSED"))
                .map(Json::text).flatMap(Optional::stream).findFirst();
    }

    @Override
    public boolean isOfControl() {
        return json.at("Compliance", "Status").is("FAILED");
    }

    @Override
    public Optional<String> region() {
        return json.at("Region").text();
    }

    @Override
    public Optional<String> account() {
        return json.at("AwsAccountId").text();
    }

    @Override
    public List<String> resources() {
        return json.at("Resources").items().stream().map(resource -> resource.at("Id").text()).flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String description() {
        return Readable.sentence(json.at("Description"));
    }

    @Override
    public void facts(Notice.Builder notice) {
        List<Json> resources = json.at("Resources").items();
        notice.fact("Resource type", resources.isEmpty()
                ? null
                : resources.get(0).at("Type").text().map(Readable::type).orElse(null))
                .fact("Found by", product().filter(name -> !"Security Hub".equals(name)).orElse(null))
                .fact("Control", json.at("Compliance", "SecurityControlId").text()
                        .or(() -> json.at("ProductFields", "ControlId").text()).orElse(null))
                .fact("Compliance", json.at("Compliance", "Status").textOrNull())
                .fact("Workflow", json.at("Workflow", "Status").text().filter(status -> !"NEW".equals(status)).orElse(null))
                .fact("Vulnerabilities", Readable.list(json.at("Vulnerabilities").items().stream()
                        .map(vulnerability -> vulnerability.at("Id").text()).flatMap(Optional::stream).toList(),
                        MOST_NAMES))
                .fact("Note", json.at("Note", "Text").textOrNull())
                .fact("First seen",
                        json.at("FirstObservedAt").moment().or(() -> json.at("CreatedAt").moment()).orElse(null))
                .fact("Last seen", json.at("LastObservedAt").moment().orElse(null))
                .fact("Remediation", json.at("Remediation", "Recommendation", "Text").text()
                        .filter(text -> !text.startsWith(BOILERPLATE)).map(text -> Cut.middle(text, LONGEST_ADVICE))
                        .orElse(null))
                .link("Remediation", json.at("Remediation", "Recommendation", "Url").textOrNull());
    }

    @Override
    public Optional<String> product() {
        return json.at("ProductName").text().or(() -> json.at("ProductFields", "aws/securityhub/ProductName").text());
    }

    private static Severity band(BigDecimal normalized) {
        for (int i = 0; i < BANDS.length; i++) {
            if (normalized.compareTo(BANDS[i]) >= 0) {
                return Severity.values()[i];
            }
        }
        return Severity.INFO;
    }
}
