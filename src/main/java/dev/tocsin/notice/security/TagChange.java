package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/** Tags of a resource were set or removed: the event names the keys that changed and has all tags as they are now. */
@Singleton
@Priority(Interpreter.KNOWN)
final class TagChange implements Interpreter {

    private static final int MOST_TAGS = 10;
    private static final int LONGEST = 120;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.tag", "Tag Change on Resource")).map(TagChange::notice);
    }

    private static Notice notice(Event event) {
        Json change = event.detail();
        List<String> keys = Readable.words(change.at("changed-tag-keys"));
        String resource = change.at("service").text().map(service -> service + " ").orElse("")
                + event.resources().stream().findFirst().map(Readable::resource)
                        .orElseGet(() -> change.at("resource-type").text().orElse("resource"));
        return event.notice("tag-change", Severity.INFO,
                Readable.count(keys.size(), "tag") + " of " + resource + " changed")
                .fact("Set", tags(keys, change.at("tags"), true))
                .fact("Removed", tags(keys, change.at("tags"), false))
                .build();
    }

    private static String tags(List<String> keys, Json tags, boolean set) {
        List<String> words = new ArrayList<>();
        for (String key : keys) {
            Optional<String> value = tags.at(key).words().filter(now -> !tags.at(key).isSecretNamed(key))
                    .map(now -> Cut.middle(now, LONGEST));
            if (set == tags.has(key)) {
                words.add(key + value.map(now -> " = " + now).orElse(""));
            }
        }
        return Readable.list(words, MOST_TAGS);
    }
}
