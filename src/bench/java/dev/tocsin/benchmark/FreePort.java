package dev.tocsin.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on. It is below those that systems give to whoever connects (Linux from 32768, macOS and Windows
 * from 49152 on): so nobody is given it while a process that is to have it again is down.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 100;

    private FreePort() {
    }

    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("No port between " + FIRST + " and " + BEYOND + " is free");
    }
}
