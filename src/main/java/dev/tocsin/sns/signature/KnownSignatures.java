package dev.tocsin.sns.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/** What a library has to say right of before it is trusted: signatures of a key that was made for this and thrown away. */
final class KnownSignatures {

    private static final String SIGNED = "Tocsin";
    private static final String KEY = """
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAo/FC3sCAtoHHC4t/t7Iz8pKRDbO6rkmsV2PYy6UYv016i/Yffi66
            0t98Gkj3UxcZhr5n4Tg/numft6CCjRRCGmOy/EJI2jjKXIQywCfnM9P7pjjOIbs8jvpv0XLkGTF13zW9vfkJpZ38pT1xh0HM
            3R7cn42uNF7clankO19/iKX5/ZcnceVLnZePdYfteA5Uqo4wPTDDjUkwkpJwQJXhtk0CSWlUtWplbtxy4tegUk5TmqNzIlTa
            tZdqSLn7L/VQXVhM9ieYH3Xqy3Vh519+N/iVas6kKQXPz80zmhoxK07vAyBaJ4r3LpL5gKb8JNWQwIxaMle41ch3z3KpH6tG
            iQIDAQAB""";
    private static final Map<String, String> SIGNATURES = Map.of("SHA1withRSA", """
            ntiDCpUgpWzK7oZS4l5tNS91nHP/Nkcs6zgBvjf2LIEWSDnWhCrny3vUhAAZ6dc8KkBVg9dX7iIUNvO/InNM/vb4tjmNBoVn
            vV9IR0USP69tISP0/NTjo0PBerEi2ykoRT+2FmCKFvSYlLNsFFP4VYQxfIDRSVLiqorBD22ATOiKPPRV/UcQp1Yiq9DRtMOJ
            Ri0SnP51eBG093UPJAep9qz2MvzRIp1W69elVv8GHznVbi7Ms1WvDgfRMdXyrwkFiynht54pc59CAqrGhU9QqatfVUbSY18w
            WXGXlLgpgvxqbxezPPWsRIVcuJAfcrZn5yujwzE9UNKYrqWhcQXfJw==""", "SHA256withRSA", """
            GR3W8BvD3zB4MpuhJbf0Mp+WCw4z8wKyur8+eg4WSEtAj6tkxBZsRREjjIgE2kGQCsydoi827lvQ+JJmpIVg2WhooIyxu2Yv
            sxwzeVtxf87QW+b2Waf+e5vajY75GR5BGL9i4faZ8URAh4K8M+zaTQ784EnFuxu/3BoQoQ481cQNbI1Detoy/ivEt93tWI7c
            Aq6DmRCcE/FtOQVnoRIgJvArIaiqnxxnxs9ySPV8QM7F75RNc+j9BIUeg9e3pZMg6d5xnSCBCIuwsySL3K6oXEO65QUxlMt4
            kp2dfeco7q9kbf0KHzM+5wiNIEB7hIbn+XKkE52Sh4Wh5IzBMkBYHQ==""");

    /** What makes a key of Java's into one of the library's. */
    interface Translation {
        RsaKey of(PublicKey key) throws GeneralSecurityException;
    }

    private KnownSignatures() {
    }

    static void requireRight(Translation translation) throws GeneralSecurityException {
        RsaKey key = translation.of(key());
        for (String algorithm : SIGNATURES.keySet()) {
            byte[] signature = decoded(SIGNATURES.get(algorithm));
            if (!key.hasSigned(bytes(SIGNED), signature, algorithm)
                    || key.hasSigned(bytes(SIGNED + "!"), signature, algorithm)) {
                throw new IllegalStateException("it does not judge a known signature of " + algorithm + " rightly");
            }
        }
    }

    private static PublicKey key() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(decoded(KEY)));
    }

    private static byte[] decoded(String lines) {
        return Base64.getMimeDecoder().decode(lines);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
