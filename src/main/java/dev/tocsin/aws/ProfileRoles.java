package dev.tocsin.aws;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Profiles of AWS's configuration files that take a role ({@code role_arn}): with the keys of another profile, which may take
 * a role itself ({@code source_profile}), with those of the place where we run ({@code credential_source}), or with a token
 * ({@code web_identity_token_file}).
 */
final class ProfileRoles {

    private final RoleSessions sessions;
    private final Map<String, String> environment;

    ProfileRoles(RoleSessions sessions, Map<String, String> environment) {
        this.sessions = sessions;
        this.environment = environment;
    }

    /**
     * Empty if there is no such profile, or if it takes no role.
     *
     * @throws AwsFault if it cannot be followed
     */
    Optional<IdentityProvider<? extends AwsCredentialsIdentity>> of(ProfileFile file, String name) {
        return file.profile(name).filter(ProfileRoles::takesARole)
                .map(profile -> role(file, profile, new HashSet<>()));
    }

    private static boolean takesARole(Profile profile) {
        return profile.property(ProfileProperty.ROLE_ARN).isPresent();
    }

    private IdentityProvider<AwsCredentialsIdentity> role(ProfileFile file, Profile profile, Set<String> passed) {
        if (!passed.add(profile.name())) {
            throw wrong(profile, "leads back to itself by source_profile");
        }
        AssumedRole role = roleOf(profile);
        Optional<String> token = profile.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE);
        if (token.isPresent()) {
            return sessions.ofToken(Path.of(token.get()), role);
        }
        Optional<String> source = profile.property(ProfileProperty.SOURCE_PROFILE);
        Optional<String> place = profile.property(ProfileProperty.CREDENTIAL_SOURCE);
        if (source.isPresent() == place.isPresent()) {
            throw wrong(profile, "needs either source_profile or credential_source beside role_arn");
        }
        return sessions.assumedBy(source.isPresent()
                ? source(file, profile, source.get(), passed)
                : place(file, profile, place.orElseThrow()), role);
    }

    private IdentityProvider<? extends AwsCredentialsIdentity> source(ProfileFile file, Profile profile, String name,
            Set<String> passed) {
        Profile source = file.profile(name)
                .orElseThrow(() -> wrong(profile, "names the source_profile " + name + ", which is not there"));
        if (name.equals(profile.name())) {
            return ownKeys(profile);
        }
        return takesARole(source)
                ? role(file, source, passed)
                : ProfileCredentialsProvider.builder().profileFile(file).profileName(name).build();
    }

    /** Of a profile that is its own source. */
    private static IdentityProvider<? extends AwsCredentialsIdentity> ownKeys(Profile profile) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                profile.property(ProfileProperty.AWS_ACCESS_KEY_ID)
                        .orElseThrow(() -> wrong(profile, "is its own source_profile and has no keys")),
                profile.property(ProfileProperty.AWS_SECRET_ACCESS_KEY)
                        .orElseThrow(() -> wrong(profile, "is its own source_profile and has no keys"))));
    }

    private static IdentityProvider<? extends AwsCredentialsIdentity> place(ProfileFile file, Profile profile, String place) {
        return switch (place) {
            case "Environment" -> EnvironmentVariableCredentialsProvider.create();
            case "EcsContainer" -> ContainerCredentialsProvider.create();
            case "Ec2InstanceMetadata" -> InstanceProfileCredentialsProvider.builder().profileFile(file)
                    .profileName(profile.name()).build();
            default -> throw wrong(profile, "has the credential_source " + place
                    + ", and not Environment, EcsContainer or Ec2InstanceMetadata");
        };
    }

    private AssumedRole roleOf(Profile profile) {
        return new AssumedRole(profile.property(ProfileProperty.ROLE_ARN).orElseThrow(),
                profile.property(ProfileProperty.ROLE_SESSION_NAME).orElse(AwsIdentity.SESSION),
                profile.property(ProfileProperty.REGION).orElse(AwsIdentity.region(environment)),
                profile.property(ProfileProperty.EXTERNAL_ID),
                profile.property(ProfileProperty.DURATION_SECONDS).map(seconds -> seconds(profile, seconds)));
    }

    private static Integer seconds(Profile profile, String seconds) {
        try {
            return Integer.valueOf(seconds.strip());
        } catch (NumberFormatException none) {
            throw wrong(profile, "has a duration_seconds that is no number");
        }
    }

    private static AwsFault wrong(Profile profile, String what) {
        return AwsFault.ofCredentials("the AWS profile " + profile.name() + " " + what);
    }
}
