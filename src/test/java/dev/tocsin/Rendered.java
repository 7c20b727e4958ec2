package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;

/** What would be applied to a cluster, read strictly, and what has to be true of it whatever made it. */
record Rendered(List<HasMetadata> all) {

    static Rendered of(String yaml) {
        return new Rendered(Manifests.parseAll(yaml).stream().map(HasMetadata.class::cast).toList());
    }

    static boolean isKubectlThere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    static Rendered kustomize(Path folder) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kubectl", ".log");
        Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(errors.toFile()).start();
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(errors);
        Files.delete(errors);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).as("warnings").isEmpty();
        return of(yaml);
    }

    <T extends HasMetadata> List<T> each(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T only(Class<T> type) {
        assertThat(each(type)).as(type.getSimpleName()).hasSize(1);
        return each(type).get(0);
    }

    PodSpec tocsin() {
        return only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    /** The settings that the pods get from the ConfigMap that they name. */
    Map<String, String> settings() {
        ConfigMap settings = only(ConfigMap.class);
        assertThat(tocsin().getContainers().get(0).getEnvFrom().get(0).getConfigMapRef().getName())
                .isEqualTo(settings.getMetadata().getName());
        return settings.getData();
    }

    void keepsItsPromises() {
        pods().forEach(Rendered::isRestricted);
        pods().flatMap(pod -> pod.getContainers().stream()).forEach(Rendered::hasAPinnedImage);
        exposesOnlyWhatAwsAndSlackMustReach();
        assertThat(each(Service.class)).allMatch(service -> service.getSpec().getType() == null);
        assertThat(settings().keySet()).noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|KEY)"));
        assertThat(all.stream().map(HasMetadata::getKind)).doesNotContain("Secret");
    }

    private Stream<PodSpec> pods() {
        return Stream.concat(each(Deployment.class).stream().map(one -> one.getSpec().getTemplate().getSpec()),
                each(StatefulSet.class).stream().map(one -> one.getSpec().getTemplate().getSpec()));
    }

    /** By the restricted Pod Security Standard, and a root file system that cannot be written to. */
    private static void isRestricted(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod).returns(null, PodSpec::getHostNetwork).returns(null, PodSpec::getHostPID)
                .returns(null, PodSpec::getHostIPC);
        assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getContainers()).hasSize(1).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
            assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
            assertThat(container.getResources().getLimits()).containsKey("memory").doesNotContainKey("cpu");
        });
    }

    private static void hasAPinnedImage(Container container) {
        assertThat(container.getImage()).matches(".+:[0-9]+\\.[0-9].*");
    }

    private void exposesOnlyWhatAwsAndSlackMustReach() {
        String publicHost = settings().getOrDefault("TOCSIN_PUBLIC_URL", "").replace("https://", "");
        each(Ingress.class).stream().filter(Rendered::isTheConsoles).forEach(ingress -> {
            assertThat(ingress.getSpec().getDefaultBackend()).isNull();
            assertThat(ingress.getSpec().getRules()).singleElement().satisfies(rule -> {
                assertThat(rule.getHost()).isNotBlank().isNotEqualTo(publicHost);
                assertThat(rule.getHttp().getPaths()).extracting(path -> path.getPath(), path -> path.getPathType())
                        .containsExactlyInAnyOrder(tuple("/console", "Prefix"), tuple("/", "Exact"),
                                tuple("/openapi", "Exact"));
            });
        });
        each(HTTPRoute.class).stream().filter(Rendered::isTheConsoles).forEach(route -> {
            assertThat(route.getSpec().getHostnames()).singleElement().isNotEqualTo(publicHost);
            assertThat(route.getSpec().getRules()).singleElement()
                    .satisfies(rule -> assertThat(rule.getMatches())
                            .extracting(match -> match.getPath().getValue(), match -> match.getPath().getType())
                            .containsExactlyInAnyOrder(tuple("/console", "PathPrefix"), tuple("/", "Exact"),
                                    tuple("/openapi", "Exact")));
        });
        each(Ingress.class).stream().filter(ingress -> !isTheConsoles(ingress)).forEach(ingress -> {
            assertThat(ingress.getSpec().getDefaultBackend()).isNull();
            assertThat(ingress.getSpec().getRules()).hasSize(1);
            assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths())
                    .extracting(path -> path.getPath(), path -> path.getPathType())
                    .containsExactlyInAnyOrder(tuple("/sns", "Exact"), tuple("/slack", "Prefix"));
        });
        each(HTTPRoute.class).stream().filter(route -> !isTheConsoles(route)).forEach(route -> {
            assertThat(route.getSpec().getHostnames()).hasSize(1);
            assertThat(route.getSpec().getRules()).hasSize(1);
            assertThat(route.getSpec().getRules().get(0).getMatches())
                    .extracting(match -> match.getPath().getValue(), match -> match.getPath().getType())
                    .containsExactlyInAnyOrder(tuple("/sns", "Exact"), tuple("/slack", "PathPrefix"));
            assertThat(route.getSpec().getRules().get(0).getBackendRefs()).singleElement()
                    .returns(8080, backend -> backend.getPort());
        });
    }

    /** Not for the internet, and so at another host than the public one. */
    private static boolean isTheConsoles(HasMetadata way) {
        return way.getMetadata().getName().endsWith("-console");
    }
}
