package dev.tocsin.sns.signature;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.core.file.FileSystemException;
import io.vertx.mutiny.core.Vertx;

/** Certificates that the operator put into a folder, for clusters without a way out. */
final class CertificateFolder implements CertificateSource {

    private final Vertx vertx;
    private final Path folder;

    CertificateFolder(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    @Override
    public Uni<Optional<byte[]>> fetch(CertificateUrl url, Duration patience) {
        return vertx.fileSystem().readFile(folder.resolve(url.fileName()).toString())
                .map(file -> Optional.of(file.getBytes()))
                .onFailure(CertificateFolder::isMissing).recoverWithItem(Optional.empty())
                .ifNoItem().after(patience).fail();
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof FileSystemException && failure.getCause() instanceof NoSuchFileException;
    }
}
