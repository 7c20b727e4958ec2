package dev.tocsin.notice.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/** Vaults, plans, recovery points and settings of AWS Backup that changed. See AWS Backup Developer Guide, as for jobs. */
@Singleton
@Priority(Interpreter.KNOWN)
final class BackupChange implements Interpreter {

    private static final int MOST_TYPES = 10;

    private static final Map<String, String> THINGS = Map.of(
            "Backup Vault State Change", "Backup vault",
            "Backup Plan State Change", "Backup plan",
            "Recovery Point State Change", "Recovery point",
            "Recovery Point Change", "Recovery point",
            "Recovery Point Index State Change", "Recovery point index",
            "Region Setting State Change", "AWS Backup Region settings");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.backup") && THINGS.containsKey(event.type()))
                .map(BackupChange::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String thing = THINGS.get(event.type());
        String state = detail.at("state").text().or(() -> detail.at("status").text()).or(() -> detail.at("indexStatus").text())
                .orElse("CHANGED");
        Optional<String> resource = detail.at("resourceArn").text().or(() -> detail.at("sourceResourceArn").text());
        boolean isPoint = thing.startsWith("Recovery point");
        String name = (isPoint ? resource.map(arn -> " of " + ResourceName.of(arn))
                : detail.at("backupVaultName").text().or(() -> detail.at("backupPlanName").text())
                        .or(() -> detail.at("backupPlanId").text()).map(words -> " " + words))
                .orElse("");
        return event.notice("backup", severity(thing, state), thing + name + " " + state)
                .titleLink(page(event, thing, detail).orElse(null))
                .text(detail.at("statusMessage").text().or(() -> detail.at("indexStatusMessage").text()).orElse(null))
                .fact("Recovery point",
                        isPoint ? event.resources().stream().findFirst().map(ResourceName::of).orElse(null) : null)
                .fact("Resource type", detail.at("resourceType").textOrNull())
                .fact("Vault", isPoint ? detail.at("backupVaultName").textOrNull() : null)
                .fact("Locked", detail.at("isLocked").words().filter("true"::equals).map(locked -> "yes").orElse(null))
                .fact("Encrypted", detail.at("isEncrypted").words().filter("false"::equals).map(plain -> "no").orElse(null))
                .fact("Storage class", detail.at("storageClass").textOrNull())
                .fact("Kept until", detail.at("calculatedLifeCycle", "deleteAt").moment()
                        .or(() -> detail.at("calculatedLifecycle", "deleteAt").moment()).orElse(null))
                .fact("Opted in", types(detail, true))
                .fact("Opted out", types(detail, false))
                .build();
    }

    /** Who loses a vault, a plan or an opt-in loses backups. */
    private static Severity severity(String thing, String state) {
        boolean isPoint = thing.startsWith("Recovery point");
        return switch (state) {
            case "DELETED" -> isPoint ? Severity.INFO : Severity.MEDIUM;
            case "MODIFIED" -> Severity.LOW;
            case "CREATED" -> Severity.INFO;
            default -> JobState.severity(state);
        };
    }

    private static String types(Json detail, boolean isOn) {
        List<String> types = new ArrayList<>();
        detail.at("ResourceTypeOptInPreference").forEachMember((type, choice) -> {
            if (choice.node().isBoolean() && choice.node().booleanValue() == isOn && types.size() < MOST_TYPES) {
                types.add(type);
            }
        });
        return String.join(", ", types);
    }

    private static Optional<String> page(Event event, String thing, Json detail) {
        String place = switch (thing) {
            case "AWS Backup Region settings" -> "#/settings";
            case "Backup plan" -> detail.at("backupPlanId").text()
                    .map(id -> "#/backupplan/details/" + ConsoleLinks.encode(id)).orElse("");
            default -> detail.at("backupVaultName").text()
                    .map(name -> "#/backupvaults/details/" + ConsoleLinks.encode(name)).orElse("");
        };
        return ConsoleLinks.page(event.region().orElse(null), "backup/home" + place);
    }
}
