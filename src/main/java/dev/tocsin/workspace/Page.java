package dev.tocsin.workspace;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.secret.Sha256;

/**
 * A page for the person who authorizes a workspace: a heading, paragraphs and perhaps a link, everything in them plain text. It
 * runs no
 * scripts, loads nothing and can be put into no frame.
 */
record Page(int status, String title, List<String> paragraphs, Optional<Link> link) {

    /** Where the person goes on. */
    record Link(String address, String text) {
    }

    private static final String STYLE = "body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;"
            + "color:#1c2733;background:#fff}h1{font-size:1.5rem;line-height:1.3}p{overflow-wrap:anywhere}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(STYLE.getBytes(StandardCharsets.UTF_8)).bytes())
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static RestResponse.ResponseBuilder<String> headers(RestResponse.ResponseBuilder<String> answer) {
        return answer.header("Referrer-Policy", "no-referrer").header("Content-Security-Policy", POLICY);
    }

    RestResponse.ResponseBuilder<String> answer() {
        return headers(RestResponse.ResponseBuilder.<String> create(status, null))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).entity(html());
    }

    private String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body><h1>" + escaped(title) + "</h1>\n"
                + paragraphs.stream().map(text -> "<p>" + escaped(text) + "</p>").collect(Collectors.joining("\n"))
                + link.map(to -> "\n<p><a href=\"" + escaped(to.address()) + "\">" + escaped(to.text()) + "</a></p>").orElse("")
                + "</body></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }
}
