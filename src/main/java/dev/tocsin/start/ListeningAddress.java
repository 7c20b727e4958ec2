package dev.tocsin.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

/** Where Tocsin listens, tried before anything else is done: a taken port must not cost a migration and a minute first. */
public record ListeningAddress(String host, int port, String hostProperty, String portProperty) {

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9000;
    private static final int HIGHEST = 65_535;
    private static final int UNREADABLE = -1;
    private static final List<String> PORTS = List.of("quarkus.http.port", "quarkus.http.ssl-port", "quarkus.management.port");

    static ListeningAddress http(Config config) {
        return of(config, "quarkus.http", HTTP);
    }

    static ListeningAddress management(Config config) {
        return of(config, "quarkus.management", MANAGEMENT);
    }

    private static ListeningAddress of(Config config, String prefix, int usual) {
        return new ListeningAddress(config.getOptionalValue(prefix + ".host", String.class).orElse("0.0.0.0"),
                port(config, prefix + ".port", usual), prefix + ".host", prefix + ".port");
    }

    private static int port(Config config, String property, int usual) {
        return config.getOptionalValue(property, String.class)
                .map(text -> isPort(text.strip()) ? Integer.parseInt(text.strip()) : UNREADABLE).orElse(usual);
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= HIGHEST;
    }

    /** A line for each port that can be none. */
    public static List<String> mistakes(Config config) {
        return PORTS.stream().filter(property -> {
            String text = config.getConfigValue(property).getValue();
            return text != null && !isPort(text.strip());
        }).map(property -> Setting.named(property) + " must be a port: a whole number from 0 to " + HIGHEST + ".").toList();
    }

    /** @throws NoStart if one of the two is taken or none of this host */
    public static void requireFree(Config config) {
        Stream.of(http(config), management(config)).filter(address -> address.isOwnAlone(config))
                .forEach(ListeningAddress::requireFree);
    }

    private boolean isOwnAlone(Config config) {
        return !portProperty.equals("quarkus.http.port")
                || !config.getOptionalValue("quarkus.http.so-reuse-port", String.class).orElse("").equals("true")
                        && !config.getOptionalValue("quarkus.http.insecure-requests", String.class).orElse("")
                                .equals("disabled");
    }

    private void requireFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new NoStart(ExitCode.ADDRESS_TAKEN, unknownHost(), e);
        } catch (BindException e) {
            throw new NoStart(ExitCode.ADDRESS_TAKEN, taken(String.valueOf(e.getMessage())), e);
        } catch (IOException | IllegalArgumentException leftToQuarkus) {
            return;
        }
    }

    String taken(String why) {
        if (why.contains("Cannot assign")) {
            return Setting.named(hostProperty) + ": " + host + " is no address of this host. 0.0.0.0 means all that it has.";
        }
        if (why.contains("Permission denied")) {
            return Setting.named(portProperty) + ": this user may not listen on port " + port + ". Take one above 1023.";
        }
        return Setting.named(portProperty) + ": port " + port + " on " + host
                + " is taken by another process, perhaps another Tocsin. Stop it, or choose another port.";
    }

    String unknownHost() {
        return Setting.named(hostProperty) + ": " + host
                + " is no address and no name of this host. 0.0.0.0 means all that it has.";
    }
}
