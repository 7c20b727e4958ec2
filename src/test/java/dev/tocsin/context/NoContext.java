package dev.tocsin.context;

import jakarta.enterprise.inject.Vetoed;

import dev.tocsin.notice.Notice;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Nothing is known beside what a message says, in tests without Quarkus. */
@Vetoed
public final class NoContext extends NoticeContext {

    public NoContext() {
        this(new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(ContextConfig.class).build()
                .getConfigMapping(ContextConfig.class));
    }

    private NoContext(ContextConfig config) {
        super(config, new AccountsFile(config), null);
    }

    @Override
    public Notice now(Notice notice) {
        return notice;
    }
}
