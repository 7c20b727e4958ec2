package dev.tocsin.address;

import java.net.URI;

/** A URL that paths are put behind. */
public final class BaseUrl {

    private BaseUrl() {
    }

    /** Without slashes at its end, which people write or leave out. */
    public static String of(URI url) {
        return url.toString().replaceAll("/+$", "");
    }
}
