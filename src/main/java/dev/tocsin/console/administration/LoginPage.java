package dev.tocsin.console.administration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.access.Logins;
import dev.tocsin.access.Session;
import dev.tocsin.access.Visitors;
import dev.tocsin.console.Shown;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.secret.Secret;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** How people come in and go. The form works without scripts. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class LoginPage {

    private final Logins logins;
    private final Visitors visitors;

    LoginPage(Logins logins, Visitors visitors) {
        this.logins = logins;
        this.visitors = visitors;
    }

    /**
     * The page.
     *
     * @param form proves that the login comes from this page
     * @param then where somebody goes on
     * @param provider where the identity provider's way begins; null if there is none
     * @param wrong why nobody was logged in; null at first
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record LoginForm(String form, String then, String provider, String wrong, boolean isAfterLogout)
            implements
                TemplateInstance {
    }

    /** Who is logged in already goes on. */
    @GET
    @Path("/login")
    public Uni<RestResponse<String>> form(@QueryParam("then") String then, @QueryParam("loggedOut") String loggedOut) {
        return visitors.asking().chain(visitor -> visitor.isNobody()
                ? Shown.page(page(then, null, loggedOut != null))
                : Uni.createFrom().item(goOn(then).build()));
    }

    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> logIn(MultivaluedMap<String, String> form, RoutingContext request) {
        String then = form.getFirst("then");
        String token = Optional.ofNullable(form.getFirst("token")).orElse("").strip();
        return Uni.createFrom().deferred(() -> logins.byToken(Secret.of(token), form.getFirst("form"), request))
                .map(session -> welcome(session, then))
                .onFailure(ProblemException.class).recoverWithUni(refused -> refusal(refused, then));
    }

    @POST
    @Path("/logout")
    public Uni<RestResponse<String>> logOut(RoutingContext request) {
        return logins.end(request).map(forgetting -> RestResponse.ResponseBuilder.<String> create(RestResponse.Status.OK)
                .header(HttpHeaders.SET_COOKIE, forgetting).header("HX-Redirect", Logins.PAGE + "?loggedOut=1").build());
    }

    private static RestResponse<String> welcome(Session session, String then) {
        return goOn(then).header(HttpHeaders.SET_COOKIE, session.setCookie()).build();
    }

    /** A path alone: behind a proxy we do not know how the browser names us. */
    private static RestResponse.ResponseBuilder<String> goOn(String then) {
        return RestResponse.ResponseBuilder.<String> create(RestResponse.Status.SEE_OTHER).header(HttpHeaders.LOCATION,
                Logins.then(then));
    }

    private Uni<RestResponse<String>> refusal(ProblemException refused, String then) {
        RestResponse.ResponseBuilder<String> answer = RestResponse.ResponseBuilder.create(refused.problem().status(), null);
        refused.comeAgainAfter().map(Duration::toSeconds).ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait));
        return page(then, refused.problem().detail(), false).createUni()
                .map(html -> answer.type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).entity(html).build());
    }

    private LoginForm page(String then, String wrong, boolean isAfterLogout) {
        String good = Logins.then(then);
        return new LoginForm(logins.form(), good,
                logins.leadToProvider() ? Logins.PROVIDER + "?then=" + URLEncoder.encode(good, StandardCharsets.UTF_8) : null,
                wrong, isAfterLogout);
    }
}
