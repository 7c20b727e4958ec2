package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;

/** What kubectl makes of the overlays, alone and with each component. */
@Tag("long")
@EnabledIf(value = "dev.tocsin.Rendered#isKubectlThere", disabledReason = "there is no kubectl")
class KustomizationsTest {

    private static final Path KUBERNETES = Path.of("kubernetes");

    @Test
    void theFolderItselfIsTheOverlayForProduction() throws Exception {
        Rendered production = production();

        assertThat(Rendered.kustomize(KUBERNETES)).isEqualTo(production);
        production.keepsItsPromises();
        assertThat(production.all()).extracting(HasMetadata::getKind).containsExactlyInAnyOrder("ServiceAccount", "ConfigMap",
                "Service", "Service", "Deployment", "PodDisruptionBudget", "HorizontalPodAutoscaler", "Ingress",
                "NetworkPolicy");
    }

    @Test
    void inProductionAReplicaMayAlwaysBeMissingAndTheirNumberIsTheAutoscalers() throws Exception {
        Rendered production = production();
        HorizontalPodAutoscaler scaler = production.only(HorizontalPodAutoscaler.class);

        assertThat(production.only(Deployment.class).getSpec().getReplicas()).isNull();
        assertThat(scaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(production.only(Deployment.class).getMetadata().getName());
        assertThat(scaler.getSpec().getMinReplicas()).isGreaterThan(production.only(PodDisruptionBudget.class).getSpec()
                .getMaxUnavailable().getIntVal());
        assertThat(production.tocsin().getTopologySpreadConstraints()).hasSize(2);
    }

    @Test
    void theMinimalOverlayIsOneReplicaWithADatabaseThatSaysWhatItIsFor() throws Exception {
        Rendered minimal = Rendered.kustomize(KUBERNETES.resolve("overlays/minimal"));

        minimal.keepsItsPromises();
        assertThat(minimal.only(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
        assertThat(minimal.each(Ingress.class)).isEmpty();
        String database = minimal.only(StatefulSet.class).getSpec().getServiceName();
        assertThat(minimal.settings()).containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://" + database + ":5432/tocsin");
        assertThat(minimal.only(StatefulSet.class).getSpec().getTemplate().getSpec().getContainers().get(0).getEnv())
                .filteredOn(variable -> variable.getValueFrom() != null)
                .allMatch(variable -> variable.getValueFrom().getSecretKeyRef().getName().equals("tocsin"));
        assertThat(Files.readString(KUBERNETES.resolve("overlays/minimal/postgres.yaml"))).contains("FOR TRYING TOCSIN ONLY");
    }

    @ParameterizedTest
    @ValueSource(strings = { "gateway", "pod-monitor", "pod-identity", "irsa", "external-secrets", "database-certificate",
            "cloudnative-pg", "scale-by-age", "jvm", "console" })
    void everyComponentFitsAndBreaksNoPromise(String component) throws Exception {
        Rendered with = production(component);

        with.keepsItsPromises();
        assertThat(with).isNotEqualTo(production());
    }

    @Test
    void componentsGoTogether() throws Exception {
        Rendered with = production("gateway", "pod-monitor", "pod-identity", "external-secrets", "cloudnative-pg",
                "scale-by-age");

        with.keepsItsPromises();
        assertThat(with.all()).extracting(HasMetadata::getKind).contains("HTTPRoute", "PodMonitor", "Cluster", "ExternalSecret")
                .doesNotContain("Ingress");
        assertThat(with.each(NetworkPolicy.class)).hasSize(2).extracting(policy -> policy.getSpec().getPodSelector())
                .containsOnly(with.each(NetworkPolicy.class).get(0).getSpec().getPodSelector());
        assertThat(with.only(HorizontalPodAutoscaler.class).getSpec().getMetrics()).extracting(metric -> metric.getType())
                .containsExactly("Resource", "External");
    }

    @Test
    void onTheJvmThereIsMoreMemoryBesideTheHeap() throws Exception {
        Container container = production("jvm").tocsin().getContainers().get(0);

        assertThat(container.getArgs()).containsExactly("-Xmx192m", "-XX:+ExitOnOutOfMemoryError");
        assertThat(container.getResources().getLimits().get("memory")).hasToString("512Mi");
        assertThat(container.getResources().getRequests()).containsKey("cpu");
        assertThat(container.getResources().getRequests().get("memory")).hasToString("320Mi");
    }

    @Test
    void theOverlaysThatThePageShowsLeaveNothingOfTheExamples() throws Exception {
        Rendered gateway = shown("gateway");
        Rendered ingress = shown("ingress");
        Rendered console = shown("console");

        for (Rendered one : List.of(gateway, ingress, console)) {
            one.keepsItsPromises();
            assertThat(one.toString()).doesNotContain("example.com", "tocsin-tls", "123456789012");
        }
        assertThat(gateway.only(HTTPRoute.class).getSpec().getHostnames()).containsExactly("tocsin.acme.example");
        assertThat(ingress.only(Ingress.class).getSpec().getTls().get(0).getHosts()).containsExactly("tocsin.acme.example");
        assertThat(ingress.only(ServiceAccount.class).getMetadata().getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/tocsin");
    }

    @Test
    void theOverlayForAnAlbMeansWhatTheChartMeans() throws Exception {
        Rendered alb = shown("alb");

        alb.keepsItsPromises();
        assertThat(alb.only(Ingress.class).getSpec().getIngressClassName()).isEqualTo("alb");
        assertThat(alb.only(Ingress.class).getSpec().getTls()).isEmpty();
        assertThat(alb.only(Ingress.class).getMetadata().getAnnotations())
                .containsEntry("alb.ingress.kubernetes.io/healthcheck-port", "9000")
                .containsEntry("alb.ingress.kubernetes.io/healthcheck-path", "/q/health/ready");
        assertThat(alb.only(NetworkPolicy.class).getSpec().getIngress().get(1).getFrom()).hasSize(2).last()
                .returns("10.0.0.0/16", from -> from.getIpBlock().getCidr());
        assertThat(alb.tocsin().getTerminationGracePeriodSeconds()
                - alb.tocsin().getContainers().get(0).getLifecycle().getPreStop().getSleep().getSeconds())
                .isEqualTo(production().tocsin().getTerminationGracePeriodSeconds()
                        - production().tocsin().getContainers().get(0).getLifecycle().getPreStop().getSleep().getSeconds());
    }

    /** As the page has it, beside a copy of the project that is named as there. */
    private static Rendered shown(String name) throws IOException, InterruptedException {
        Matcher overlay = Pattern.compile("^```yaml\n# kustomization\\.yaml: " + name + "\\b.*?\n(.*?)^```$",
                Pattern.MULTILINE | Pattern.DOTALL).matcher(Files.readString(KUBERNETES.resolve("README.md")));
        assertThat(overlay.find()).as(name).isTrue();
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "kustomizations")), "shown");
        Path up = folder.toAbsolutePath().relativize(KUBERNETES.toAbsolutePath());
        Files.writeString(folder.resolve("kustomization.yaml"),
                overlay.group(1).replace("../tocsin/kubernetes", up.toString()));
        return Rendered.kustomize(folder);
    }

    @Test
    void theRouteStandsInForTheIngress() throws Exception {
        Rendered with = production("gateway");

        assertThat(with.each(Ingress.class)).isEmpty();
        assertThat(with.settings()).containsEntry("TOCSIN_PUBLIC_URL",
                "https://" + with.only(HTTPRoute.class).getSpec().getHostnames().get(0));
    }

    @Test
    void theConsoleHasAHostAndAGatewayOfItsOwnBesideEitherPublicWay() throws Exception {
        Rendered beside = production("gateway", "console");

        beside.keepsItsPromises();
        assertThat(beside.each(HTTPRoute.class)).hasSize(2).extracting(route -> route.getSpec().getParentRefs().get(0))
                .doesNotHaveDuplicates();
        assertThat(production("console").each(Ingress.class)).isEqualTo(production().each(Ingress.class));
        assertThat(Files.readString(KUBERNETES.resolve("overlays/production/settings.env"))).contains("# TOCSIN_CONSOLE_URL="
                + "https://" + production("console").only(HTTPRoute.class).getSpec().getHostnames().get(0) + "\n");
        assertThat(shown("console").settings()).containsEntry("TOCSIN_CONSOLE_URL", shown("console").each(HTTPRoute.class)
                .stream().filter(route -> route.getMetadata().getName().equals("tocsin-console"))
                .map(route -> "https://" + route.getSpec().getHostnames().get(0)).findFirst().orElseThrow());
    }

    @Test
    void theMonitorScrapesTheManagementPortOnce() throws Exception {
        Rendered with = production("pod-monitor");

        assertThat(with.only(PodMonitor.class).getSpec().getPodMetricsEndpoints()).singleElement()
                .returns("management", endpoint -> endpoint.getPort()).returns("/q/metrics", endpoint -> endpoint.getPath());
        assertThat(with.only(Deployment.class).getSpec().getTemplate().getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(with.only(Deployment.class).getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(with.only(PodMonitor.class).getSpec().getSelector().getMatchLabels());
    }

    @Test
    void aRoleIsTheServiceAccounts() throws Exception {
        assertThat(production("irsa").only(ServiceAccount.class).getMetadata().getAnnotations())
                .containsKey("eks.amazonaws.com/role-arn");
    }

    @ParameterizedTest
    @ValueSource(strings = { "database-certificate", "cloudnative-pg" })
    void theAuthorityOfTheDatabaseIsMountedWhereTheUrlSaysAndNothingElseIs(String component) throws Exception {
        PodSpec pod = production(component).tocsin();

        assertThat(pod.getContainers().get(0).getVolumeMounts()).filteredOn(mount -> mount.getName().equals("database-ca"))
                .singleElement().returns("/etc/tocsin/database", mount -> mount.getMountPath())
                .returns(true, mount -> mount.getReadOnly());
        assertThat(pod.getVolumes()).filteredOn(volume -> volume.getName().equals("database-ca")).singleElement()
                .extracting(volume -> volume.getConfigMap() == null
                        ? volume.getSecret().getItems()
                        : volume.getConfigMap().getItems())
                .asInstanceOf(list(KeyToPath.class))
                .singleElement().returns("ca.pem", item -> item.getPath());
    }

    @Test
    void theOperatorsDatabaseIsVerifiedAndItsPasswordIsTheOperators() throws Exception {
        Rendered with = production("cloudnative-pg");

        assertThat(with.settings()).containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://tocsin-postgres-rw:5432/"
                + "tocsin?sslmode=verify-full&sslrootcert=/etc/tocsin/database/ca.pem").containsKey("TOCSIN_PUBLIC_URL");
        Map<String, String> keys = with.tocsin().getContainers().get(0).getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, variable -> variable.getValueFrom().getSecretKeyRef().getKey()));
        assertThat(keys).isEqualTo(
                Map.of("QUARKUS_DATASOURCE_USERNAME", "username", "QUARKUS_DATASOURCE_PASSWORD", "password"));
    }

    static Rendered production(String... components) throws IOException, InterruptedException {
        if (components.length == 0) {
            return Rendered.kustomize(KUBERNETES.resolve("overlays/production"));
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "kustomizations")), "with");
        Path up = folder.toAbsolutePath().relativize(KUBERNETES.toAbsolutePath());
        String lines = List.of(components).stream().map(name -> "- " + up + "/components/" + name + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("kustomization.yaml"), "resources:\n- " + up + "/overlays/production\ncomponents:\n"
                + lines);
        return Rendered.kustomize(folder);
    }
}
