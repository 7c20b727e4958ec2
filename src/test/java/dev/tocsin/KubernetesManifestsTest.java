package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** What the manifests say between them: what is public, what finds what, and where the settings come from. */
class KubernetesManifestsTest {

    static final Manifests MANIFESTS = new Manifests(Path.of("kubernetes"));
    static final Set<String> NAMES = MANIFESTS.names();

    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final Set<String> NO_RESOURCES = Set.of("secret.example.yaml");
    /** Gateways mostly stand in a namespace of their own. */
    private static final Set<String> OF_ANOTHER_NAMESPACE = Set.of("components/gateway/httproute.yaml",
            "components/console/httproute.yaml");
    private static final Set<String> SETTINGS = Set.of("tocsin.public-url", "tocsin.sns.max-age",
            "tocsin.sns.signing-certificates", "tocsin.slack.webhook-origins", "tocsin.slack.api-url",
            "tocsin.chime.webhook-origins", "tocsin.log.format", "quarkus.datasource.reactive.url");
    private static final Set<String> SECRET_SETTINGS = Set.of("tocsin.secrets.key", "tocsin.api.admin-token",
            "quarkus.datasource.username", "quarkus.datasource.password");

    private final Kustomization kustomization = MANIFESTS.read("overlays/production/kustomization.yaml", Kustomization.class);
    private final Deployment deployment = MANIFESTS.read("base/deployment.yaml", Deployment.class);
    private final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().get(0);
    private final Service service = MANIFESTS.read("base/service.yaml", Service.class);
    private final Service management = MANIFESTS.read("base/management-service.yaml", Service.class);
    private final Ingress ingress = MANIFESTS.read("overlays/production/ingress.yaml", Ingress.class);
    private final NetworkPolicy network = MANIFESTS.read("overlays/production/networkpolicy.yaml", NetworkPolicy.class);
    private final Map<String, String> settings = Manifests
            .properties(Path.of("kubernetes", "overlays", "production", "settings.env"));

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyFieldIsOneThatKubernetesKnows(String name) {
        assertThatCode(() -> Manifests.parse(MANIFESTS.text(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
            "readinessProbe,        readynessProbe,         Unrecognized field \"readynessProbe\"",
            "whenUnsatisfiable,     whenUnsatisfyable,      Unrecognized field \"whenUnsatisfyable\"",
            "seconds: 5,            second: 5,              Unrecognized field \"second\"",
            "replicas: 2,           replicas: two,          'from String \"two\"'",
            "'\"9000\"',            9000,                   Cannot coerce Integer value (9000)",
            "'replicas: 2',         'replicas: 2\n  replicas: 3', Duplicate field 'replicas'",
            "kind: Deployment,      kind: Deploymnt,        apps/v1 Deploymnt",
            "apps/v1,               apps/v1beta1,           apps/v1beta1 Deployment" })
    void aMistakeInAManifestIsFound(String right, String wrong, String finding) {
        String manifest = MANIFESTS.text("base/deployment.yaml");
        assertThat(manifest).contains(right);

        assertThatThrownBy(() -> Manifests.parse(manifest.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(finding);
    }

    @Test
    void everyManifestIsListedByTheKustomizationBesideIt() {
        Set<String> listed = NAMES.stream().filter(name -> name.endsWith(KUSTOMIZATION))
                .flatMap(name -> MANIFESTS.read(name, Kustomization.class).getResources().stream()
                        .filter(resource -> resource.endsWith(".yaml")).map(resource -> name.replace(KUSTOMIZATION, resource)))
                .collect(Collectors.toSet());

        assertThat(NAMES).filteredOn(name -> !name.endsWith(KUSTOMIZATION) && !NO_RESOURCES.contains(name))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void everyComponentIsOfferedByTheOverlayForProduction() {
        List<String> offered = MANIFESTS.text("overlays/production/kustomization.yaml").lines()
                .filter(line -> line.startsWith("#   - ../../components/")).map(line -> line.substring("#   - ../../".length()))
                .toList();

        assertThat(
                NAMES.stream().filter(name -> name.startsWith("components/")).map(name -> Path.of(name).getParent().toString())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(offered);
    }

    @Test
    void theNamespaceIsTheReadersChoice() {
        assertThat(NAMES).filteredOn(name -> !OF_ANOTHER_NAMESPACE.contains(name))
                .noneMatch(name -> MANIFESTS.text(name).lines()
                        .anyMatch(line -> line.strip().startsWith("namespace:")));
    }

    @Test
    void onlyWhatAwsAndSlackMustReachIsPublic() {
        assertThat(ingress.getSpec().getDefaultBackend()).isNull();
        assertThat(ingress.getSpec().getRules()).singleElement()
                .extracting(rule -> rule.getHttp().getPaths()).asInstanceOf(list(HTTPIngressPath.class))
                .extracting(path -> path.getPath(), path -> path.getPathType(),
                        path -> path.getBackend().getService().getName(),
                        path -> path.getBackend().getService().getPort().getName())
                .containsExactlyInAnyOrder(tuple("/sns", "Exact", "tocsin", "http"),
                        tuple("/slack", "Prefix", "tocsin", "http"));
    }

    @Test
    void thePublicServiceLeavesTheManagementPortOut() {
        assertThat(service.getMetadata().getName()).isEqualTo("tocsin");
        assertThat(service.getSpec().getPorts()).singleElement()
                .returns("http", port -> port.getName())
                .returns(8080, port -> port.getPort())
                .returns("http", port -> port.getTargetPort().getStrVal());
        assertThat(service.getSpec().getType()).isNull();
        assertThat(management.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(management.getSpec().getPorts()).singleElement()
                .returns(9000, port -> port.getPort())
                .returns("management", port -> port.getTargetPort().getStrVal());
    }

    @Test
    void theIngressServesTheHostThatWeSayIsOurs() {
        String host = URI.create(settings.get("TOCSIN_PUBLIC_URL")).getHost();

        assertThat(settings.get("TOCSIN_PUBLIC_URL")).startsWith("https://");
        assertThat(ingress.getSpec().getRules().get(0).getHost()).isEqualTo(host);
        assertThat(ingress.getSpec().getTls()).singleElement().returns(List.of(host), tls -> tls.getHosts());
    }

    @Test
    void everySelectorFindsThePods() {
        Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
        PodDisruptionBudget budget = MANIFESTS.read("overlays/production/poddisruptionbudget.yaml", PodDisruptionBudget.class);

        assertThat(labels).isNotEmpty();
        assertThat(List.of(deployment.getSpec().getSelector().getMatchLabels(), service.getSpec().getSelector(),
                management.getSpec().getSelector(), budget.getSpec().getSelector().getMatchLabels(),
                network.getSpec().getPodSelector().getMatchLabels())).containsOnly(labels);
        assertThat(pod.getTopologySpreadConstraints()).isNotEmpty()
                .allMatch(spread -> spread.getLabelSelector().getMatchLabels().equals(labels));
    }

    @Test
    void theNetworkIsOpenAsFarAsNeeded() {
        assertThat(network.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(network.getSpec().getIngress()).flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getProtocol(), port -> port.getPort().getIntVal())
                .containsExactlyInAnyOrder(tuple("TCP", 8080), tuple("TCP", 9000));
        assertThat(network.getSpec().getEgress()).flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getProtocol(), port -> port.getPort().getIntVal())
                .containsExactlyInAnyOrder(tuple("UDP", 53), tuple("TCP", 53), tuple("TCP", 443), tuple("TCP", 5432));
    }

    @Test
    void thePodTakesItsSettingsFromTheConfigMapAndTheSecret() {
        assertThat(container.getEnv()).isEmpty();
        assertThat(container.getEnvFrom()).hasSize(2);
        assertThat(kustomization.getConfigMapGenerator()).singleElement()
                .returns(container.getEnvFrom().get(0).getConfigMapRef().getName(), generator -> generator.getName())
                .returns(List.of("settings.env"), generator -> generator.getEnvs());
        assertThat(container.getEnvFrom().get(1).getSecretRef().getName()).isEqualTo(exampleSecret().getMetadata().getName());
        assertThat(container.getEnvFrom().get(1).getSecretRef().getOptional()).isNull();
    }

    @Test
    void everySettingIsOneThatTocsinReads() {
        assertThat(settings.keySet()).isNotEmpty()
                .isSubsetOf(SETTINGS.stream().map(KubernetesManifestsTest::variable).toList());
        assertThat(exampleSecret().getStringData().keySet())
                .containsExactlyInAnyOrderElementsOf(SECRET_SETTINGS.stream().map(KubernetesManifestsTest::variable).toList());
    }

    @Test
    void noSecretIsWrittenDown() {
        assertThat(exampleSecret().getStringData().values()).allMatch(value -> value.startsWith("<") && value.endsWith(">"));
        assertThat(exampleSecret().getData()).isEmpty();
        assertThat(kustomization.getSecretGenerator()).isEmpty();
        assertThat(NAMES).filteredOn(name -> !NO_RESOURCES.contains(name))
                .noneMatch(name -> Manifests.parse(MANIFESTS.text(name)) instanceof Secret);
        assertThat(URI.create(settings.get("QUARKUS_DATASOURCE_REACTIVE_URL")).getUserInfo()).isNull();
    }

    private static Secret exampleSecret() {
        return MANIFESTS.read("secret.example.yaml", Secret.class);
    }

    /** The environment variable of a property, by the rule of MicroProfile Config. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
