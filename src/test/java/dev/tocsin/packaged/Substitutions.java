package dev.tocsin.packaged;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * The substitutions of GraalVM in an application: classes that take the place of others, or of parts of them, in its
 * native executable. It does not link if the originals are not there; this tells so without a linker. Conditions are
 * asked on the Java that this runs on. Those that only a linker can answer count as met.
 */
final class Substitutions {

    private static final String PACKAGE = "com.oracle.svm.core.annotate.";
    private static final DotName TARGET_CLASS = DotName.createSimple(PACKAGE + "TargetClass");
    private static final DotName TARGET_ELEMENT = DotName.createSimple(PACKAGE + "TargetElement");
    private static final DotName PLATFORMS = DotName.createSimple("org.graalvm.nativeimage.Platforms");
    private static final List<DotName> OF_AN_ORIGINAL = Stream
            .of("Alias", "Substitute", "Delete", "KeepOriginal", "AnnotateOriginal")
            .map(name -> DotName.createSimple(PACKAGE + name)).toList();
    private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("(?<=L)[^;]+(?=;)");

    private final ApplicationClasses classes;
    private final List<ClassInfo> substitutions = new ArrayList<>();
    private final Map<String, String> originals = new HashMap<>();

    Substitutions(ApplicationClasses classes) throws IOException {
        this.classes = classes;
        for (AnnotationInstance annotation : classes.annotated(TARGET_CLASS).getAnnotations(TARGET_CLASS)) {
            ClassInfo substitution = annotation.target().asClass();
            String original = original(annotation);
            // Those for one operating system are none of another's, and only a linker knows for which it links.
            if (!substitution.hasDeclaredAnnotation(PLATFORMS) && applies(annotation, original)) {
                substitutions.add(substitution);
                originals.put(substitution.name().toString(), original);
            }
        }
    }

    int count() {
        return substitutions.size();
    }

    /** @return what is substituted and does not exist, in words */
    List<String> faults() {
        return substitutions.stream().flatMap(this::faults).sorted().toList();
    }

    private Stream<String> faults(ClassInfo substitution) {
        String name = originals.get(substitution.name().toString());
        Optional<ClassInfo> original = classes.named(name);
        if (original.isEmpty()) {
            return Stream.of("%s substitutes the class %s, which does not exist".formatted(substitution.name(), name));
        }
        Stream<String> fields = substitution.fields().stream().filter(this::hasAnOriginal)
                .filter(field -> !has(original.get(), field)).map(field -> "field " + field.name());
        Stream<String> methods = substitution.methods().stream().filter(this::hasAnOriginal)
                .filter(method -> !has(original.get(), method)).map(method -> "method " + signature(method));
        return Stream.concat(fields, methods)
                .map(part -> "%s substitutes the %s, which %s does not have".formatted(substitution.name(), part, name));
    }

    /** A field may be one of a superclass, a method may not. */
    private boolean has(ClassInfo original, FieldInfo field) {
        return original.field(nameOf(field, field.name())) != null
                || classes.named(String.valueOf(original.superName())).filter(parent -> has(parent, field)).isPresent();
    }

    private boolean has(ClassInfo original, MethodInfo method) {
        return original.methods().stream().anyMatch(own -> (own.name() + own.descriptor()).equals(signature(method)));
    }

    /** In the signature the class of a substitution stands for the one that it substitutes. */
    private String signature(MethodInfo method) {
        return nameOf(method, method.name())
                + CLASS_IN_DESCRIPTOR.matcher(method.descriptor()).replaceAll(this::originalIn);
    }

    private String originalIn(MatchResult descriptor) {
        String name = descriptor.group().replace('/', '.');
        return Matcher.quoteReplacement(originals.getOrDefault(name, name).replace('.', '/'));
    }

    private static String nameOf(AnnotationTarget member, String itsOwn) {
        return Optional.ofNullable(member.declaredAnnotation(TARGET_ELEMENT)).flatMap(element -> text(element, "name"))
                .orElse(itsOwn);
    }

    private boolean hasAnOriginal(AnnotationTarget member) {
        AnnotationInstance element = member.declaredAnnotation(TARGET_ELEMENT);
        return OF_AN_ORIGINAL.stream().anyMatch(member::hasDeclaredAnnotation)
                && (element == null || applies(element, ""));
    }

    /** A classNameProvider cannot be asked without a linker; its name, which is no class, shows that there is one. */
    private static String original(AnnotationInstance targetClass) {
        String outer = text(targetClass, "className").or(() -> type(targetClass, "value"))
                .or(() -> type(targetClass, "classNameProvider").map(provider -> "that " + provider + " names"))
                .orElse("without a name");
        AnnotationValue inner = targetClass.value("innerClass");
        return Stream.concat(Stream.of(outer), Stream.of(inner == null ? new String[0] : inner.asStringArray()))
                .collect(joining("$"));
    }

    private static Optional<String> text(AnnotationInstance annotation, String member) {
        return Optional.ofNullable(annotation.value(member)).map(AnnotationValue::asString).filter(text -> !text.isEmpty());
    }

    private static Optional<String> type(AnnotationInstance annotation, String member) {
        return Optional.ofNullable(annotation.value(member)).map(value -> value.asClass().name().toString());
    }

    private boolean applies(AnnotationInstance annotation, String original) {
        AnnotationValue conditions = annotation.value("onlyWith");
        return conditions == null || Stream.of(conditions.asClassArray()).allMatch(condition -> met(condition, original));
    }

    private boolean met(Type condition, String original) {
        Object instance = classes.instance(condition.name().toString()).orElse(null);
        try {
            if (instance instanceof BooleanSupplier supplier) {
                return supplier.getAsBoolean();
            }
            if (instance instanceof Predicate<?>) {
                @SuppressWarnings("unchecked")
                Predicate<String> ofTheName = (Predicate<String>) instance;
                return ofTheName.test(original);
            }
            return true;
        } catch (LinkageError | RuntimeException onlyALinkerKnows) {
            return true;
        }
    }
}
