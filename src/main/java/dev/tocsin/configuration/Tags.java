package dev.tocsin.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tags as a list, as in the API, and as a map, as they are stored. */
public final class Tags {

    private Tags() {
    }

    /** Sorted by key. */
    public static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }

    /** Also of tags that the {@link Check} is about to refuse, among which there may be nulls. */
    public static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.stream().filter(Objects::nonNull)
                .forEach(tag -> map.put(tag.tagKey(), tag.tagValue() == null ? "" : tag.tagValue()));
        return map;
    }
}
