package dev.tocsin.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.aws.CloudWatchConfig.AsItself;

/** The real clients of what is read, against something that stands in for AWS, without Quarkus. */
public final class ReadingApis implements AutoCloseable {

    private final AwsReaders readers;
    private final CloudWatchApi cloudWatch;
    private final AccountsApi accounts;

    private ReadingApis(AwsReaders readers, Clock clock) {
        this.readers = readers;
        this.cloudWatch = new CloudWatchApi(readers);
        this.accounts = new AccountsApi(readers, clock);
    }

    public static ReadingApis at(String url) {
        return at(url, AsItself.OWN_ACCOUNT, Optional.empty());
    }

    /** @param rolePattern as {@code tocsin.aws.assume-role} */
    public static ReadingApis at(String url, AsItself asItself, Optional<String> rolePattern) {
        PatientAws.withCredentials();
        AwsConfig aws = new AwsConfig() {
            @Override
            public Optional<String> assumeRole() {
                return rolePattern;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(20);
            }
        };
        CloudWatchConfig config = new CloudWatchConfig() {
            @Override
            public AsItself asItself() {
                return asItself;
            }

            @Override
            public Optional<URI> endpointOverride() {
                return Optional.of(URI.create(url));
            }
        };
        return new ReadingApis(new AwsReaders(aws, config, Map.of(), Clock.systemUTC()), Clock.systemUTC());
    }

    public CloudWatchApi cloudWatch() {
        return cloudWatch;
    }

    public AccountsApi accounts() {
        return accounts;
    }

    @Override
    public void close() {
        cloudWatch.close();
        readers.close();
    }
}
