package dev.tocsin.declaration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.configuration.declared.Declarations;
import dev.tocsin.declaration.DeclarationReader.Absent;
import dev.tocsin.problem.StrictJson;

/** The file that {@code tocsin.configurations-file} names, read anew each time. Everything here may block. */
@Singleton
final class MountedFile {

    private static final int LARGEST = 3 * 1024 * 1024;

    private final Optional<Path> path;
    private final StrictJson json;
    private final Declarations declarations;

    /** What it referred to when it was read last. */
    private volatile Set<SecretReferences.Reference> references = Set.of();

    MountedFile(@ConfigProperty(name = "tocsin.configurations-file") Optional<Path> path, StrictJson json,
            Declarations declarations) {
        this.path = path.map(Path::toAbsolutePath);
        this.json = json;
        this.declarations = declarations;
    }

    /** Empty if no file is configured. */
    Optional<String> name() {
        return path.map(Path::toString);
    }

    /** @throws IOException if it cannot be read, or is too large */
    FileReading read(Absent absent) throws IOException {
        Path file = path.orElseThrow();
        if (Files.size(file) > LARGEST) {
            throw new IOException("it has more than " + LARGEST + " bytes");
        }
        FileReading reading = DeclarationReader.read(Files.readAllBytes(file), declarations.lists(), json,
                SecretReferences.ofTheOperator(System::getenv, file.getParent()), absent);
        references = reading.references();
        return reading;
    }

    /** Another one, that came with a request and may refer to less. */
    FileReading readInstead(byte[] text) {
        return DeclarationReader.read(text, declarations.lists(), json,
                SecretReferences.ofARequest(System::getenv, path.map(Path::getParent), references), Absent.TO_SUPPLY);
    }
}
