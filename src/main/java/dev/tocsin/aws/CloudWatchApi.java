package dev.tocsin.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** CloudWatch in every Region: metrics, and tags of alarms. Its operations fail with {@link AwsFault}. */
@ApplicationScoped
public class CloudWatchApi {

    /** AWS has fewer; whoever publishes messages can make up more. */
    private static final int MOST_REGIONS = 64;
    private static final int MOST_VALUES = 20_000;

    private final AwsReaders readers;
    /** They hold nothing that would have to be closed, so one that is too many may go while it is in use. */
    private final Cache<String, CloudWatchAsyncClient> regions = Caffeine.newBuilder().maximumSize(MOST_REGIONS).build();

    CloudWatchApi(AwsReaders readers) {
        this.readers = readers;
    }

    /** As whom things of that place may be read. */
    public Uni<AwsReader> reader(AwsPlace place) {
        return readers.of(place);
    }

    /** Values of some time, the newest first; those of older times are left out where there are too many. */
    public Uni<List<MetricValues>> metricData(AwsReader as, String region, List<MetricQuery> queries, Instant from,
            Instant to) {
        List<MetricDataQuery> asked = queries.stream().map(CloudWatchApi::query).toList();
        return call(as, region, (cloudWatch, override) -> cloudWatch.getMetricData(request -> request
                .overrideConfiguration(override).metricDataQueries(asked).startTime(from).endTime(to)
                .scanBy(ScanBy.TIMESTAMP_DESCENDING).maxDatapoints(MOST_VALUES)))
                .map(answer -> answer.metricDataResults().stream().map(CloudWatchApi::series).toList());
    }

    /**
     * A picture, as PNG.
     *
     * @param widget as GetMetricWidgetImage takes it
     */
    public Uni<byte[]> widgetImage(AwsReader as, String region, String widget) {
        return call(as, region, (cloudWatch, override) -> cloudWatch.getMetricWidgetImage(request -> request
                .overrideConfiguration(override).metricWidget(widget)))
                .map(answer -> answer.metricWidgetImage() == null ? new byte[0] : answer.metricWidgetImage().asByteArray());
    }

    /** Tags of an alarm. */
    public Uni<Map<String, String>> tags(AwsReader as, String region, String arn) {
        return call(as, region, (cloudWatch, override) -> cloudWatch.listTagsForResource(request -> request
                .overrideConfiguration(override).resourceARN(arn)))
                .map(answer -> answer.tags().stream().filter(tag -> tag.key() != null && tag.value() != null)
                        .collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> one)));
    }

    private static MetricDataQuery query(MetricQuery query) {
        MetricDataQuery.Builder builder = MetricDataQuery.builder().id(query.id()).returnData(query.isReturned());
        query.label().ifPresent(builder::label);
        query.account().ifPresent(builder::accountId);
        query.expression().ifPresent(builder::expression);
        query.stat().ifPresentOrElse(stat -> builder.metricStat(stat(stat, query.period().orElse(null))),
                () -> query.period().ifPresent(builder::period));
        return builder.build();
    }

    private static MetricStat stat(MetricQuery.Stat stat, Integer period) {
        List<Dimension> dimensions = stat.dimensions().entrySet().stream()
                .map(one -> Dimension.builder().name(one.getKey()).value(one.getValue()).build()).toList();
        return MetricStat.builder().stat(stat.statistic()).period(period).unit(stat.unit().orElse(null))
                .metric(metric -> metric.namespace(stat.namespace()).metricName(stat.metric()).dimensions(dimensions)).build();
    }

    private static MetricValues series(MetricDataResult result) {
        int size = Math.min(result.timestamps().size(), result.values().size());
        return new MetricValues(Objects.requireNonNullElse(result.id(), ""), Objects.requireNonNullElse(result.label(), ""),
                List.copyOf(result.timestamps().subList(0, size)), List.copyOf(result.values().subList(0, size)),
                Objects.requireNonNullElse(result.statusCodeAsString(), ""));
    }

    private <R> Uni<R> call(AwsReader as, String region,
            BiFunction<CloudWatchAsyncClient, Consumer<AwsRequestOverrideConfiguration.Builder>, CompletableFuture<R>> operation) {
        return AwsClients.onCallersContext(() -> readers.clients()
                .call(() -> operation.apply(client(region), override -> override.credentialsProvider(as.identity())))
                .onFailure().transform(failure -> AwsFault.of(failure, region)));
    }

    private CloudWatchAsyncClient client(String region) {
        return regions.get(region, id -> readers.clients().of(CloudWatchAsyncClient.builder(), id));
    }

    @PreDestroy
    void close() {
        regions.asMap().values().forEach(CloudWatchAsyncClient::close);
    }
}
