package dev.tocsin.workspace;

import static io.restassured.RestAssured.given;

import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** An administrator of Tocsin, and a person with a browser of their own who authorizes a workspace at the stand-in. */
final class Visitor {

    static final String COOKIE = "tocsin_slack_install";

    private static final String PUBLIC_URL = "https://tocsin.test";

    private String cookie;

    static RequestSpecification admin() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType(ContentType.JSON);
    }

    /** Makes a link for one workspace. */
    static String link(String team) {
        return admin().body(Map.of("slackTeamId", team)).post("/api/slack/workspaces/install").then().statusCode(201)
                .extract().path("url");
    }

    /** Opens a link and stays at Slack's page: answers its address. */
    String open(String link) {
        Response redirect = get(link);
        redirect.then().statusCode(302);
        cookie = redirect.cookie(COOKIE);
        return redirect.header("Location");
    }

    /** Says yes, or with {@code deny=1} no; answers where Slack sends the browser. */
    static String at(String slacksPage, String answer) {
        return given().redirects().follow(false).urlEncodingEnabled(false).get(slacksPage + answer).then().statusCode(302)
                .extract().header("Location");
    }

    /** The whole way, to Tocsin's last page. */
    Response authorize(String team) {
        return get(at(open(link(team)), ""));
    }

    /** Asks for one of Tocsin's pages, as a browser does. */
    Response get(String url) {
        return request("text/html,application/xhtml+xml", url);
    }

    Response request(String accept, String url) {
        RequestSpecification request = given().redirects().follow(false).urlEncodingEnabled(false).header("Accept", accept);
        return (cookie == null ? request : request.cookie(COOKIE, cookie)).get(url.replace(PUBLIC_URL, ""));
    }
}
