package dev.tocsin.configuration;

/** The column of webhook URLs, for tests of other rooms. */
public final class UrlColumn {

    private UrlColumn() {
    }

    public static SealedColumn get() {
        return new SealedUrls().webhookUrls();
    }
}
