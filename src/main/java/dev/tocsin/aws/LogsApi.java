package dev.tocsin.aws;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OperationAbortedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/**
 * CloudWatch Logs in the Region that is set, called as ourselves. Its operations fail with {@link AwsFault}, and go on on a
 * worker thread.
 */
@ApplicationScoped
public class LogsApi {

    private final CloudWatchLogsConfig config;
    private final AwsClients clients;
    private final AwsIdentity identity;
    private CloudWatchLogsAsyncClient client;

    LogsApi(AwsConfig aws, CloudWatchLogsConfig config, Clock clock) {
        this.config = config;
        this.clients = new AwsClients(aws.timeout(), config.endpointOverride());
        this.identity = new AwsIdentity(clients, Optional.empty(), System.getenv(), clock);
    }

    /**
     * Adds events to a stream.
     *
     * @param events as many as {@link LogEvent} says at most, the earliest first
     * @return how many of them CloudWatch Logs did not take, because they are too old or too far ahead
     */
    public Uni<Integer> put(String group, String stream, List<LogEvent> events) {
        List<InputLogEvent> input = events.stream()
                .map(event -> InputLogEvent.builder().timestamp(event.timestamp()).message(event.message()).build()).toList();
        return call((logs, as) -> logs.putLogEvents(request -> request.overrideConfiguration(as).logGroupName(group)
                .logStreamName(stream).logEvents(input)))
                .map(answer -> rejected(answer.rejectedLogEventsInfo(), events.size()));
    }

    /** The first too new one, and the ends of those that are too old or older than the group's retention, by their index. */
    private static int rejected(RejectedLogEventsInfo info, int events) {
        if (info == null) {
            return 0;
        }
        int tooOld = info.tooOldLogEventEndIndex() == null ? 0 : info.tooOldLogEventEndIndex();
        int expired = info.expiredLogEventEndIndex() == null ? 0 : info.expiredLogEventEndIndex();
        int tooNew = info.tooNewLogEventStartIndex() == null ? 0 : events - info.tooNewLogEventStartIndex();
        return Math.min(events, Math.max(tooOld, expired) + tooNew);
    }

    /** Does nothing if there is one. */
    public Uni<Void> createStream(String group, String stream) {
        return call((logs, as) -> logs.createLogStream(request -> request.overrideConfiguration(as).logGroupName(group)
                .logStreamName(stream))).replaceWithVoid();
    }

    /** Does nothing if there is one, or if another replica is about to create it. */
    public Uni<Void> createGroup(String group) {
        return call((logs, as) -> logs.createLogGroup(request -> request.overrideConfiguration(as).logGroupName(group)))
                .replaceWithVoid();
    }

    /** @param days one of the numbers that PutRetentionPolicy knows */
    public Uni<Void> retain(String group, int days) {
        return call((logs, as) -> logs.putRetentionPolicy(request -> request.overrideConfiguration(as).logGroupName(group)
                .retentionInDays(days))).replaceWithVoid();
    }

    private <R> Uni<R> call(
            BiFunction<CloudWatchLogsAsyncClient, Consumer<AwsRequestOverrideConfiguration.Builder>, CompletableFuture<R>> operation) {
        String region = config.region().orElseThrow();
        String partition = Partition.ofRegion(region).orElseThrow().id();
        return clients.call(() -> operation.apply(client(region),
                as -> as.credentialsProvider(identity.in(partition, region, Optional.empty()))))
                .onFailure(LogsApi::isThereAlready).recoverWithNull()
                .onFailure().transform(failure -> AwsFault.of(failure, region));
    }

    /** Only creating something can fail so. */
    private static boolean isThereAlready(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof ResourceAlreadyExistsException || cause instanceof OperationAbortedException;
    }

    private synchronized CloudWatchLogsAsyncClient client(String region) {
        if (client == null) {
            client = clients.of(CloudWatchLogsAsyncClient.builder(), region);
        }
        return client;
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
        clients.close();
    }
}
