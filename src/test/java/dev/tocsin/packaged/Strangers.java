package dev.tocsin.packaged;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** People who can reach the public port and mean no good, with nothing but sockets. */
final class Strangers implements AutoCloseable {

    private static final int CHUNK = 64 * 1_024;
    private static final int STREAMS = 20;
    /** One connection in so many has its streams open. */
    private static final int EVERY = 40;
    private static final int PATIENCE = 15_000;
    /** How long more may come for what has been answered, unless the answer says that the connection ends. */
    private static final int BETWEEN_ANSWERS = 1_500;

    private static final Pattern CLOSES = Pattern.compile("connection: close", Pattern.CASE_INSENSITIVE);

    private final int port;
    private final List<Socket> idle = new ArrayList<>();

    Strangers(String url) {
        this.port = URI.create(url).getPort();
    }

    /** What comes back for these bytes until the connection is closed or nothing more comes. */
    String say(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket);
        }
    }

    /** Posts a body of so many bytes in chunks, whole. */
    void post(String path, int bytes) {
        try (Socket socket = connect()) {
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            out.write(head(path).getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = ("10000\r\n" + "x".repeat(CHUNK) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            for (int sent = 0; sent < bytes; sent += CHUNK) {
                out.write(chunk);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().read();
        } catch (IOException closed) {
            // as it may
        }
    }

    /** Opens connections and leaves them: silent, with half a head, without their body, behind a request. */
    void settleDown(int count) throws IOException {
        List<byte[]> words = List.of(new byte[0], "POST /sns HTTP/1.1\r\nHo".getBytes(StandardCharsets.ISO_8859_1),
                head("/sns").getBytes(StandardCharsets.ISO_8859_1),
                "GET /sns HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < count; i++) {
            Socket socket = connect();
            idle.add(socket);
            try {
                socket.getOutputStream().write(i % EVERY == 0 ? streams() : words.get(i % words.size()));
            } catch (IOException closed) {
                // to make room
            }
        }
    }

    /** Sends all but the end of a large body, and leaves it at that. */
    void hold(int connections, String path, int bytes) throws IOException {
        byte[] chunk = ("10000\r\n" + "x".repeat(CHUNK) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < connections; i++) {
            Socket socket = connect();
            idle.add(socket);
            try {
                socket.getOutputStream().write(head(path).getBytes(StandardCharsets.ISO_8859_1));
                for (int sent = CHUNK; sent < bytes; sent += CHUNK) {
                    socket.getOutputStream().write(chunk);
                }
            } catch (IOException closed) {
                // to make room
            }
        }
    }

    /** Sends requests without waiting for answers, over connections that are opened anew when they are closed, until it is. */
    AutoCloseable pipeline(int connections, String path) {
        byte[] requests = ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
        ExecutorService senders = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            senders.execute(() -> {
                while (!senders.isShutdown()) {
                    send(requests);
                }
            });
        }
        return senders::shutdownNow;
    }

    private void send(byte[] requests) {
        try (Socket socket = connect()) {
            while (!Thread.currentThread().isInterrupted()) {
                socket.getOutputStream().write(requests);
            }
        } catch (IOException closed) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /**
     * Sends a head byte by byte and never its end.
     *
     * @return how long the server has patience, in milliseconds
     */
    long trickle() throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = connect()) {
            socket.setSoTimeout(200);
            while (System.nanoTime() - begun < Duration.ofSeconds(20).toNanos()) {
                socket.getOutputStream().write('P');
                try {
                    if (socket.getInputStream().read() < 0) {
                        break;
                    }
                } catch (SocketTimeoutException open) {
                    // so it has patience yet
                }
            }
        } catch (SocketException closed) {
            // while writing
        }
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private static String head(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    /** How HTTP/2 begins, with SETTINGS that say nothing (RFC 9113). */
    private static byte[] preface() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });
        return bytes.toByteArray();
    }

    /** The preface and the heads of posts to /sns whose bodies never come (RFC 7541). */
    private static byte[] streams() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(preface());
        byte[] fields = { (byte) 0x83, (byte) 0x86, 0x04, 4, '/', 's', 'n', 's', 0x01, 1, 'x' };
        for (int i = 0; i < STREAMS; i++) {
            bytes.writeBytes(new byte[] { 0, 0, (byte) fields.length, 1, 4, 0, 0, 0, (byte) (2 * i + 1) });
            bytes.writeBytes(fields);
        }
        return bytes.toByteArray();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static String readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] some = new byte[CHUNK];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                read.write(some, 0, count);
                boolean isEnding = CLOSES.matcher(read.toString(StandardCharsets.ISO_8859_1)).find();
                socket.setSoTimeout(isEnding ? PATIENCE : BETWEEN_ANSWERS);
            }
            read.writeBytes("<closed>".getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketTimeoutException open) {
            // the server waits for more
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : idle) {
            socket.close();
        }
        idle.clear();
    }
}
