package dev.tocsin.delivery;

import java.util.List;

/**
 * What has been tried of a run since it was settled last.
 *
 * @param tried in the order of the tries, at least one; all but the last were delivered
 * @param goesOn whether more of the run follows, so that the lease is renewed and not given up
 * @param untried what was claimed for the run and will not be tried, because it has ended
 */
record Progress(List<Settlement> tried, boolean goesOn, List<Claim> untried) {

    Progress {
        tried = List.copyOf(tried);
        untried = List.copyOf(untried);
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
}
