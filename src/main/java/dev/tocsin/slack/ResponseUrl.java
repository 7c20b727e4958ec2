package dev.tocsin.slack;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Slack lets us answer a person who pressed a button (response_url). It comes with a request, signed as that may be, so
 * it
 * leads to Slack's own hosts or nowhere.
 */
public record ResponseUrl(String text) {

    /** Behind the origin; nothing that could be read in another way. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/_-]{1,500}");

    /** @param origins that it may have, each as {@code https://host} or {@code https://host:port} */
    static Optional<ResponseUrl> of(String text, List<String> origins) {
        return origins.stream().map(String::strip)
                .filter(origin -> !origin.isEmpty() && text.startsWith(origin)
                        && PATH.matcher(text.substring(origin.length())).matches())
                .findFirst().map(origin -> new ResponseUrl(text));
    }

    /** It is good for saying something in our name. */
    @Override
    public String toString() {
        return "ResponseUrl[hidden]";
    }
}
