package dev.tocsin.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import dev.tocsin.quiet.RepeatedLines;
import io.quarkus.arc.All;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.logging.Log;
import io.quarkus.security.ForbiddenException;

/** Turns whatever ends a request to a REST resource into a {@link Problem}. */
@ApplicationScoped
public class ProblemMappers {

    private static final Map<Integer, String> WHAT_TO_DO = Map.of(
            400, "The request cannot be read.",
            404, "There is nothing at this path. /openapi lists what there is.",
            405, "This path does not take this method; /openapi says which it takes.",
            406, "The Accept header allows nothing that this answers with. /openapi says what that is; leave the header "
                    + "out, or add */* to it.",
            413, "The body is too large.",
            415, "The body is not of a type that is read here. Set Content-Type: application/json, or another type that "
                    + "/openapi names for this operation.");

    /** What htmx asks for within a page. */
    static final String OF_A_PAGE = "HX-Request";

    private final List<Absence> absences;
    private final ProblemPages pages;
    private final RepeatedLines log;

    ProblemMappers(@All List<Absence> absences, ProblemPages pages, RepeatedLines log) {
        this.absences = absences;
        this.pages = pages;
        this.log = log;
    }

    @ServerExceptionMapper
    public Response mapped(ProblemException ended, ContainerRequestContext request) {
        Response.ResponseBuilder answer = answer(ended.problem(), request);
        ended.comeAgainAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        return answer.build();
    }

    /** Too deep, too long, too many: Jackson says so apart from its other complaints. */
    @ServerExceptionMapper
    public Response mapped(StreamConstraintsException fault, ContainerRequestContext request) {
        return answer(JsonFault.problem(fault).problem(), request).build();
    }

    @ServerExceptionMapper
    public Response mapped(MismatchedInputException fault, ContainerRequestContext request) {
        return answer(JsonFault.problem(fault).problem(), request).build();
    }

    @ServerExceptionMapper
    public Response mapped(NotFoundException notFound, ContainerRequestContext request) {
        // What Jakarta REST makes of a query parameter that is not of its type, say maxResults=many.
        if (notFound.getCause() instanceof IllegalArgumentException && !request.getUriInfo().getQueryParameters().isEmpty()) {
            return answer(Problem.of(400, "Invalid request", "A parameter in the query or the path is not of the type that "
                    + "/openapi states, for instance a word in place of a number."), request).build();
        }
        return mapped((WebApplicationException) notFound, request);
    }

    @ServerExceptionMapper
    public Response mapped(ConstraintViolationException violations, ContainerRequestContext request) {
        return violations instanceof ResteasyReactiveViolationException ofRequest && Violations.areOfTheRequest(ofRequest)
                ? answer(Violations.problem(ofRequest).problem(), request).build()
                : mapped((Throwable) violations, request);
    }

    @ServerExceptionMapper
    public Response mapped(WebApplicationException ended, ContainerRequestContext request) {
        if (ended.getCause() instanceof JsonProcessingException fault) {
            return answer(JsonFault.problem(fault).problem(), request).build();
        }
        Response given = ended.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        Response.ResponseBuilder answer = answer(ofStatus(given), request);
        given.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    @ServerExceptionMapper
    public Response mapped(ForbiddenException forbidden, ContainerRequestContext request) {
        String detail = forbidden.getMessage() == null
                ? "The bearer token is valid but does not permit this."
                : forbidden.getMessage();
        return answer(Problem.of(403, "Forbidden", detail), request).build();
    }

    /** What nobody foresaw: the log has the cause, the answer has nothing of it. */
    @ServerExceptionMapper
    public Response mapped(Throwable fault, ContainerRequestContext request) {
        Optional<Absence> away = absences.stream().filter(absence -> absence.isCauseOf(fault)).findFirst();
        if (away.isPresent()) {
            log.warn(away.get().who() + "-away", "request failed path=" + path(request) + ": "
                    + away.get().inWords(fault));
            return answer(Problem.of("unavailable", 503, "Unavailable",
                    "The " + away.get().who() + " " + away.get().matter(fault) + ". Try again later."), request).build();
        }
        Log.errorf(fault, "request failed path=%s", path(request));
        return answer(Problem.of(500, "Internal server error",
                "This is a fault of the server; its log has the cause. Try again later."), request).build();
    }

    private static Problem ofStatus(Response given) {
        return Problem.of(given.getStatus(), given.getStatusInfo().getReasonPhrase(),
                WHAT_TO_DO.getOrDefault(given.getStatus(), given.getStatusInfo().getReasonPhrase()));
    }

    /** Still percent-encoded: a URI reference as RFC 9457 wants it, and fit for the log. */
    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getRawPath();
    }

    private Response.ResponseBuilder answer(Problem problem, ContainerRequestContext request) {
        String path = path(request);
        return pages.html(problem, path, request.getMethod(), request.getHeaderString(HttpHeaders.ACCEPT),
                request.getHeaderString(OF_A_PAGE))
                .map(html -> Response.status(problem.status()).type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).entity(html))
                .orElseGet(() -> Response.status(problem.status()).type(Problem.MEDIA_TYPE)
                        .entity(problem.at(path).toJson()));
    }
}
