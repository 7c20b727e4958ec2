package dev.tocsin.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.problem.PlainText;
import dev.tocsin.problem.Quoted;
import dev.tocsin.secret.Secret;

/**
 * Finds the secrets that a file refers to: {@code {env: NAME}} an environment variable, {@code {file: path}} a file, relative
 * to the folder of the one that refers to it. A secret that stands in the file itself is refused: the file is made for
 * repositories and ConfigMaps, which everybody reads.
 *
 * <p>
 * The mounted file is the operator's, who may refer to anything. A file that comes with a request may be anybody's who has the
 * role for it, and the answer must not tell them which variables and files there are: it may refer to what the mounted file
 * refers to, to files in the mounted file's own folder, and to variables that bear the name that an export gives them, which
 * are there for nothing else. Anything else is not looked at and counts as supplied.
 */
final class SecretReferences {

    /** How the names begin that an export gives to variables. */
    static final String EXPORTED = "TOCSIN_SECRET_";

    private static final int LARGEST = 8 * 1024;
    private static final String FORMS = "must be {env: NAME} or {file: path}: secrets do not belong in this file";

    private final Function<String, String> environment;
    private final Optional<Path> folder;
    private final Predicate<Reference> trusted;

    private SecretReferences(Function<String, String> environment, Optional<Path> folder, Predicate<Reference> trusted) {
        this.environment = environment;
        this.folder = folder;
        this.trusted = trusted;
    }

    /** Of the file that the operator mounted in that folder. */
    static SecretReferences ofTheOperator(Function<String, String> environment, Path folder) {
        return new SecretReferences(environment, Optional.of(folder), reference -> true);
    }

    /**
     * Of a file that came with a request.
     *
     * @param folder where the mounted file is; empty if there is none
     * @param mounted what the mounted file refers to
     */
    static SecretReferences ofARequest(Function<String, String> environment, Optional<Path> folder, Set<Reference> mounted) {
        return new SecretReferences(environment, folder, reference -> mounted.contains(reference)
                || reference.kind().equals("env") && reference.name().startsWith(EXPORTED));
    }

    /** Where a secret is: {@code kind} is {@code env} or {@code file}. */
    record Reference(String kind, String name) {

        /** For people. */
        @Override
        public String toString() {
            return (kind.equals("env") ? "the environment variable " : "the file ") + Quoted.name(name);
        }
    }

    /** Says why there is no secret; the message goes on from the member's name. */
    static final class Unresolved extends Exception {

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    static Reference reference(JsonNode node) throws Unresolved {
        if (node.size() == 1 && node.isObject()) {
            for (String kind : List.of("env", "file")) {
                if (node.path(kind).isTextual() && PlainText.is(node.get(kind).textValue())) {
                    return new Reference(kind, node.get(kind).textValue());
                }
            }
        }
        throw new Unresolved(FORMS);
    }

    /** The secret; empty if it is not to be looked at. May block. */
    Optional<Secret> resolve(Reference reference) throws Unresolved {
        if (trusted.test(reference)) {
            return Optional.of(reference.kind().equals("env") ? ofEnvironment(reference) : ofFile(reference));
        }
        return reference.kind().equals("file") && isInTheFolder(reference.name())
                ? Optional.of(ofFile(reference))
                : Optional.empty();
    }

    /**
     * As it is written and where its links lead to. Kubernetes mounts files as links into a folder beside them. Of a link that
     * leads out of the folder, or nowhere, nothing is told.
     */
    private boolean isInTheFolder(String name) {
        try {
            if (folder.isEmpty()) {
                return false;
            }
            Path file = folder.get().resolve(name);
            if (!file.startsWith(folder.get()) || below(file).anyMatch(part -> part.toString().equals(".."))) {
                return false;
            }
            return Files.exists(file)
                    ? file.toRealPath().startsWith(folder.get().toRealPath())
                    : !hasLink(file);
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            return false;
        }
    }

    private Stream<Path> below(Path file) {
        return StreamSupport.stream(file.spliterator(), false).skip(folder.orElseThrow().getNameCount());
    }

    private boolean hasLink(Path file) {
        Path step = folder.orElseThrow();
        for (Path part : below(file).toList()) {
            step = step.resolve(part);
            if (Files.isSymbolicLink(step)) {
                return true;
            }
        }
        return false;
    }

    private Secret ofEnvironment(Reference reference) throws Unresolved {
        String value = environment.apply(reference.name());
        if (value == null || value.isBlank()) {
            throw new Unresolved("refers to " + reference + ", which is not set");
        }
        return Secret.of(value.strip());
    }

    /** One byte more than may be at most: what a file says of its size need not be so. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LARGEST + 1);
        }
    }

    private Secret ofFile(Reference reference) throws Unresolved {
        try {
            Path file = folder.orElseThrow().resolve(reference.name());
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new Unresolved("refers to " + Quoted.name(reference.name()) + ", which is no regular file");
            }
            byte[] bytes = read(file);
            if (bytes.length > LARGEST) {
                throw new Unresolved("refers to " + reference + ", which has more than " + LARGEST + " bytes");
            }
            String value = new String(bytes, StandardCharsets.UTF_8).strip();
            if (value.isEmpty()) {
                throw new Unresolved("refers to " + reference + ", which is empty");
            }
            return Secret.of(value);
        } catch (IOException | InvalidPathException unreadable) {
            throw new Unresolved("refers to " + reference + ", which cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
