package dev.tocsin.console.administration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.access.AdminToken;
import dev.tocsin.access.ApiToken;
import dev.tocsin.access.People;
import dev.tocsin.access.TokenMembers;
import dev.tocsin.access.Tokens;
import dev.tocsin.console.FormMembers;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Who may use Tocsin: tokens, and the people whom an identity provider knows. */
@Path("/console/tokens")
@Produces(MediaType.TEXT_HTML)
class TokenPages {

    private static final String HERE = "/console/tokens";
    private static final int ON_A_PAGE = 100;
    private static final int IN_A_FILE = Table.MOST + 1;

    private final Frames frames;
    private final Tokens tokens;
    private final People people;
    private final AdminToken adminToken;
    private final StrictJson json;
    private final Clock clock;

    TokenPages(Frames frames, Tokens tokens, People people, AdminToken adminToken, StrictJson json, Clock clock) {
        this.frames = frames;
        this.tokens = tokens;
        this.people = people;
        this.adminToken = adminToken;
        this.json = json;
        this.clock = clock;
    }

    record TokenLine(ApiToken token, boolean isExpired) {
    }

    /**
     * A token that was just made.
     *
     * @param secret the token itself, which only this one answer has
     */
    record MadeToken(String name, String role, Instant expiresAt, String secret) {
    }

    /**
     * The page.
     *
     * @param made null unless one was just made
     * @param provider null if none is set
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record TokenList(Frame frame, List<TokenLine> lines, String next, boolean isFirst, MadeToken made,
            boolean hasFirstAdministrator, People.Provider provider) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Paging<String> paging = Paging.of(Tokens.NAMES, null, as == null ? ON_A_PAGE : IN_A_FILE, nextToken);
        return as == null
                ? page(paging, nextToken == null, null, uri).chain(Shown::page)
                : tokens.list(paging.after(), paging.rows())
                        .map(found -> Shown.file(table(lines(paging.page(found))), as));
    }

    private Uni<TokenList> page(Paging<String> paging, boolean isFirst, MadeToken made, UriInfo uri) {
        return tokens.list(paging.after(), paging.rows())
                .chain(found -> frames.around(uri).map(frame -> new TokenList(frame, lines(paging.page(found)),
                        paging.nextToken(found, ApiToken::name), isFirst, made, adminToken.isSet(),
                        people.provider().orElse(null))));
    }

    private List<TokenLine> lines(List<ApiToken> found) {
        return found.stream().map(token -> new TokenLine(token, tokens.isExpired(token))).toList();
    }

    private static Table<TokenLine> table(List<TokenLine> lines) {
        return new Table<>("tokens", List.of(
                new Column<>("name", line -> line.token().name()),
                new Column<>("role", line -> line.token().role()),
                new Column<>("state", line -> line.isExpired() ? "EXPIRED" : "ACTIVE"),
                new Column<>("expiresAt", line -> line.token().expiresAt()),
                new Column<>("lastUsedAt", line -> line.token().lastUsedAt()),
                new Column<>("createdBy", line -> line.token().createdBy()),
                new Column<>("createdAt", line -> line.token().createdAt())), lines);
    }

    /** The answer alone has the token: it is in no address, and nothing keeps the answer. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> create(MultivaluedMap<String, String> form, UriInfo uri) {
        ObjectNode members = new FormMembers(form).text("name").text("role").json().put("expiresAt",
                TokenExpiry.of(form.getFirst("expiresAt"), form.getFirst("expiresOn"), clock.instant()));
        return tokens.create(json.bind(members, TokenMembers.class)).map(TokenPages::made)
                .chain(made -> page(Paging.of(Tokens.NAMES, null, ON_A_PAGE, null), true, made, uri))
                .chain(page -> Shown.inPlace(page, HERE));
    }

    private static MadeToken made(Tokens.Created created) {
        ApiToken token = created.token();
        return new MadeToken(token.name(), token.role().toString(), token.expiresAt(), created.secret().reveal());
    }

    @DELETE
    @Path("/{name}")
    public Uni<RestResponse<String>> end(@PathParam("name") String name) {
        return tokens.delete(name).map(ended -> Shown.goTo(HERE));
    }
}
