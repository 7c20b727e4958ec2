package dev.tocsin.notice.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * What happens in Elastic Container Registry: images pushed, deleted, replicated, cached and scanned (Amazon ECR User Guide,
 * "Amazon ECR events and EventBridge").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ContainerRegistry implements Interpreter {

    private static final String SCAN = "ECR Image Scan";
    private static final String SCAN_CHANGE = "ECR Scan Resource Change";

    /** What each type of event does with one image; the plain one says it itself. */
    private static final Map<String, String> ACTIONS = Map.of(
            "ECR Image Action", "",
            "ECR Pull Through Cache Action", "pull through cache",
            "ECR Replication Action", "replication",
            "ECR Referrer Action", "referrer");

    /** As ECR counts findings, the worst first. */
    private static final Map<String, Severity> BANDS = Map.of("CRITICAL", Severity.CRITICAL, "HIGH", Severity.HIGH,
            "MEDIUM", Severity.MEDIUM, "LOW", Severity.LOW, "INFORMATIONAL", Severity.INFO, "UNDEFINED", Severity.INFO);
    private static final List<String> ORDER = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED");

    private static final int MOST_TAGS = 5;
    private static final int MOST_REPOSITORIES = 10;
    private static final int LONGEST_DIGEST = 26;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.ecr")).flatMap(event -> switch (event.type()) {
            case SCAN -> Optional.of(scan(event));
            case SCAN_CHANGE -> Optional.of(scanChange(event));
            default -> Optional.ofNullable(ACTIONS.get(event.type())).map(action -> action(event, action));
        });
    }

    private static Notice action(Event event, String action) {
        Json detail = event.detail();
        String result = detail.at("result").text().or(() -> detail.at("sync-status").text()).orElse("CHANGED")
                .toUpperCase(Locale.ROOT);
        boolean failed = result.startsWith("FAIL");
        String type = detail.at("action-type").text().map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        String what = action.isEmpty() ? type : action.equals("referrer") ? (action + " " + type).strip() : action;
        Severity severity = failed ? Severity.HIGH : what.equals("delete") ? Severity.INFO : Severity.GOOD;
        return about(event, event.notice("ecr", severity, ("ECR " + what).strip() + " " + result + ": " + image(detail)),
                "details")
                .text(detail.at("failure-reason").textOrNull())
                .fact("Failure code", detail.at("failure-code").textOrNull())
                .fact("Upstream", detail.at("upstream-registry-url").textOrNull())
                .fact("From Region", detail.at("source-region").textOrNull())
                .fact("From account", detail.at("source-account").textOrNull())
                .fact("Artifact type", detail.at("artifact-media-type").textOrNull())
                .fact("Storage class", detail.at("target-storage-class").textOrNull())
                .fact("Digest", digest(detail))
                .build();
    }

    private static Notice scan(Event event) {
        Json detail = event.detail();
        String status = detail.at("scan-status").text().orElse("COMPLETE");
        Json counts = detail.at("finding-severity-counts");
        List<String> found = new ArrayList<>();
        Severity worst = Severity.GOOD;
        for (String band : ORDER) {
            Json count = counts.at(band);
            if (count.number().filter(number -> number.signum() > 0).isPresent()) {
                found.add(count.wordsOrNull() + " " + band);
                worst = BANDS.get(band).compareTo(worst) < 0 ? BANDS.get(band) : worst;
            }
        }
        boolean complete = status.equals("COMPLETE") || status.equals("ACTIVE");
        String result = !complete ? status : found.isEmpty() ? "no findings" : String.join(", ", found);
        Severity severity = complete ? worst : status.equals("FAILED") ? Severity.HIGH : Severity.LOW;
        List<String> tags = tags(detail);
        return about(event, event.notice("ecr", severity, "ECR scan of " + image(detail) + ": " + result), "scan-results")
                .fact("Status", complete ? null : detail.at("scan-status-description").textOrNull())
                .fact("Tags", tags.size() > 1 ? Listed.first(MOST_TAGS, tags) : null)
                .fact("Digest", digest(detail))
                .build();
    }

    private static Notice scanChange(Event event) {
        Json detail = event.detail();
        List<Text> changes = new ArrayList<>();
        List<Json> repositories = detail.at("repositories").items();
        for (Json repository : repositories.subList(0, Math.min(MOST_REPOSITORIES, repositories.size()))) {
            repository.at("repository-name").text().ifPresent(name -> changes.add(new Text.Plain(name + ": "
                    + repository.at("previous-scan-frequency").text().map(old -> old + " → ").orElse("")
                    + repository.at("scan-frequency").text().orElse("changed"))));
        }
        int more = repositories.size() - MOST_REPOSITORIES;
        if (more > 0) {
            changes.add(new Text.Plain("… and " + more + " more"));
        }
        Notice.Builder notice = event.notice("ecr", Severity.INFO, "ECR scan frequency changed: " + repositories.size()
                + (repositories.size() == 1 ? " repository" : " repositories"));
        if (!changes.isEmpty()) {
            notice.text(new Text.Bullets(changes));
        }
        return notice.fact("Scan type", detail.at("scan-type").textOrNull()).build();
    }

    /** Images belong together by what they are, not by their tags, which move. */
    private static Notice.Builder about(Event event, Notice.Builder notice, String tab) {
        Json detail = event.detail();
        Optional<String> repository = detail.at("repository-name").text();
        Optional<String> digest = detail.at("image-digest").text();
        String region = event.region().orElse(null);
        Optional<String> account = event.account();
        if (repository.isEmpty() || account.isEmpty() || region == null) {
            return notice;
        }
        String home = "ecr/repositories/private/" + account.get() + "/" + path(repository.get());
        boolean gone = detail.at("action-type").is("DELETE");
        String page = digest.filter(text -> !gone).map(text -> home + "/_/image/" + path(text) + "/" + tab).orElse(home);
        String arn = "arn:" + Partition.ofRegion(region).map(Partition::id).orElse("aws") + ":ecr:" + region + ":"
                + account.get() + ":repository/" + repository.get();
        return notice.titleLink(ConsoleLinks.page(region, page).orElse(null))
                .resource(arn)
                .correlationKey(digest.map(text -> arn + "@" + text).orElse(arn));
    }

    /** The console keeps slashes of repositories and the colon of a digest as they are. */
    private static String path(String text) {
        return ConsoleLinks.encode(text).replace("%2F", "/").replace("%3A", ":");
    }

    private static String image(Json detail) {
        String repository = detail.at("repository-name").text().orElse("a repository");
        Optional<String> tag = detail.at("image-tag").text().or(() -> tags(detail).stream().findFirst());
        return repository + tag.map(text -> ":" + text).orElse("");
    }

    private static List<String> tags(Json detail) {
        return detail.at("image-tags").items().stream().limit(100).map(Json::text).flatMap(Optional::stream).toList();
    }

    private static String digest(Json detail) {
        return detail.at("image-digest").text().map(text -> Cut.end(text, LONGEST_DIGEST)).orElse(null);
    }
}
