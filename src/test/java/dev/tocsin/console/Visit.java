package dev.tocsin.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Somebody who has logged in to the console by a token, and asks as a browser does. */
public final class Visit {

    private static final Pattern FORM = Pattern.compile("hx-headers='\\{&quot;X-Tocsin-Form&quot;:&quot;([^&]+)&quot;}'");
    private static final Pattern LOGIN_FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final String session;
    private final String form;

    private Visit(String session, String form) {
        this.session = session;
        this.form = form;
    }

    public static Visit by(String token) {
        Response welcome = login(token, "/console");
        assertThat(welcome.statusCode()).as(welcome.asString()).isEqualTo(303);
        String session = welcome.cookie("tocsin-session");
        return new Visit(session, found(FORM, new Visit(session, "").page().get("/console").asString()));
    }

    /** The answer to a login, which a browser sends from the page even without scripts. */
    static Response login(String token, String then) {
        String form = found(LOGIN_FORM, given().get("/console/login").asString());
        return given().redirects().follow(false).formParam("form", form).formParam("then", then).formParam("token", token)
                .post("/console/login");
    }

    /** A page as a whole, as a browser asks for it. */
    public RequestSpecification page() {
        return given().cookie("tocsin-session", session).header("Accept", "text/html").redirects().follow(false);
    }

    /** A part of a page, as htmx asks for it. */
    public RequestSpecification part() {
        return page().header("HX-Request", "true");
    }

    /** A change, as htmx sends it. */
    public RequestSpecification change() {
        return part().header("X-Tocsin-Form", form);
    }

    /** The first group of the first match. */
    public static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
