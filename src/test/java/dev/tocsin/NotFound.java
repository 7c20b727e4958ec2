package dev.tocsin;

import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Stands for tests that should have been found and were not, and fails. */
final class NotFound extends EngineDescriptor {

    private final Throwable because;

    NotFound(UniqueId id, Throwable because) {
        super(id, "The second ring, not found");
        this.because = because;
        addChild(new AbstractTestDescriptor(id.append("test", "found"), "all of the second ring are found",
                ClassSource.from(AllOfQuarkusTest.class)) {
            @Override
            public Type getType() {
                return Type.TEST;
            }
        });
    }

    void fail(EngineExecutionListener listener) {
        listener.executionStarted(this);
        for (TestDescriptor test : getChildren()) {
            listener.executionStarted(test);
            listener.executionFinished(test, TestExecutionResult.failed(because));
        }
        listener.executionFinished(this, TestExecutionResult.successful());
    }
}
