package dev.tocsin.access;

import java.time.Duration;

import dev.tocsin.secret.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/** A login that has succeeded. Whoever gets its cookie is the visitor from then on. */
public final class Session {

    static final String COOKIE = "tocsin-session";
    /**
     * Browsers take a name with this prefix over TLS alone and from no other host, so that none of its siblings can plant one.
     */
    private static final String HOST = "__Host-";

    private final Visitor visitor;
    private final Secret id;
    private final Duration life;
    private final boolean isSecure;

    /** @param isSecure whether the browser may send the cookie over TLS alone */
    Session(Visitor visitor, Secret id, Duration life, boolean isSecure) {
        this.visitor = visitor;
        this.id = id;
        this.life = life;
        this.isSecure = isSecure;
    }

    public Visitor visitor() {
        return visitor;
    }

    /** The value of the header Set-Cookie that the answer to the login has. */
    public String setCookie() {
        return cookie(id.reveal(), life, isSecure);
    }

    /** The value of the header Set-Cookie by which a browser forgets its session. */
    static String forgetting(boolean isSecure) {
        return cookie("", Duration.ZERO, isSecure);
    }

    static String cookieName(boolean isSecure) {
        return isSecure ? HOST + COOKIE : COOKIE;
    }

    /** The prefix asks for the path of the whole host. */
    private static String cookie(String value, Duration life, boolean isSecure) {
        return Cookie.cookie(cookieName(isSecure), value).setPath(isSecure ? "/" : ConsolePaths.HOME)
                .setMaxAge(life.toSeconds()).setHttpOnly(true)
                .setSecure(isSecure).setSameSite(CookieSameSite.STRICT).encode();
    }
}
