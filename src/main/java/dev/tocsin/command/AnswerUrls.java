package dev.tocsin.command;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tocsin.slack.ResponseUrl;

/**
 * Where those who typed a slash command can be answered alone, also where the app is not. Whoever has such a URL can speak in
 * our name, so it is kept in memory alone; another replica than the one that heard the command does without.
 */
@Singleton
final class AnswerUrls {

    /** Slack takes them for so long. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final int MOST = 1_000;

    private final Cache<UUID, ResponseUrl> urls = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(GOOD_FOR).build();

    void remember(UUID command, ResponseUrl url) {
        urls.put(command, url);
    }

    Optional<ResponseUrl> of(UUID command) {
        return Optional.ofNullable(urls.getIfPresent(command));
    }
}
