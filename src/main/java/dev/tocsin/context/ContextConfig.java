package dev.tocsin.context;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is shown beside a message, and who is asked for it. */
@ConfigMapping(prefix = "tocsin.context")
public interface ContextConfig {

    String ACCOUNTS = "tocsin.context.accounts";
    String PORTAL = "tocsin.context.sso-portal";

    /** What accounts are called, by their ids. */
    Map<String, String> accounts();

    /** A file that says it of further ones: YAML or JSON, an object with a name for each id. */
    Optional<Path> accountsFile();

    /** What is asked of AWS, where its policies allow it; nothing where nothing is said. */
    Optional<Set<Asking>> ask();

    /** What is asked of AWS. */
    enum Asking {
        /** What the organization calls an account. */
        ORGANIZATION,
        /** The alias of an account. */
        ALIAS,
        /** The tags of the alarm, or of another resource that a message is about. */
        TAGS
    }

    /** The tags that name who owns something, the first that is there counts; in any case of letters. */
    @WithDefault("owner,team")
    List<String> ownerTags();

    /** The tags with the address of a runbook. */
    @WithDefault("runbook")
    List<String> runbookTags();

    /** The access portal of IAM Identity Center, by which links lead into the right account. */
    Optional<URI> ssoPortal();

    /** The permission set with which they do; without it people choose. */
    Optional<String> ssoRole();

    /** The longest that asking AWS may take altogether before a message goes without. */
    @WithDefault("3s")
    Duration timeout();

    Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** @throws IllegalArgumentException that begins with the property, if an account or the portal is none */
    static void requireGood(Config config) {
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(ACCOUNTS + ".") && !ACCOUNT.matcher(
                    property.substring(ACCOUNTS.length() + 1).replace("\"", "")).matches()) {
                throw new IllegalArgumentException(ACCOUNTS
                        + " must name accounts by their 12 digits, for example " + ACCOUNTS
                        + ".\"123456789012\"=payments-prod.");
            }
        }
        config.getOptionalValue(PORTAL, String.class).map(url -> url.strip().toLowerCase(Locale.ROOT))
                .filter(url -> !url.startsWith("https://")).ifPresent(url -> {
                    throw new IllegalArgumentException(PORTAL
                            + " must begin with https://, for example https://d-1234567890.awsapps.com/start.");
                });
    }
}
