package dev.tocsin.console.configuration;

import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.console.ApiPath;

/**
 * A kind of configurations as pages speak of it.
 *
 * @param label what one of them is called, for instance {@code Slack channel}
 */
public record KindOnPages(ConfigurationKind<?, ?> kind, String label) {

    private static final String API = "/api";
    private static final String CONSOLE = "/console";

    public String name() {
        return kind.name();
    }

    /** For what is to be asked of the frame. */
    public String path() {
        return kind.path().substring(API.length());
    }

    public String address() {
        return ApiPath.inConsole(kind.path());
    }

    public String addressOf(String configurationName) {
        return address() + "/" + configurationName;
    }

    public String formAddress() {
        return CONSOLE + "/new/" + kind.name();
    }

    /** What the button says that leads to the form. */
    public String invitation() {
        return "Configure " + ("AEIOU".indexOf(label.charAt(0)) < 0 ? "a " : "an ") + label;
    }

    /** Whether it can be reached by a webhook alone. */
    public boolean isSlack() {
        return kind.name().equals(KindsOnPages.SLACK);
    }

    public boolean isTeams() {
        return kind.name().equals(KindsOnPages.TEAMS);
    }

    public boolean isChime() {
        return kind.name().equals(KindsOnPages.CHIME);
    }
}
