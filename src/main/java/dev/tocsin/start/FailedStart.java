package dev.tocsin.start;

import java.io.FileNotFoundException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

/** The table from failures of a start to what is said of them. */
public final class FailedStart {

    private static final int DEEPEST = 50;
    /** The first that knows something of the failure or of one of its causes is right; the outermost cause goes first. */
    private static final List<BiFunction<Throwable, Config, Optional<Explanation>>> TABLE = List.of(
            (failure, config) -> failure instanceof NoStart known
                    ? Optional.of(new Explanation(known.exitCode(), known.lines(), ""))
                    : Optional.empty(),
            (failure, config) -> failure instanceof ConfigValidationException wrong
                    ? Optional.of(new Explanation(ExitCode.WRONG_SETTING, WrongSettings.of(wrong), ""))
                    : Optional.empty(),
            (failure, config) -> address(failure, config).map(line -> new Explanation(ExitCode.ADDRESS_TAKEN, line)),
            (failure, config) -> failure instanceof SQLException refused
                    ? DatabaseFailures.explain(refused, DatabaseAddress.of(config))
                    : Optional.empty(),
            (failure, config) -> DatabaseFailures.otherTables(failure, DatabaseAddress.of(config)),
            (failure, config) -> file(failure, config).map(line -> new Explanation(ExitCode.WRONG_SETTING, line)),
            (failure, config) -> setting(failure, config).map(line -> new Explanation(ExitCode.WRONG_SETTING, line)));

    private FailedStart() {
    }

    /** With the addresses that are set now. */
    public static Explanation explain(Throwable failure) {
        return failure instanceof NoStart known
                ? new Explanation(known.exitCode(), known.lines(), "")
                : explain(failure, StartSettings.now());
    }

    static Explanation explain(Throwable failure, Config config) {
        List<Throwable> chain = chain(failure);
        return TABLE.stream()
                .flatMap(row -> chain.stream().flatMap(cause -> row.apply(cause, config).stream()))
                .findFirst()
                .orElseGet(() -> unforeseen(failure, chain.get(chain.size() - 1), config));
    }

    private static Explanation unforeseen(Throwable failure, Throwable root, Config config) {
        return new Explanation(ExitCode.UNKNOWN, List.of("nobody foresaw this failure (" + root.getClass().getName()
                + "). The stack below says where it happened; please report it."),
                StackText.of(failure, GivenValues.of(config)));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static Optional<String> address(Throwable failure, Config config) {
        if (failure instanceof QuarkusBindException bind) {
            return Optional.of(ListeningAddress.http(config).taken(bind.getMessage()));
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("Unable to start the management interface") && hasCause(failure, BindException.class)) {
            return Optional.of(ListeningAddress.management(config).taken(String.valueOf(failure.getCause().getMessage())));
        }
        if (hasCause(failure, BindException.class) && WrongSettings.byOurOwnCheck(message).isPresent()) {
            return WrongSettings.byOurOwnCheck(message);
        }
        if (failure instanceof UnresolvedAddressException
                || failure instanceof UnknownHostException && message.contains(ListeningAddress.http(config).host())) {
            return Optional.of(ListeningAddress.http(config).unknownHost());
        }
        return Optional.empty();
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        return chain(failure).stream().anyMatch(type::isInstance);
    }

    /** Of certificates and keys, for instance. */
    private static Optional<String> file(Throwable failure, Config config) {
        return failure instanceof NoSuchFileException || failure instanceof AccessDeniedException
                || failure instanceof FileNotFoundException
                        ? GivenValues.of(config).settingOf(String.valueOf(failure.getMessage()).replaceFirst(" \\(.*\\)$", ""))
                                .map(name -> name + TlsFiles.IS_NOT_THERE)
                        : Optional.empty();
    }

    private static Optional<String> setting(Throwable failure, Config config) {
        if (failure instanceof ConfigurationException wrong) {
            return wrong.getConfigKeys().stream().findFirst().map(Setting::named)
                    .or(() -> GivenValues.of(config).settingQuotedIn(String.valueOf(failure.getMessage())))
                    .map(name -> name + " has a value that cannot be used. Compare it with the documentation of the setting.");
        }
        return WrongSettings.of(failure.getMessage())
                .or(() -> failure instanceof IllegalArgumentException
                        ? WrongSettings.byOurOwnCheck(failure.getMessage())
                        : Optional.empty());
    }
}
