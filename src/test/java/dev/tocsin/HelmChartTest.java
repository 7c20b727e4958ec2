package dev.tocsin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.jni.NativeLibrary;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;

/** The chart means what the overlay for production means, and what its values ask for; Helm itself renders it. */
class HelmChartTest {

    private static final Path CHART = Path.of("kubernetes", "helm", "tocsin");
    private static final Path PAGE = Path.of("kubernetes", "README.md");
    private static final String NEEDED = """
            host=tocsin.example.com
            database.url=postgresql://postgres.example.com:5432/tocsin
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By name: lines as {@code helm template --set} takes them. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            entry("usual", NEEDED),
            entry("gateway", NEEDED + "ingress.enabled=false\ngateway.enabled=true\ngateway.parentRefs[0].name=public\n"
                    + "gateway.parentRefs[0].namespace=gateways\n"),
            entry("monitored", NEEDED + "podMonitor.enabled=true\npodMonitor.labels.release=prometheus\n"),
            entry("fixed", NEEDED + "autoscaling.enabled=false\nreplicas=3\n"),
            entry("aged", NEEDED + "autoscaling.oldestDeliverySeconds=90\n"),
            entry("on-eks", NEEDED + "networkPolicy.podIdentity=true\n"
                    + "serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn=arn:aws:iam::123456789012:role/tocsin\n"),
            entry("console", NEEDED + "console.host=tocsin.internal.example.com\nconsole.gateway.enabled=true\n"
                    + "console.gateway.parentRefs[0].name=internal\nconsole.gateway.parentRefs[0].namespace=gateway\n"
                    + "console.gateway.parentRefs[0].sectionName=https\n"),
            entry("console-ingress", NEEDED + "console.host=tocsin.internal.example.com\nconsole.ingress.enabled=true\n"
                    + "console.ingress.className=internal\n"),
            entry("no-console", NEEDED + "console.enabled=false\nconsole.host=tocsin.internal.example.com\n"
                    + "console.gateway.enabled=true\nconsole.gateway.parentRefs[0].name=internal\n"
                    + "console.ingress.enabled=true\n"),
            entry("large", NEEDED + "memory=512\nname=chat\nimage.tag=1.2.3\nimage.pullSecrets[0]=registry\n"),
            entry("verified",
                    "host=tocsin.example.com\ndatabase.certificateConfigMap=tocsin-database-ca\ndatabase.url=postgresql://"
                            + "db.example.com/tocsin?sslmode=verify-full&sslrootcert=/etc/tocsin/database/ca.pem\n"),
            entry("jvm", NEEDED + "jvm=true\nmemory=512\nrequests.memory=320Mi\n"),
            entry("bare", NEEDED + "podDisruptionBudget.enabled=false\nnetworkPolicy.enabled=false\ningress.enabled=false\n"),
            entry("more",
                    NEEDED + "logFormat=text\nsettings.TOCSIN_SNS_MAX_AGE=2h\nenv[0].name=ORDERS_WEBHOOK_URL\nenv[0].value=x\n"
                            + "volumes[0].name=more\nvolumeMounts[0].name=more\nvolumeMounts[0].mountPath=/more\n"),
            entry("placed", NEEDED + "preStopSeconds=20\nnodeSelector.pool=alerts\ntolerations[0].key=alerts\n"
                    + "tolerations[0].operator=Exists\nnetworkPolicy.egress[0].ports[0].port=3128\n"
                    + "networkPolicy.egress[0].ports[0].protocol=TCP\n"));

    private static final Map<String, String> BAD = Map.ofEntries(
            entry("no-host", "database.url=postgresql://postgres.example.com:5432/tocsin\n"),
            entry("no-database", "host=tocsin.example.com\n"),
            entry("url-as-host", NEEDED + "host=https://tocsin.example.com\n"),
            entry("latest", NEEDED + "image.tag=latest\n"),
            entry("misspelt", NEEDED + "replica=3\n"),
            entry("password", "host=tocsin.example.com\ndatabase.url=postgresql://tocsin:pass@postgres.example.com/tocsin\n"),
            entry("secret", NEEDED + "settings.TOCSIN_SECRETS_KEY=abc\n"),
            entry("format-twice", NEEDED + "settings.TOCSIN_LOG_FORMAT=text\n"),
            entry("jvm-in-little", NEEDED + "jvm=true\n"),
            entry("no-format", NEEDED + "logFormat=xml\n"),
            entry("no-network", NEEDED + "networkPolicy.healthChecksFrom[0]=10.0.0.0\n"),
            entry("egress-to-all", NEEDED + "networkPolicy.egress[0]={}\n"),
            entry("console-without-host", NEEDED + "console.ingress.enabled=true\n"),
            entry("console-without-gateway",
                    NEEDED + "console.host=tocsin.internal.example.com\nconsole.gateway.enabled=true\n"),
            entry("console-in-public", NEEDED + "console.host=tocsin.example.com\nconsole.ingress.enabled=true\n"),
            entry("console-twice", NEEDED + "settings.TOCSIN_CONSOLE_URL=https://tocsin.internal.example.com\n"),
            entry("no-gateway", NEEDED + "gateway.enabled=true\n"));

    @TempDir
    static Path folder;

    /** Values that the page shows, by the word behind the name of the file. */
    private static final Pattern VALUES_OF_THE_PAGE = Pattern.compile("^```yaml\n# my-values\\.yaml: ([a-z]+).*?\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SET_BY_THE_PAGE = Pattern.compile("^ +--set (\\S+)", Pattern.MULTILINE);

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        assumeTrue(isHelmThere(), "Helm's library is not there for this machine");
        Files.writeString(folder.resolve("tried.values"), SET_BY_THE_PAGE.matcher(Files.readString(PAGE)).results()
                .map(set -> set.group(1) + "\n").collect(Collectors.joining()));
        for (MatchResult shown : VALUES_OF_THE_PAGE.matcher(Files.readString(PAGE)).results().toList()) {
            String beside = shown.group(2).startsWith("host: ")
                    ? ""
                    : "host: tocsin.acme.example\ndatabase:\n  url: postgresql://db.acme.example:5432/tocsin\n";
            Files.writeString(folder.resolve("page-" + shown.group(1) + ".values-yaml"), beside + shown.group(2));
        }
        for (Map<String, String> cases : List.of(GOOD, BAD)) {
            for (Map.Entry<String, String> one : cases.entrySet()) {
                Files.writeString(folder.resolve(one.getKey() + ".values"), one.getValue());
            }
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder, "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HelmTemplate.class.getName(),
                copyForAnyCluster().toString(), folder.toString()));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** As a library, Helm takes itself for one that speaks to a Kubernetes 1.20. */
    private static Path copyForAnyCluster() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("chart"));
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(CHART.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replaceFirst("(?m)^kubeVersion: .*$", ""));
            }
        }
        return copy;
    }

    /** Its library is one for each kind of machine; what is not on the class path would be looked for in the internet. */
    private static boolean isHelmThere() {
        return ServiceLoader.load(NativeLibrary.class).findFirst().isPresent();
    }

    @Test
    void theUsualChartMeansWhatTheOverlayForProductionMeans() throws Exception {
        assumeTrue(Rendered.isKubectlThere(), "there is no kubectl");
        Map<String, JsonNode> kustomized = meanings(Rendered.kustomize(Path.of("kubernetes", "overlays", "production")));
        Map<String, JsonNode> charted = meanings(rendered("usual"));

        assertThat(charted.keySet()).isEqualTo(kustomized.keySet());
        charted.forEach((name, meaning) -> assertThat(meaning.toPrettyString()).as(name)
                .isEqualTo(kustomized.get(name).toPrettyString()));
    }

    @Test
    void theChartIsOfTheVersionThatTheOverlaysName() throws IOException {
        JsonNode chart = new YAMLMapper().readTree(CHART.resolve("Chart.yaml").toFile());

        assertThat(Files.readString(Path.of("kubernetes/overlays/production/kustomization.yaml")))
                .contains("newTag: " + chart.path("appVersion").asText() + "\n");
        assertThat(chart.path("version").asText()).isEqualTo(chart.path("appVersion").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = { "usual", "gateway", "monitored", "fixed", "aged", "on-eks", "large", "verified", "bare", "jvm",
            "more", "placed", "console", "console-ingress", "no-console", "page-console", "page-whole", "page-rds",
            "page-alb" })
    void whateverItsValuesTheChartKeepsItsPromises(String values) throws IOException {
        rendered(values).keepsItsPromises();
    }

    @Test
    void valuesHaveTheEffectThatTheyName() throws IOException {
        assertThat(rendered("gateway").each(Ingress.class)).isEmpty();
        assertThat(rendered("gateway").only(HTTPRoute.class).getSpec().getParentRefs()).singleElement()
                .returns("public", gateway -> gateway.getName()).returns("gateways", gateway -> gateway.getNamespace());
        assertThat(rendered("monitored").only(PodMonitor.class).getMetadata().getLabels()).containsEntry("release",
                "prometheus");
        assertThat(rendered("monitored").only(Deployment.class).getSpec().getTemplate().getMetadata().getAnnotations())
                .doesNotContainKey("prometheus.io/scrape");
        assertThat(rendered("fixed").only(Deployment.class).getSpec().getReplicas()).isEqualTo(3);
        assertThat(rendered("fixed").each(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(rendered("aged").only(HorizontalPodAutoscaler.class).getSpec().getMetrics()).hasSize(2);
        assertThat(rendered("on-eks").only(ServiceAccount.class).getMetadata().getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::123456789012:role/tocsin");
        assertThat(rendered("on-eks").only(NetworkPolicy.class).getSpec().getEgress()).hasSize(4);
        assertThat(rendered("bare").all()).hasSize(6);
        assertThat(rendered("more").settings()).containsEntry("TOCSIN_SNS_MAX_AGE", "2h")
                .containsEntry("TOCSIN_LOG_FORMAT", "text");
        assertThat(rendered("usual").settings()).containsEntry("TOCSIN_LOG_FORMAT", "json");
    }

    @Test
    void theConsoleIsLedToAsTheComponentLeadsToItAndNeverByThePublicWay() throws Exception {
        assertThat(rendered("usual").all()).extracting(one -> one.getMetadata().getName())
                .noneMatch(name -> name.contains("console"));
        Rendered route = rendered("console");
        assertThat(route.only(Ingress.class)).isEqualTo(rendered("usual").only(Ingress.class));
        assertThat(route.settings()).containsEntry("TOCSIN_CONSOLE_URL", "https://tocsin.internal.example.com");
        assertThat(rendered("console-ingress").each(Ingress.class)).hasSize(2)
                .filteredOn(ingress -> ingress.getMetadata().getName().equals("tocsin-console")).singleElement()
                .returns("internal", ingress -> ingress.getSpec().getIngressClassName())
                .returns("tocsin-console-tls", ingress -> ingress.getSpec().getTls().get(0).getSecretName());
        assumeTrue(Rendered.isKubectlThere(), "there is no kubectl");
        assertThat(meaningsButSettings(route)).isEqualTo(meaningsButSettings(KustomizationsTest.production("console")));
    }

    @Test
    void whereTheConsoleIsOffNothingLeadsToIt() throws IOException {
        assertThat(rendered("no-console").settings()).containsEntry("TOCSIN_CONSOLE_ENABLED", "false");
        assertThat(rendered("no-console").all()).hasSameSizeAs(rendered("usual").all());
    }

    @Test
    void asThePageTriesItTheChartIsOneReplicaBesideTheDatabaseOfTheMinimalOverlay() throws IOException {
        Rendered tried = rendered("tried");

        assertThat(tried.only(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
        assertThat(tried.tocsin().getContainers().get(0).getImage()).isEqualTo("tocsin:0.1.0");
        assertThat(tried.settings().get("QUARKUS_DATASOURCE_REACTIVE_URL")).isEqualTo(Rendered.of(Files.readString(
                Path.of("kubernetes", "overlays", "minimal", "postgres-service.yaml"))).all().stream()
                .map(service -> "postgresql://" + service.getMetadata().getName() + ":5432/tocsin").findFirst().orElseThrow());
        assertThat(tried.all()).extracting(HasMetadata::getKind)
                .doesNotContain("Ingress", "NetworkPolicy", "HorizontalPodAutoscaler", "PodDisruptionBudget");
    }

    @Test
    void asThePageHasItOnRdsThereAreTwoReplicasThatLogInByARole() throws IOException {
        Rendered rds = rendered("page-rds");

        assertThat(rds.only(Deployment.class).getSpec().getReplicas()).isEqualTo(2);
        assertThat(rds.each(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(rds.settings()).containsEntry("TOCSIN_DATABASE_LOGIN", "rds-iam");
        assertThat(rds.settings().get("QUARKUS_DATASOURCE_REACTIVE_URL")).contains("sslmode=verify-full")
                .endsWith("&sslrootcert=/etc/tocsin/database/ca.pem");
        assertThat(rds.tocsin().getVolumes()).anyMatch(volume -> volume.getName().equals("database-ca"));
        assertThat(rds.only(NetworkPolicy.class).getSpec().getEgress()).last()
                .extracting(rule -> rule.getTo().get(0).getIpBlock().getCidr()).isEqualTo("169.254.170.23/32");
        assertThat(rds.only(PodMonitor.class).getMetadata().getLabels()).containsKey("release");
    }

    @Test
    void asThePageHasItAnAlbAsksTheManagementPortAndIsLetThrough() throws IOException {
        Rendered alb = rendered("page-alb");
        Ingress ingress = alb.only(Ingress.class);
        Deployment pods = alb.only(Deployment.class);

        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("alb");
        assertThat(ingress.getSpec().getTls()).isEmpty();
        assertThat(ingress.getMetadata().getAnnotations())
                .containsEntry("alb.ingress.kubernetes.io/healthcheck-port", "9000")
                .containsEntry("alb.ingress.kubernetes.io/healthcheck-path",
                        pods.getSpec().getTemplate().getSpec().getContainers().get(0).getReadinessProbe().getHttpGet()
                                .getPath())
                .containsEntry("alb.ingress.kubernetes.io/target-type", "ip");
        assertThat(alb.only(NetworkPolicy.class).getSpec().getIngress()).last()
                .satisfies(rule -> assertThat(rule.getPorts()).singleElement()
                        .returns(9000, port -> port.getPort().getIntVal()))
                .satisfies(rule -> assertThat(rule.getFrom()).hasSize(2).last()
                        .returns("10.0.0.0/16", from -> from.getIpBlock().getCidr()));
    }

    @Test
    void aPodHasTimeToEndHoweverLongItGoesOnTakingRequests() throws IOException {
        PodSpec usual = rendered("usual").tocsin();
        PodSpec placed = rendered("placed").tocsin();

        assertThat(placed.getContainers().get(0).getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(20);
        assertThat(placed.getTerminationGracePeriodSeconds() - 20).isEqualTo(usual.getTerminationGracePeriodSeconds()
                - usual.getContainers().get(0).getLifecycle().getPreStop().getSleep().getSeconds());
        assertThat(placed.getNodeSelector()).containsEntry("pool", "alerts");
        assertThat(placed.getTolerations()).singleElement().returns("alerts", toleration -> toleration.getKey());
        assertThat(rendered("placed").only(NetworkPolicy.class).getSpec().getEgress()).hasSize(4).last()
                .extracting(rule -> rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(3128);
    }

    @Test
    void whatThePodIsToldComesFromTheValues() throws IOException {
        Container large = rendered("large").tocsin().getContainers().get(0);
        Rendered verified = rendered("verified");

        assertThat(large.getArgs()).contains("-Xmx256m");
        assertThat(large.getResources().getLimits().get("memory")).hasToString("512Mi");
        assertThat(large.getImage()).isEqualTo("registry.example.com/tocsin:1.2.3");
        assertThat(rendered("large").all()).allMatch(one -> one.getMetadata().getName().startsWith("chat"));
        assertThat(verified.settings().get("QUARKUS_DATASOURCE_REACTIVE_URL"))
                .endsWith("&sslrootcert=/etc/tocsin/database/ca.pem");
        assertThat(verified.tocsin().getContainers().get(0).getVolumeMounts()).last()
                .returns("/etc/tocsin/database", mount -> mount.getMountPath());
        assertThat(rendered("more").tocsin().getContainers().get(0).getEnv()).singleElement()
                .returns("ORDERS_WEBHOOK_URL", variable -> variable.getName());
    }

    @Test
    void onTheJvmThePodIsWhatTheComponentMakesIt() throws Exception {
        assumeTrue(Rendered.isKubectlThere(), "there is no kubectl");
        Container charted = rendered("jvm").tocsin().getContainers().get(0);
        Container kustomized = KustomizationsTest.production("jvm").tocsin().getContainers().get(0);

        assertThat(charted.getImage()).isEqualTo(rendered("usual").tocsin().getContainers().get(0).getImage() + "-jvm");
        assertThat(charted.getArgs()).isEqualTo(kustomized.getArgs());
        assertThat(charted.getResources()).isEqualTo(kustomized.getResources());
    }

    @ParameterizedTest
    @CsvSource({ "no-host, host", "no-database, database", "url-as-host, host", "latest, tag", "misspelt, replica",
            "password, url", "secret, TOCSIN_SECRETS_KEY", "no-gateway, parentRefs",
            "format-twice, TOCSIN_LOG_FORMAT", "no-format, logFormat", "no-network, healthChecksFrom",
            "egress-to-all, egress", "console-without-host, host", "console-without-gateway, parentRefs",
            "console-in-public, console.host", "console-twice, TOCSIN_CONSOLE_URL",
            "jvm-in-little, memory" })
    void valuesThatCannotBeRightAreRefusedByName(String values, String names) throws IOException {
        assertThat(folder.resolve(values + ".error")).as("rendered").exists().content().contains(names);
    }

    private static Rendered rendered(String values) throws IOException {
        Path error = folder.resolve(values + ".error");
        assertThat(Files.exists(error) ? Files.readString(error) : "").as("what Helm says of " + values).isEmpty();
        return Rendered.of(Files.readString(folder.resolve(values + ".yaml")));
    }

    private static Map<String, JsonNode> meaningsButSettings(Rendered rendered) {
        Map<String, JsonNode> meanings = meanings(rendered);
        assertThat(meanings.remove("ConfigMap tocsin")).isNotNull();
        return meanings;
    }

    /** By kind and name: all but what says which tool made it. */
    private static Map<String, JsonNode> meanings(Rendered rendered) {
        String settings = rendered.all().stream().filter(one -> one.getKind().equals("ConfigMap")).findFirst().orElseThrow()
                .getMetadata().getName();
        Map<String, JsonNode> meanings = new TreeMap<>();
        for (HasMetadata one : rendered.all()) {
            String text = JSON.valueToTree(one).toString().replace('"' + settings + '"', "\"tocsin\"");
            meanings.put(one.getKind() + " " + (one.getKind().equals("ConfigMap") ? "tocsin" : one.getMetadata().getName()),
                    meaning(text));
        }
        return meanings;
    }

    private static JsonNode meaning(String json) {
        try {
            return sorted(JSON.readTree(json));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> {
                if (!OF_THE_TOOL.contains(member.getKey()) && !isEmpty(member.getValue())) {
                    members.put(member.getKey(), sorted(member.getValue()));
                }
            });
            ObjectNode sorted = JSON.createObjectNode();
            new LinkedHashMap<>(members).forEach(sorted::set);
            return sorted;
        }
        return node.isArray()
                ? Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(node::get).map(HelmChartTest::sorted)
                        .collect(Collectors.collectingAndThen(Collectors.toList(),
                                all -> JSON.createArrayNode().addAll(all)))
                : node;
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull() || node.isContainerNode() && node.isEmpty();
    }

    private static final List<String> OF_THE_TOOL = List.of("app.kubernetes.io/instance", "app.kubernetes.io/managed-by",
            "app.kubernetes.io/version", "helm.sh/chart", "checksum/settings");
}
