package dev.tocsin.console;

/** The console's addresses are the API's, below another beginning. */
public final class ApiPath {

    private static final String API = "/api";
    private static final String CONSOLE = "/console";

    private ApiPath() {
    }

    /** Where the console shows what the API has at that path. */
    public static String inConsole(String apiPath) {
        return CONSOLE + apiPath.substring(API.length());
    }
}
