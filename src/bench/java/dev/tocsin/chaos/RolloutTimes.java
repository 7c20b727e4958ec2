package dev.tocsin.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;

/**
 * What a Deployment says of how its replicas are replaced.
 *
 * @param successorFirst whether a new one is started before an old one goes
 * @param settling how long a new one has to be ready before an old one goes
 * @param preStop how long after it was taken out of the Service the old one gets its SIGTERM
 * @param grace how long after that it is killed
 */
record RolloutTimes(int replicas, boolean successorFirst, Duration settling, Duration preStop, Duration grace) {

    static RolloutTimes of(Path manifest) throws IOException {
        DeploymentSpec spec = new YAMLMapper().readValue(manifest.toFile(), Deployment.class).getSpec();
        Container container = spec.getTemplate().getSpec().getContainers().get(0);
        Duration preStop = Duration.ofSeconds(container.getLifecycle().getPreStop().getSleep().getSeconds());
        return new RolloutTimes(spec.getReplicas(),
                spec.getStrategy().getRollingUpdate().getMaxSurge().getIntVal() > 0
                        && spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal() == 0,
                Duration.ofSeconds(spec.getMinReadySeconds()), preStop,
                Duration.ofSeconds(spec.getTemplate().getSpec().getTerminationGracePeriodSeconds()).minus(preStop));
    }

    RolloutTimes settlingFor(Duration atMost) {
        return new RolloutTimes(replicas, successorFirst, settling.compareTo(atMost) < 0 ? settling : atMost, preStop, grace);
    }
}
