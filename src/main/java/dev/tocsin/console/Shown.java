package dev.tocsin.console;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** What the resources of the console answer. */
public final class Shown {

    private static final String CSV = "text/csv;charset=utf-8";

    private Shown() {
    }

    /** A page, or the part of one that htmx asked for. */
    public static Uni<RestResponse<String>> page(TemplateInstance page) {
        return page.createUni().map(html -> RestResponse.ResponseBuilder.ok(DirectionMarks.shown(html))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).build());
    }

    /** A page that has to be gone to: htmx follows it as if a link had been clicked. */
    public static RestResponse<String> goTo(String path) {
        return RestResponse.ResponseBuilder.<String> create(RestResponse.Status.OK).header("HX-Location", path).build();
    }

    /** As {@link #goTo}, and the page says once that what was typed is kept. */
    public static RestResponse<String> saved(String path) {
        return goTo(path + "?done=saved");
    }

    /** As {@link #goTo}, and the page says once what is gone. */
    public static RestResponse<String> deleted(String name, String path) {
        return goTo(path + "?deleted=" + name);
    }

    /**
     * A whole page in answer to a change, in place of what the page in front of somebody shows. What is told only once is told
     * so: it has no address.
     *
     * @param path which address the browser shows for it
     */
    public static Uni<RestResponse<String>> inPlace(TemplateInstance page, String path) {
        return page.createUni().map(html -> RestResponse.ResponseBuilder.ok(DirectionMarks.shown(html))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("HX-Retarget", "#main").header("HX-Reselect", "#main").header("HX-Reswap", "outerHTML")
                .header("HX-Replace-Url", path).build());
    }

    /** An address elsewhere, which the browser opens in place of the page. */
    public static RestResponse<String> leave(String url) {
        return RestResponse.ResponseBuilder.<String> create(RestResponse.Status.OK).header("HX-Redirect", url).build();
    }

    /** @param as {@code csv}, or anything else for JSON */
    public static RestResponse<String> file(Table<?> table, String as) {
        boolean isCsv = "csv".equals(as);
        return RestResponse.ResponseBuilder.ok(isCsv ? table.csv() : table.json())
                .header(HttpHeaders.CONTENT_TYPE, isCsv ? CSV : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + table.name() + (isCsv ? ".csv" : ".json") + '"')
                .build();
    }
}
