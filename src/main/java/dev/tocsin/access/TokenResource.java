package dev.tocsin.access;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.database.Paging;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** The tokens of the API; for administrators. */
@Path("/api/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "API tokens", description = "Who may use the API, besides the bootstrap token and the people whom an identity "
        + "provider knows. All need the role admin")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class TokenResource {

    private static final String PATH = "/api/tokens/";

    private final Tokens tokens;

    TokenResource(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A page of tokens. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenPage(@Schema(required = true) List<TokenView> tokens,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @POST
    @Operation(operationId = "createToken", summary = "Make a token", description = "The answer holds the token itself, this once: only its SHA-256 is kept.")
    @APIResponse(responseCode = "201", description = "Made; token is shown this once", content = @Content(schema = @Schema(implementation = TokenView.class)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<RestResponse<TokenView>> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TokenMembers.class), examples = @ExampleObject(name = "editor for a year", value = """
                    {"name": "deploy-bot", "role": "editor", "expiresAt": "2027-12-31T00:00:00Z"}"""))) TokenMembers members) {
        if (members == null) {
            throw Problems.invalid(List.of(Invalid.of("body", "is required: a JSON object")));
        }
        return tokens.create(members).map(created -> RestResponse.ResponseBuilder
                .<TokenView> create(RestResponse.Status.CREATED).entity(TokenView.of(created))
                .location(URI.create(PATH + created.token().name())).build());
    }

    @GET
    @Operation(operationId = "listTokens", summary = "List the tokens, by name")
    @APIResponse(responseCode = "200", description = "A page of tokens", content = @Content(schema = @Schema(implementation = TokenPage.class)))
    public Uni<TokenPage> list(
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") @Min(1) @Max(Tokens.PAGE) Integer maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.of(Tokens.NAMES, maxResults, Tokens.PAGE, nextToken);
        return tokens.list(paging.after(), paging.rows()).map(found -> page(found, paging));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getToken", summary = "Show a token, without what proves it")
    @APIResponse(responseCode = "200", description = "The token", content = @Content(schema = @Schema(implementation = TokenView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<TokenView> get(
            @Parameter(description = "The token's name", example = "deploy-bot") @PathParam("name") String name) {
        return tokens.get(name).map(this::view);
    }

    @DELETE
    @Path("/{name}")
    @Operation(operationId = "deleteToken", summary = "End a token", description = "It stops working within three seconds, on all replicas.")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<Void> delete(
            @Parameter(description = "The token's name", example = "deploy-bot") @PathParam("name") String name) {
        return tokens.delete(name);
    }

    private TokenPage page(List<ApiToken> found, Paging<String> paging) {
        return new TokenPage(paging.page(found).stream().map(this::view).toList(), paging.nextToken(found, ApiToken::name));
    }

    private TokenView view(ApiToken token) {
        return TokenView.of(token, tokens.isExpired(token));
    }
}
