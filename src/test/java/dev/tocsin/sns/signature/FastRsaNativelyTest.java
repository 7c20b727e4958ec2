package dev.tocsin.sns.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.Provider;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.svm.core.annotate.TargetClass;

/** The provider finds its own classes by their names, so the native executable has to be told them. */
class FastRsaNativelyTest {

    private static final String METADATA = "/META-INF/native-image/dev.tocsin/tocsin/reachability-metadata.json";

    @Test
    void nativeExecutableKnowsEveryServiceOfTheProvider() throws IOException {
        Set<String> services = AmazonCorrettoCryptoProvider.INSTANCE.getServices().stream()
                .map(Provider.Service::getClassName).collect(Collectors.toSet());
        assertThat(services).isNotEmpty();
        assertThat(known()).containsAll(services);
    }

    /** A substitution that finds no method breaks the link, which not every build tries. */
    @Test
    void whatIsOtherwiseInTheNativeExecutableExists() throws ReflectiveOperationException {
        Class<?> target = Class.forName(NativeCorretto.class.getAnnotation(TargetClass.class).className(), false,
                getClass().getClassLoader());
        assertThat(target.getDeclaredMethod("runSelfTest", String.class, Class.class).getReturnType())
                .isEqualTo(SelfTestResult.class);
    }

    private static Set<String> known() throws IOException {
        try (InputStream metadata = FastRsaNativelyTest.class.getResourceAsStream(METADATA)) {
            JsonNode types = new ObjectMapper().readTree(metadata).get("reflection");
            return StreamSupport.stream(types.spliterator(), false).map(entry -> entry.get("type").asText())
                    .collect(Collectors.toSet());
        }
    }
}
