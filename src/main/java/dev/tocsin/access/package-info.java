/**
 * Who may use the API and the console. {@link dev.tocsin.access.NeededRole} says which role a request under {@code /api}
 * needs, and so one under {@code /console}. A bearer token proves who has it: the one of the settings, a stored one, or a
 * person's from an identity provider; or a {@link dev.tocsin.access.Session} that began with one of them.
 *
 * <p>
 * The annotation says what all operations of the API share: the token, and the problems that any may answer with.
 */
@OpenAPIDefinition(info = @Info(title = "Tocsin", version = "1", license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0"), description = "Brings what happens in AWS into the chat rooms of the people on duty. Members are named as in "
        + "AWS Chatbot's API, in camelCase. Errors are problem details (RFC 9457)."), security = @SecurityRequirement(name = "token"), components = @Components(securitySchemes = @SecurityScheme(securitySchemeName = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", description = "A token made by POST /api/tokens, the value of tocsin.api.admin-token, or a JWT of the identity provider (OpenID Connect) that the operator has set. viewer may GET everything but tokens and audit; editor may also change configurations, test, preview and redeliver; admin may do everything"), responses = {
                @APIResponse(name = "Invalid", description = "The request is invalid; errors names each member", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "Unauthorized", description = "The bearer token is missing, wrong, expired or deleted", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "Forbidden", description = "The bearer token has not the role that this needs; detail names both", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "NotFound", description = "There is nothing of that name", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "Conflict", description = "It exists already, is in use, or was changed at the "
                        + "same time", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "PreconditionFailed", description = "It is no longer what If-Match names", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "Unavailable", description = "The operator must set something first", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                @APIResponse(name = "Fault", description = "A fault of the server", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
        }), servers = @Server(url = "/", description = "The Tocsin that answers with this document"))
package dev.tocsin.access;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

import dev.tocsin.problem.Problem;
