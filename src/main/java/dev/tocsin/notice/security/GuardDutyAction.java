package dev.tocsin.notice.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;

/** The part of a GuardDuty finding that says what was done and from where: each kind of action has a member of its own. */
record GuardDutyAction(Json service) {

    private static final int MOST_PORTS = 5;

    void facts(Notice.Builder notice) {
        Json network = service.at("action", "networkConnectionAction");
        Json call = service.at("action", "awsApiCallAction");
        Json cluster = service.at("action", "kubernetesApiCallAction");
        List<Json> probes = service.at("action", "portProbeAction", "portProbeDetails").items();
        Json remote = Stream.of(network, call, cluster, service.at("action", "rdsLoginAttemptAction"),
                probes.isEmpty() ? network : probes.get(0))
                .map(action -> action.at("remoteIpDetails")).filter(Json::isObject).findFirst().orElse(network);
        notice.fact("API call", called(call))
                .fact("Kubernetes call", joined(cluster.at("verb"), cluster.at("requestUri")))
                .fact("Connection", connection(network))
                .fact("Probed ports", Readable.list(probes.stream()
                        .map(probe -> port(probe.at("localPortDetails"))).flatMap(Optional::stream).toList(), MOST_PORTS))
                .fact("DNS lookup", service.at("action", "dnsRequestAction", "domain").textOrNull())
                .fact("Remote address", remote(remote))
                .fact("Process", service.at("runtimeDetails", "process", "executablePath").text()
                        .or(() -> service.at("runtimeDetails", "process", "name").text()).orElse(null));
    }

    private static String called(Json call) {
        Optional<String> to = call.at("serviceName").text();
        Optional<String> error = call.at("errorCode").text();
        return call.at("api").text().map(api -> api + to.map(service -> " (" + service + ")").orElse("")
                + error.map(code -> ": " + code).orElse("")).orElse(null);
    }

    private static String connection(Json network) {
        Optional<String> local = port(network.at("localPortDetails"));
        Optional<String> remote = port(network.at("remotePortDetails"));
        List<String> words = Stream.of(network.at("connectionDirection").text().map(Readable::code),
                network.at("protocol").text(), local.map(port -> "local port " + port),
                remote.map(port -> "remote port " + port),
                Optional.of("blocked").filter(blocked -> network.at("blocked").node().asBoolean()))
                .flatMap(Optional::stream).toList();
        return words.isEmpty() ? null : String.join(", ", words);
    }

    private static Optional<String> port(Json details) {
        Optional<String> name = details.at("portName").text().filter(known -> !"Unknown".equalsIgnoreCase(known));
        return details.at("port").words().map(port -> port + name.map(known -> " (" + known + ")").orElse(""));
    }

    /** An address, and whose and where it is: that tells a person more than the address. */
    private static String remote(Json remote) {
        List<String> place = Stream
                .of(remote.at("organization", "org").text().or(() -> remote.at("organization", "asnOrg").text()),
                        remote.at("city", "cityName").text(), remote.at("country", "countryName").text())
                .flatMap(Optional::stream).toList();
        return remote.at("ipAddressV4").text().or(() -> remote.at("ipAddressV6").text())
                .map(address -> place.isEmpty() ? address : address + " (" + String.join(", ", place) + ")").orElse(null);
    }

    private static String joined(Json one, Json other) {
        List<String> words = Stream.of(one.text(), other.text()).flatMap(Optional::stream).toList();
        return words.isEmpty() ? null : String.join(" ", words);
    }
}
