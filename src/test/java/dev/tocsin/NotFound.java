package dev.tocsin;

import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * Stands for tests that should have been found and were not, and fails: one test of one class, since Surefire counts nothing
 * else.
 */
final class NotFound extends EngineDescriptor {

    private final TestDescriptor ring;
    private final TestDescriptor test;
    private final Throwable because;

    NotFound(UniqueId id, Throwable because) {
        super(id, "The second ring, not found");
        this.because = because;
        this.ring = new Part(id.append("class", "ring"), "The second ring", ClassSource.from(AllOfQuarkusTest.class),
                Type.CONTAINER);
        this.test = new Part(ring.getUniqueId().append("method", "found"), "allAreFound",
                MethodSource.from(AllOfQuarkusTest.class.getName(), "allAreFound"), Type.TEST);
        addChild(ring);
        ring.addChild(test);
    }

    private static final class Part extends AbstractTestDescriptor {

        private final Type type;

        Part(UniqueId id, String name, TestSource source, Type type) {
            super(id, name, source);
            this.type = type;
        }

        @Override
        public Type getType() {
            return type;
        }
    }

    void fail(EngineExecutionListener listener) {
        listener.executionStarted(this);
        listener.executionStarted(ring);
        listener.executionStarted(test);
        listener.executionFinished(test, TestExecutionResult.failed(because));
        listener.executionFinished(ring, TestExecutionResult.successful());
        listener.executionFinished(this, TestExecutionResult.successful());
    }
}
