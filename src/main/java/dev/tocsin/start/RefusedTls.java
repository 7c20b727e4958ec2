package dev.tocsin.start;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a connection failed because one side wants another encryption than the other. JDBC's driver gives these the state of
 * an absence or of a wrong password, and says them in the machine's language. So they are known by their causes, and by the
 * method that found them.
 */
final class RefusedTls {

    private static final int DEEPEST = 50;
    private static final String OTHER_HOST = "org.postgresql.ssl.MakeSSL.verifyPeerName";
    private static final String NO_TLS = "org.postgresql.core.v3.ConnectionFactoryImpl.enableSSL";
    private static final String REJECTED = "08004";

    private RefusedTls() {
    }

    static boolean is(SQLException failure) {
        return isUntrusted(failure) || isOfAnotherHost(failure) || isWithoutTls(failure);
    }

    static Optional<String> explain(SQLException failure, DatabaseAddress address) {
        String server = "PostgreSQL at " + address.hostAndPort();
        String url = Setting.named(StartSettings.DATABASE_URL);
        if (isUntrusted(failure)) {
            return Optional.of(server + " shows a certificate that is not trusted (" + DatabaseFailures.reason(failure)
                    + "). Does the file that sslrootcert in " + url
                    + " names hold the authority that issued it, and is it still valid?");
        } else if (isOfAnotherHost(failure)) {
            return Optional.of(server + " shows a certificate of another host. Name the host in " + url
                    + " as its certificate does, or write sslmode=verify-ca, which does not compare the names.");
        } else if (isWithoutTls(failure)) {
            return Optional.of(server + " cannot encrypt, which the sslmode in " + url
                    + " demands. Switch it on there (ssl = on), or write sslmode=disable.");
        }
        return Optional.empty();
    }

    private static boolean isUntrusted(SQLException failure) {
        return chain(failure).stream().anyMatch(cause -> cause instanceof CertificateException
                || cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException);
    }

    private static boolean isOfAnotherHost(SQLException failure) {
        return chain(failure).stream().anyMatch(cause -> isFrom(cause, OTHER_HOST));
    }

    private static boolean isWithoutTls(SQLException failure) {
        return chain(failure).stream().anyMatch(cause -> cause instanceof SQLException refused
                && REJECTED.equals(refused.getSQLState()) && isFrom(cause, NO_TLS));
    }

    private static boolean isFrom(Throwable failure, String method) {
        return Arrays.stream(failure.getStackTrace()).limit(2)
                .anyMatch(frame -> method.equals(frame.getClassName() + "." + frame.getMethodName()));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
