package dev.tocsin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** Reads Kubernetes manifests as strictly as the API server with {@code fieldValidation=Strict}. */
final class Manifests {

    private static final Map<String, Class<? extends KubernetesResource>> TYPES = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "kustomize.config.k8s.io/v1beta1 Kustomization", Kustomization.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "v1 Secret", Secret.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class);

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
     * The names of all YAML files; {@code secret.yaml} is the reader's own and no part of the project. What is in {@code
     * monitoring} is Prometheus's, and MonitoringRulesTest's.
     */
    Set<String> names() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .filter(name -> !name.equals("secret.yaml") && !name.startsWith("monitoring/"))
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
        try (MappingIterator<JsonNode> documents = STRICT.readerFor(JsonNode.class).readValues(yaml)) {
            List<JsonNode> all = documents.readAll();
            if (all.size() != 1) {
                throw new IllegalArgumentException("one document a file, not " + all.size());
            }
            String kind = all.get(0).path("apiVersion").asText() + " " + all.get(0).path("kind").asText();
            Class<? extends KubernetesResource> type = TYPES.get(kind);
            if (type == null) {
                throw new IllegalArgumentException("not a kind that is known here: " + kind);
            }
            return STRICT.readValue(yaml, type);
        } catch (IOException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    /** The model keeps unknown fields as additional properties; here they have nowhere to go. */
    private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
