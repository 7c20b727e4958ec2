package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.door.DoorConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.smallrye.config.WithDefault;

/** How a pod runs, is watched and ends. */
class KubernetesDeploymentTest {

    /** The longest a send to a chat may take; those under way at the shutdown are waited for. */
    private static final Duration SEND = Duration.ofSeconds(12);
    private static final Duration LAST_LOG_ENTRIES = Duration.ofSeconds(3);

    private final Manifests manifests = new Manifests(Path.of("kubernetes"));
    private final Deployment deployment = manifests.read("base/deployment.yaml", Deployment.class);
    private final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().get(0);
    private final Map<String, String> application = Manifests.properties(Path.of("src/main/resources/application.properties"));

    @Test
    void theProbesAskTheManagementPort() {
        assertThat(container.getPorts()).extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(tuple("http", 8080), tuple("management", 9000));
        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .extracting(Probe::getHttpGet)
                .extracting(get -> get.getPath(), get -> get.getPort().getStrVal())
                .containsExactly(tuple("/q/health/started", "management"), tuple("/q/health/live", "management"),
                        tuple("/q/health/ready", "management"));
        assertThat(application).containsEntry("quarkus.management.enabled", "true")
                .doesNotContainKeys("quarkus.management.port", "quarkus.http.port", "quarkus.management.root-path");
    }

    @Test
    void thePodFitsTheRestrictedPodSecurityStandard() {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getContainers()).hasSize(1);
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(container.getSecurityContext().getRunAsUser()).isNull();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getPorts()).extracting(ContainerPort::getHostPort).containsOnlyNulls();
        assertThat(pod.getVolumes()).singleElement().extracting(Volume::getEmptyDir).isNotNull();
        assertThat(pod).returns(null, PodSpec::getHostNetwork).returns(null, PodSpec::getHostPID)
                .returns(null, PodSpec::getHostIPC);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void theImageRunsAsTheUserThatThePodNames(String dockerfile) throws IOException {
        List<String> image = Files.readAllLines(Path.of(dockerfile));

        assertThat(image.stream().filter(line -> line.startsWith("USER ")).reduce((first, last) -> last))
                .contains("USER " + pod.getSecurityContext().getRunAsUser());
        assertThat(image).contains("EXPOSE 8080 9000");
    }

    @Test
    void thePodHasNoWayIntoTheKubernetesApi() {
        ServiceAccount account = manifests.read("base/serviceaccount.yaml", ServiceAccount.class);

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName()).isEqualTo(account.getMetadata().getName());
    }

    @Test
    void servicesDoNotTurnUpAsSettings() {
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @Test
    void shuttingDownHasTheTimeThatItTakes() throws ReflectiveOperationException {
        Duration preStop = Duration.ofSeconds(container.getLifecycle().getPreStop().getSleep().getSeconds());
        Duration shutdown = Duration.parse("PT" + application.get("quarkus.shutdown.timeout"));
        Duration connections = Duration.parse(
                "PT" + DoorConfig.class.getMethod("farewell").getAnnotation(WithDefault.class).value());

        assertThat(preStop).isPositive();
        assertThat(connections).as("they end while what is sent does").isLessThan(SEND);
        assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
                .isGreaterThan(preStop.plus(shutdown).plus(SEND).plus(LAST_LOG_ENTRIES));
    }

    @Test
    void aRolloutTakesNoReplicaAwayBeforeItsSuccessorIsReady() {
        assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
        assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal()).isPositive();
    }

    @Test
    void theHeapLeavesTheRestOfTheProcessHalfOfTheMemory() {
        BigDecimal limit = Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"));
        String heap = container.getArgs().stream().filter(argument -> argument.startsWith("-Xmx")).findFirst()
                .orElseThrow().replaceFirst("-Xmx(\\d+)m", "$1Mi");

        assertThat(Quantity.getAmountInBytes(new Quantity(heap)).multiply(BigDecimal.valueOf(2)))
                .isLessThanOrEqualTo(limit);
        assertThat(container.getResources().getLimits()).doesNotContainKey("cpu");
    }
}
