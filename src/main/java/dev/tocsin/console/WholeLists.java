package dev.tocsin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/** Lists from their pages, for files, so that none can be endless: more than a file holds if there are more. */
public final class WholeLists {

    private WholeLists() {
    }

    /**
     * Reads page after page.
     *
     * @param page asked for by the token of the one before, null for the first
     * @param token of the page after, null if there is none
     */
    public static <P, T> Uni<List<T>> read(Function<String, Uni<P>> page, Function<P, List<T>> entries,
            Function<P, String> token) {
        return next(new ArrayList<>(), null, page, entries, token);
    }

    private static <P, T> Uni<List<T>> next(List<T> read, String after, Function<String, Uni<P>> page,
            Function<P, List<T>> entries, Function<P, String> token) {
        return page.apply(after).chain(found -> {
            read.addAll(entries.apply(found));
            String following = token.apply(found);
            return following == null || read.size() > Table.MOST ? Uni.createFrom().item(read)
                    : next(read, following, page, entries, token);
        });
    }
}
