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
        return page.createUni().map(html -> RestResponse.ResponseBuilder.ok(html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).build());
    }

    /** A page that has to be gone to: htmx follows it as if a link had been clicked. */
    public static RestResponse<String> goTo(String path) {
        return RestResponse.ResponseBuilder.<String> create(RestResponse.Status.OK).header("HX-Location", path).build();
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
