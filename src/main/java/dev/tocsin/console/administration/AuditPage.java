package dev.tocsin.console.administration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.audit.AuditEntry;
import dev.tocsin.audit.AuditHistory;
import dev.tocsin.audit.AuditHistory.Question;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.console.ApiPath;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Who has done what, newest first. */
@Path("/console/audit")
@Produces(MediaType.TEXT_HTML)
class AuditPage {

    private static final int ON_A_PAGE = 50;
    private static final int IN_A_FILE = Table.MOST + 1;

    private final Frames frames;
    private final AuditHistory history;
    /** What the API's paths of things begin with, by kind. */
    private final Map<String, String> pathByKind;

    AuditPage(Frames frames, AuditHistory history, ConfigurationKinds kinds) {
        this.frames = frames;
        this.history = history;
        this.pathByKind = kinds.all().stream().collect(Collectors.toMap(ConfigurationKind::name, ConfigurationKind::path));
    }

    /**
     * The page.
     *
     * @param next where older ones are; null on the last page
     * @param file where the same is as a file
     * @param isNarrowed whether anything was asked for, so that nothing found need not mean that nothing was done
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AuditList(Frame frame, List<AuditLine> lines, String next, String file, Question question, List<String> kinds,
            boolean isFirst, boolean isNarrowed) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("kind") String kind, @QueryParam("name") String name,
            @QueryParam("who") String who, @QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Question question = new Question(given(kind), given(name), given(who));
        Paging<Long> paging = Paging.of(Keys.ids("audit"), null, as == null ? ON_A_PAGE : IN_A_FILE, nextToken);
        return history.find(question, paging).chain(found -> as != null
                ? Uni.createFrom().item(Shown.file(table(paging.page(found)), as))
                : frames.around(uri).chain(frame -> Shown.page(new AuditList(frame,
                        paging.page(found).stream().map(entry -> AuditLine.of(entry, this::place)).toList(),
                        next(question, paging.nextToken(found, AuditEntry::id)), query(question), question, history.kinds(),
                        nextToken == null, isNarrowed(question)))));
    }

    private static boolean isNarrowed(Question question) {
        return question.kind() != null || question.name() != null || question.who() != null;
    }

    /** A form sends what is empty too. */
    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String next(Question question, String token) {
        return token == null ? null : query(question) + "nextToken=" + token;
    }

    /** Ends so that one more parameter may follow. */
    private static String query(Question question) {
        StringBuilder query = new StringBuilder("/console/audit?");
        add(query, "kind", question.kind());
        add(query, "name", question.name());
        add(query, "who", question.who());
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (value != null) {
            query.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('&');
        }
    }

    private String place(String kind, String name) {
        String path = pathByKind.get(kind);
        if (path != null && name.matches("[A-Za-z0-9_-]{1,128}")) {
            return ApiPath.inConsole(path) + "/" + name;
        }
        return switch (kind) {
            case "configuration" -> "/console/configurations?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            case "slack-workspace" -> name.matches("[0-9A-Z]{1,255}") ? "/console/slack/workspaces/" + name : null;
            case "api-token" -> "/console/tokens";
            default -> null;
        };
    }

    private static Table<AuditEntry> table(List<AuditEntry> entries) {
        return new Table<>("audit", List.of(
                new Column<>("id", AuditEntry::id),
                new Column<>("at", AuditEntry::at),
                new Column<>("who", AuditEntry::who),
                new Column<>("whoKind", AuditEntry::whoKind),
                new Column<>("operation", AuditEntry::operation),
                new Column<>("kind", AuditEntry::kind),
                new Column<>("name", AuditEntry::name),
                new Column<>("before", AuditEntry::before),
                new Column<>("after", AuditEntry::after)), entries);
    }
}
