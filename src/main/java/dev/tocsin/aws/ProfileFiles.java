package dev.tocsin.aws;

import java.util.function.Supplier;

import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/**
 * AWS's configuration files of the user we run as, or those that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, as they
 * are now. They are looked for when they are first asked for, since that may block.
 */
final class ProfileFiles implements Supplier<ProfileFile> {

    private ProfileFileSupplier files;

    @Override
    public synchronized ProfileFile get() {
        if (files == null) {
            files = ProfileFileSupplier.defaultSupplier();
        }
        return files.get();
    }
}
