package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Shown;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.sns.subscription.TryOut;
import dev.tocsin.sns.subscription.TryOut.TestSent;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Sends test messages and tells what becomes of them. */
@Path("/console/configurations/{name}/test")
@Produces(MediaType.TEXT_HTML)
class ConfigurationTests {

    private final TryOut tryOut;
    private final HistoryQuestions history;

    ConfigurationTests(TryOut tryOut, HistoryQuestions history) {
        this.tryOut = tryOut;
        this.history = history;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ConfigurationTest(List<SentTest> tests) implements TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ConfigurationTestProgress(TestProgress progress) implements TemplateInstance {
    }

    /** @param progress null where it could not be sent */
    public record SentTest(TestSent sent, TestProgress progress) {

        private static SentTest of(String configurationName, TestSent sent) {
            return new SentTest(sent, sent.messageId() == null
                    ? null
                    : new TestProgress(configurationName, sent.messageId(), Optional.empty(), 0));
        }
    }

    @POST
    public Uni<RestResponse<String>> send(@PathParam("name") String name, @QueryParam("via") String via) {
        return tryOut.send(name, via == null ? "topic" : via).chain(sent -> Shown.page(new ConfigurationTest(
                sent.messages().stream().map(one -> SentTest.of(name, one)).toList())));
    }

    @GET
    @Path("/{messageId}")
    public Uni<RestResponse<String>> progress(@PathParam("name") String name, @PathParam("messageId") String messageId,
            @QueryParam("asked") int asked) {
        return history.soFar(messageId).chain(found -> Shown.page(
                new ConfigurationTestProgress(new TestProgress(name, messageId, found, asked))));
    }

}
