package dev.tocsin.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

/** Whether addresses and folders are some. What is not set is none of its business; values are not shown. */
public final class Places {

    private Places() {
    }

    /** The line that says so if the value is no address that can be called, or called by. */
    public static Optional<String> address(Config config, String property, String example) {
        return value(config, property).filter(text -> !isAddress(text)).map(wrong -> Setting.named(property)
                + " must be an address with http:// or https:// and a host, without a user, a query or a fragment, for example "
                + example + ".");
    }

    /** The line that says so if the value is no folder that can be read. */
    public static Optional<String> folder(Config config, String property, String example) {
        return value(config, property).filter(text -> !isFolder(text)).map(wrong -> Setting.named(property)
                + " must name a folder that is there and that this user may read, for example " + example + ".");
    }

    private static Optional<String> value(Config config, String property) {
        return Optional.ofNullable(config.getConfigValue(property).getValue()).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null && address.getRawUserInfo() == null && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isFolder(String text) {
        try {
            Path folder = Path.of(text);
            return Files.isDirectory(folder) && Files.isReadable(folder);
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
