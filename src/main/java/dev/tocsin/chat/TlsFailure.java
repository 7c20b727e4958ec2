package dev.tocsin.chat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.netty.handler.ssl.SslHandshakeTimeoutException;

/** Why a TLS handshake failed, in words that tell what to do. */
final class TlsFailure {

    private static final int MAX_CAUSES = 16;

    private TlsFailure() {
    }

    /** Fixed words and the host's name: messages of exceptions may carry anything. */
    static String words(Throwable handshake, String host) {
        if (isCausedBy(handshake, SslHandshakeTimeoutException.class::isInstance)) {
            return "no TLS handshake with " + host + " in time";
        }
        if (isCausedBy(handshake, CertificateExpiredException.class::isInstance)) {
            return "the certificate of " + host + " has expired";
        }
        if (isCausedBy(handshake, CertificateNotYetValidException.class::isInstance)) {
            return "the certificate of " + host + " is not valid yet; is this machine's clock right?";
        }
        if (isCausedBy(handshake, TlsFailure::saysAnotherName)) {
            return "the certificate of " + host + " is another host's";
        }
        if (isCausedBy(handshake, CertPathBuilderException.class::isInstance)) {
            return "the certificate of " + host + " is issued by nobody that this machine trusts";
        }
        return "the TLS handshake with " + host + " failed";
    }

    /** The JDK has no type of its own for this. */
    private static boolean saysAnotherName(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof CertificateException
                && (message.startsWith("No subject alternative") || message.startsWith("No name matching"));
    }

    private static boolean isCausedBy(Throwable failure, Predicate<Throwable> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES).anyMatch(kind);
    }
}
