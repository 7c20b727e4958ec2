package dev.tocsin.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Somebody who has logged in to the console and presses what its pages show. */
public final class Browser {

    private static final String COOKIE = "tocsin-session";
    private static final Pattern LOGIN_FORM = Pattern.compile("name=\"form\" value=\"([^\"]*)\"");
    private static final Pattern FORM = Pattern.compile("X-Tocsin-Form&quot;:&quot;([^&]*)&quot;");

    private final String session;

    private Browser(String session) {
        this.session = session;
    }

    /** The first administrator. */
    public static Browser admin() {
        return with("s3cr3t-admin-token");
    }

    public static Browser with(String token) {
        Response welcome = login(token, "/console");
        assertThat(welcome.statusCode()).as(welcome.asString()).isEqualTo(303);
        return new Browser(welcome.cookie(COOKIE));
    }

    /** The answer to a login, as a browser without scripts sends it. */
    static Response login(String token, String then) {
        String form = found(LOGIN_FORM, given().get("/console/login").asString());
        return given().redirects().follow(false).formParam("form", form).formParam("then", then).formParam("token", token)
                .post("/console/login");
    }

    /** For a page. */
    public Response get(String path) {
        return page().get(path);
    }

    /** For a page, to be narrowed. */
    public RequestSpecification page() {
        return given().redirects().follow(false).cookie(COOKIE, session).header("Accept", "text/html");
    }

    /** For a change, as htmx sends it from a page. */
    public RequestSpecification change() {
        return given().cookie(COOKIE, session).header("HX-Request", "true").header("Sec-Fetch-Site", "same-origin")
                .header("X-Tocsin-Form", found(FORM, get("/console").asString()));
    }

    /** What the pattern's group finds, or the whole of it. */
    static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }
}
