package dev.tocsin.delivery;

import java.util.SortedMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;

/** Says which hosts leave this replica's posts without an answer, so that what is for destinations there may wait. */
@Wellness
@Startup
@ApplicationScoped
class HangingHosts implements AsyncHealthCheck {

    private final PostsUnderWay posts;

    HangingHosts(PostsUnderWay posts, MeterRegistry meters) {
        this.posts = posts;
        Gauge.builder("tocsin.delivery.posts", posts, PostsUnderWay::size)
                .description("Posts that wait for the chat's answer").register(meters);
        Gauge.builder("tocsin.delivery.hosts.hanging", posts, all -> all.hangingHosts().size())
                .description("Hosts that leave posts without an answer").register(meters);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        SortedMap<String, Integer> hanging = posts.hangingHosts();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Hosts of chats that answer")
                .status(hanging.isEmpty());
        hanging.forEach((host, count) -> response.withData(host, "leaves posts without an answer for over "
                + PostsUnderWay.HANGS.toSeconds() + " s, " + count
                + " of them now; until it answers, few are tried of those for "
                + "destinations there that did not take their last message"));
        return Uni.createFrom().item(response.build());
    }
}
