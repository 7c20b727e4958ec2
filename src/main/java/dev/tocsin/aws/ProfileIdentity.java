package dev.tocsin.aws;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Who we are where no variable says it: the role of our profile in AWS's configuration files, or else what the SDK's default
 * chain finds, in other profiles too. The files may change while we run.
 */
final class ProfileIdentity implements IdentityProvider<AwsCredentialsIdentity> {

    private final Supplier<ProfileFile> files;
    private final ProfileRoles roles;
    private final String profile;
    private final IdentityProvider<? extends AwsCredentialsIdentity> otherwise;
    private Read last;

    ProfileIdentity(Supplier<ProfileFile> files, ProfileRoles roles, String profile,
            IdentityProvider<? extends AwsCredentialsIdentity> otherwise) {
        this.files = files;
        this.roles = roles;
        this.profile = profile;
        this.otherwise = otherwise;
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    /** Reads files, so not on an event loop. */
    @Override
    public CompletableFuture<? extends AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        try {
            return now().resolveIdentity(request);
        } catch (AwsFault wrong) {
            return CompletableFuture.failedFuture(wrong);
        }
    }

    /** What was fetched from STS is kept for as long as the files are the same. */
    private synchronized IdentityProvider<? extends AwsCredentialsIdentity> now() {
        ProfileFile file = files.get();
        if (last == null || !last.file.equals(file)) {
            last = new Read(file, roles.of(file, profile).orElse(otherwise));
        }
        return last.identity;
    }

    private record Read(ProfileFile file, IdentityProvider<? extends AwsCredentialsIdentity> identity) {
    }
}
