package dev.tocsin.aws;

import java.util.function.Supplier;

import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/**
 * AWS's configuration files of the user we run as, or those that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, as they
 * are now. They are looked for when they are first asked for, since that may block. Where Java's own properties have keys
 * there are none: those come first, as in the SDK's default chain.
 */
final class ProfileFiles implements Supplier<ProfileFile> {

    private ProfileFileSupplier files;

    @Override
    public synchronized ProfileFile get() {
        if (System.getProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property()) != null) {
            return ProfileFile.aggregator().build();
        }
        if (files == null) {
            files = ProfileFileSupplier.defaultSupplier();
        }
        return files.get();
    }
}
