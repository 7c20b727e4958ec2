import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Signs notifications as SNS does (SignatureVersion 2), one JSON a line, for a load tool to post. Needs the JDK alone:
 * {@code java SignedMessages.java <folder> <count> <topicArn>} writes messages.txt and a certificate into the folder.
 */
final class SignedMessages {

    private static final String FILE = "SimpleNotificationService-00000000000000000000000000000bec.pem";
    private static final char[] PASSWORD = "benchmark".toCharArray();

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        String topic = arguments[2];
        PrivateKey key = key(folder);
        String text = "x".repeat(300);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("messages.txt"))) {
            Stream<String> messages = IntStream.range(0, count).parallel().mapToObj(i -> message(key, topic, text));
            messages.forEachOrdered(message -> write(out, message));
        }
    }

    /** keytool, because the JDK has no public API that makes a certificate. */
    private static PrivateKey key(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Files.deleteIfExists(store);
        keytool("-genkeypair", "-keystore", store.toString(), "-storepass", new String(PASSWORD), "-alias", "sns", "-keyalg", "RSA",
                "-keysize", "2048", "-dname", "CN=sns.amazonaws.com", "-ext", "san=dns:sns.amazonaws.com", "-ext",
                "ku=digitalSignature", "-validity", "30");
        keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-storepass", new String(PASSWORD), "-alias", "sns", "-file",
                folder.resolve(FILE).toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return (PrivateKey) keys.getKey("sns", PASSWORD);
    }

    private static void keytool(String... arguments) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(Stream.concat(Stream.of(tool), Stream.of(arguments)).toList()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    private static String message(PrivateKey key, String topic, String text) {
        String id = UUID.randomUUID().toString();
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
        String signed = "Message\n" + text + "\nMessageId\n" + id + "\nTimestamp\n" + time + "\nTopicArn\n" + topic
                + "\nType\nNotification\n";
        String host = "https://sns." + topic.split(":")[3] + ".amazonaws.com/";
        return "{\"Type\":\"Notification\",\"MessageId\":\"" + id + "\",\"TopicArn\":\"" + topic + "\",\"Message\":\"" + text
                + "\",\"Timestamp\":\"" + time + "\",\"SignatureVersion\":\"2\",\"Signature\":\"" + sign(key, signed)
                + "\",\"SigningCertURL\":\"" + host + FILE + "\",\"UnsubscribeURL\":\"" + host
                + "?Action=Unsubscribe&SubscriptionArn=" + topic + ":0f1e2d3c-0000-4000-8000-000000000000\"}";
    }

    private static String sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(BufferedWriter out, String message) {
        try {
            out.write(message);
            out.newLine();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
