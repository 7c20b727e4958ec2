package dev.tocsin.packaged;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponses;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * The types of Tocsin's own that Jackson reads and writes: bodies and answers of the API and of REST clients, what is bound by
 * name in the code, and whatever is a member of one of these.
 */
final class BoundTypes {

    private static final Set<String> BINDING = Set.of("bind", "readValue", "treeToValue", "convertValue", "readerFor",
            "writerFor", "snapshot");

    /** By name, with where each was found. */
    private final Map<String, String> found = new TreeMap<>();

    static Map<String, String> of(Path classes) throws IOException, ReflectiveOperationException {
        BoundTypes types = new BoundTypes();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replaceAll("[/\\\\]", ".").replaceAll("\\.class$", "");
                types.addServed(Class.forName(name, false, BoundTypes.class.getClassLoader()));
            }
        }
        types.addNamed(read(classes));
        return types.found;
    }

    /** Whatever else they use would be read out of the jars, which takes ten seconds. */
    private static JavaClasses read(Path classes) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPath(classes);
        });
    }

    /** What resources and REST clients take and give. */
    private void addServed(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (Arrays.stream(method.getAnnotations())
                    .noneMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class))) {
                continue;
            }
            String where = type.getSimpleName() + "." + method.getName();
            add(method.getGenericReturnType(), where);
            Arrays.stream(method.getParameters()).filter(BoundTypes::isBody)
                    .forEach(body -> add(body.getParameterizedType(), where));
            answers(method).flatMap(answer -> Arrays.stream(answer.content())).map(content -> content.schema())
                    .forEach(schema -> addSchema(schema, where));
        }
    }

    private static boolean isBody(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .noneMatch(one -> one.annotationType().getSimpleName().matches(".*(Param|Context|Path|Query|Header)"));
    }

    private static Stream<APIResponse> answers(Method method) {
        APIResponses several = method.getAnnotation(APIResponses.class);
        return Stream.concat(Stream.of(method.getAnnotationsByType(APIResponse.class)),
                several == null ? Stream.empty() : Stream.of(several.value()));
    }

    private void addSchema(Schema schema, String where) {
        if (schema.implementation() != Void.class) {
            add(schema.implementation(), where);
        }
    }

    private void addNamed(JavaClasses classes) {
        classes.stream().flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getMethodCallsFromSelf().stream().anyMatch(call -> BINDING.contains(call.getName())))
                .forEach(this::addLiterals);
    }

    private void addLiterals(JavaCodeUnit unit) {
        unit.getReferencedClassObjects().forEach(literal -> add(literal.getRawType().reflect(),
                unit.getOwner().getSimpleName() + "." + unit.getName()));
    }

    private void add(Type type, String where) {
        if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), where);
            Arrays.stream(generic.getActualTypeArguments()).forEach(part -> add(part, where));
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(part -> add(part, where));
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType(), where);
        } else if (type instanceof Class<?> one && one.isArray()) {
            add(one.getComponentType(), where);
        } else if (type instanceof Class<?> one && isOurs(one) && found.putIfAbsent(one.getName(), where) == null) {
            addMembers(one);
        }
    }

    /** Constants of an enum are known natively without further ado. */
    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("dev.tocsin.") && !type.isEnum() && !type.isAnnotation() && !type.isInterface()
                || type.isAnnotationPresent(JsonSubTypes.class);
    }

    private void addMembers(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                add(field.getGenericType(), type.getSimpleName());
            }
        }
        if (type.getSuperclass() != null) {
            add(type.getGenericSuperclass(), type.getSimpleName());
        }
        JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
        if (subTypes != null) {
            Arrays.stream(subTypes.value()).forEach(one -> add(one.value(), type.getSimpleName()));
        }
    }
}
