package dev.tocsin.watch;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

/** The settings that this replica runs with, for people to look at. */
@Singleton
public final class EffectiveSettings {

    private final Config config;

    EffectiveSettings(Config config) {
        this.config = config;
    }

    /** Those that differ from what they are by themselves, as the start reports them. */
    public List<GivenSetting> given() {
        return GivenSettings.listed(config);
    }
}
