package dev.tocsin.notice.compute;

import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Json;

/** What people call a resource: the last part of its ARN. */
final class ResourceName {

    private static final int LONGEST = 100;
    private static final int MOST = 5;

    private ResourceName() {
    }

    /**
     * {@code checkout} for {@code arn:aws:ecs:eu-west-1:210987654321:service/prod/checkout}, {@code jobs:3} for a revision
     * {@code ...:job-definition/jobs:3}; a name stays what it is, null stays null.
     */
    static String of(String arnOrName) {
        if (arnOrName == null) {
            return null;
        }
        int slash = arnOrName.lastIndexOf('/');
        int start = slash >= 0 ? slash + 1 : arnOrName.startsWith("arn:") ? arnOrName.lastIndexOf(':') + 1 : 0;
        return brief(arnOrName.substring(start).strip());
    }

    /** Names of some, with the number of those left out; null if there are none. */
    static String ofAll(List<Json> arnsOrNames) {
        return listed(
                arnsOrNames.stream().limit(MOST).map(item -> of(item.wordsOrNull())).filter(ResourceName::isSaid).toList(),
                arnsOrNames.size());
    }

    /** Words in one line, with the number of those of the whole that are left out; null if there are none. */
    static String listed(List<String> words, int whole) {
        if (words.isEmpty()) {
            return null;
        }
        int more = whole - Math.min(MOST, whole);
        return words.stream().limit(MOST).collect(Collectors.joining(", ")) + (more > 0 ? " … and " + more + " more" : "");
    }

    /** Short enough for a title; names that AWS accepts mostly are. */
    static String brief(String name) {
        return Cut.middle(name, LONGEST);
    }

    private static boolean isSaid(String name) {
        return name != null && !name.isEmpty();
    }
}
