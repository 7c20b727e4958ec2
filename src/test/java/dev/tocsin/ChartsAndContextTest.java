package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.chart.ChartRequest;
import dev.tocsin.chart.Charts;
import dev.tocsin.chart.Drawn;
import dev.tocsin.chat.Pictures;
import dev.tocsin.context.NoticeContext;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** As the application has them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class ChartsAndContextTest {

    @Inject
    Charts charts;

    @Inject
    NoticeContext context;

    @Inject
    @All
    List<Pictures> pictures;

    @Test
    void aMessageWithoutAMetricHasNoChartAndTheReason() {
        Measurement nothing = new Measurement(List.of(), Measurement.Breach.ABOVE, Optional.empty(), Optional.empty(),
                Duration.ofMinutes(1), 1, List.of());

        assertThat(charts.numbers(new ChartRequest(nothing, "eu-central-1", Optional.empty(), Optional.empty(), Instant.now()))
                .await().atMost(Duration.ofSeconds(10))).isEqualTo(new Drawn.None("the message names no metric", false));
    }

    @Test
    void whereNothingIsSetAMessageIsAsItWas() {
        Notice notice = Notice.of("x", Severity.INFO, "Hello").account("123456789012").region("eu-central-1")
                .resource("arn:aws:sqs:eu-central-1:123456789012:orders").build();

        assertThat(context.now(notice)).isEqualTo(notice);
        assertThat(context.asked(notice, Optional.empty()).await().atMost(Duration.ofSeconds(10))).isEqualTo(notice);
    }

    @Test
    void channelsOfSlackKeepPictures() {
        assertThat(pictures).singleElement().satisfies(one -> assertThat(one.kinds()).containsExactly("slack-channel"));
    }
}
