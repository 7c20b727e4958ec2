package dev.tocsin.history;

import java.util.List;

import dev.tocsin.database.Paging;

/**
 * What a search found, the newest first.
 *
 * @param ids may be one more than the page holds, which tells that there are more
 * @param below where to look on, if the search ended before it had looked through everything; null if it had
 */
record Hits(List<Long> ids, Long below) {

    List<Long> page(Paging<Long> paging) {
        return paging.page(ids);
    }

    /** Null if there is no next page. */
    String nextToken(Paging<Long> paging) {
        String token = paging.nextToken(ids, id -> id);
        return token == null && below != null ? paging.token(below) : token;
    }
}
