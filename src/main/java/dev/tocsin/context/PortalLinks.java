package dev.tocsin.context;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;

/**
 * Addresses by which the access portal of IAM Identity Center leads to a page of the console, logged in to the right account.
 * Their form: IAM Identity Center user guide, "Create shortcut links to AWS Management Console destinations"
 * (createshortcutlink).
 */
record PortalLinks(Optional<URI> portal, Optional<String> role) {

    private static final Pattern HTTPS = Pattern.compile("https://([A-Za-z0-9.-]{1,253})(?:[/?#]\\S*)?");
    /** Longer ones are no link to a chat. */
    private static final int LONGEST = 2_000;

    /** Empty if no portal is known, or if the address is no page of the console that it leads to. */
    Optional<String> to(String account, String address) {
        return portal.filter(known -> partitionOf(address).equals(Optional.of(partition(known))))
                .map(known -> withoutSlash(known.toString()) + "/#/console?account_id=" + account
                        + role.map(name -> "&role_name=" + ConsoleLinks.encode(name)).orElse("")
                        + "&destination=" + ConsoleLinks.encode(address))
                .filter(link -> link.length() <= LONGEST);
    }

    private static Optional<Partition> partitionOf(String address) {
        Matcher url = HTTPS.matcher(address);
        if (!url.matches()) {
            return Optional.empty();
        }
        for (Partition partition : Partition.values()) {
            if (url.group(1).equals(partition.consoleHost()) || url.group(1).endsWith("." + partition.consoleHost())) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    /** A portal leads to accounts of its own partition. */
    private static Partition partition(URI portal) {
        String host = String.valueOf(portal.getHost());
        return host.endsWith(".cn") ? Partition.CHINA : host.contains("us-gov") ? Partition.GOV_CLOUD : Partition.AWS;
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
