package dev.tocsin.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.notice.Severity;

/**
 * What has been tried of a run since it was settled last.
 *
 * @param tried in the order of the tries, at least one; all but the last were delivered, unless all are of one digest
 * @param goesOn whether more of the run follows, so that the lease is renewed and not given up
 * @param untried what was claimed for the run and will not be tried, because it has ended
 * @param digest what to know the post by, if all that was tried was one
 * @param isUrgent whether it went first in a storm
 * @param stands how the matter stands, if the post was of one matter alone
 */
record Progress(List<Settlement> tried, boolean goesOn, List<Claim> untried, Optional<UUID> digest, boolean isUrgent,
        Optional<Severity> stands) {

    Progress {
        tried = List.copyOf(tried);
        untried = List.copyOf(untried);
    }

    Progress(List<Settlement> tried, boolean goesOn, List<Claim> untried, Optional<UUID> digest, boolean isUrgent) {
        this(tried, goesOn, untried, digest, isUrgent, Optional.empty());
    }

    Progress(List<Settlement> tried, boolean goesOn, List<Claim> untried) {
        this(tried, goesOn, untried, Optional.empty(), false);
    }

    /** Of a run of one. */
    static Progress end(Settlement only) {
        return new Progress(List.of(only), false, List.of());
    }

    Settlement last() {
        return tried.get(tried.size() - 1);
    }

    List<Settlement> earlier() {
        return tried.subList(0, tried.size() - 1);
    }

    /** How many messages were posted, or tried to. */
    int posts() {
        return digest.isPresent() ? 1 : tried.size();
    }
}
