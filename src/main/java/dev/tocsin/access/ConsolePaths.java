package dev.tocsin.access;

import java.util.Optional;

import io.vertx.ext.web.RoutingContext;

/** Which addresses are the console's, and what the API's is that each mirrors. */
final class ConsolePaths {

    static final String HOME = "/console";
    static final String LOGIN = HOME + "/login";
    /** Where the identity provider's own way of logging in begins and ends. */
    static final String PROVIDER = LOGIN + "/provider";
    static final String LOGOUT = HOME + "/logout";

    private static final String ASSETS = HOME + "/assets/";
    private static final String API = "/api";

    private ConsolePaths() {
    }

    /** Whatever begins so, however it goes on: REST resources overlook what follows a semicolon in a name. */
    static boolean lead(RoutingContext request) {
        String path = request.normalizedPath();
        return path.equals(HOME) || path.startsWith(HOME + "/") || path.startsWith(HOME + ";");
    }

    static boolean leadToAssets(RoutingContext request) {
        return request.normalizedPath().startsWith(ASSETS);
    }

    /** The role that a request needs: that of the API's operation at the address that it mirrors. Empty for any. */
    static Optional<Role> neededRole(NeededRole api, String method, String path) {
        if (path.equals(LOGOUT) || path.equals(PROVIDER)) {
            return Optional.empty();
        }
        return Optional.of(path.startsWith(HOME) ? api.of(method, API + path.substring(HOME.length())) : Role.ADMIN);
    }
}
