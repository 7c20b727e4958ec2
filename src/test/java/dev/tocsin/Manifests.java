package dev.tocsin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;

/** Reads Kubernetes manifests as strictly as the API server with {@code fieldValidation=Strict}. */
final class Manifests {

    private static final Map<String, Class<? extends KubernetesResource>> TYPES = Map.ofEntries(
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
            Map.entry("kustomize.config.k8s.io/v1alpha1 Component", Kustomization.class),
            Map.entry("kustomize.config.k8s.io/v1beta1 Kustomization", Kustomization.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class));

    /** Of operators that publish no types for Java, so that only their form is looked at. */
    private static final Set<String> WITHOUT_TYPE = Set.of("external-secrets.io/v1 ExternalSecret",
            "postgresql.cnpg.io/v1 Cluster");

    private static final ObjectMapper LENIENT = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper STRICT = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutAnySetters())
            .withCoercionConfig(LogicalType.Textual, strings -> {
                for (CoercionInputShape shape : new CoercionInputShape[] { CoercionInputShape.Boolean,
                        CoercionInputShape.Integer, CoercionInputShape.Float }) {
                    strings.setCoercion(shape, CoercionAction.Fail);
                }
            })
            .build();

    private final Path folder;

    Manifests(Path folder) {
        this.folder = folder;
    }

    /**
     * The names of all YAML files that are manifests; {@code secret.yaml} is the reader's own and no part of the project, and
     * templates and rules of Prometheus are tested elsewhere.
     */
    Set<String> names() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .filter(name -> !name.equals("secret.yaml") && !name.startsWith("helm/") && !name.startsWith("monitoring/"))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    <T extends KubernetesResource> T read(String name, Class<T> type) {
        return type.cast(parse(text(name)));
    }

    /** The entries of a file in properties or env syntax. */
    static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** The one document in the text; an unknown kind, an unknown or doubled field or a value of a wrong type fails. */
    static KubernetesResource parse(String yaml) {
        List<KubernetesResource> all = parseAll(yaml);
        if (all.size() != 1) {
            throw new IllegalArgumentException("one document a file, not " + all.size());
        }
        return all.get(0);
    }

    /** All documents in the text, each as strictly as one. */
    static List<KubernetesResource> parseAll(String yaml) {
        List<KubernetesResource> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = STRICT.readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (!document.isNull()) {
                    all.add(resource(document));
                }
            }
            return all;
        } catch (IOException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    private static KubernetesResource resource(JsonNode document) throws IOException {
        String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
        if (WITHOUT_TYPE.contains(kind)) {
            return LENIENT.treeToValue(document, GenericKubernetesResource.class);
        }
        Class<? extends KubernetesResource> type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("not a kind that is known here: " + kind);
        }
        return STRICT.treeToValue(document, type);
    }

    /** The model keeps unknown fields as additional properties; here they have nowhere to go. */
    private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
