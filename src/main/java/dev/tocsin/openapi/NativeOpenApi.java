package dev.tocsin.openapi;

import java.util.List;
import java.util.Map;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;

/**
 * At each start Quarkus reads the document that the build wrote, makes objects of it and writes it anew, because filters of
 * the running application could change it. All of ours are the build's, so the native executable gives the document as it
 * is: its start does not wait for that, and it needs neither the model of OpenAPI nor its reader and writers.
 */
@TargetClass(OpenApiDocumentService.class)
final class NativeOpenApi {

    @Alias
    private Map<String, OpenApiDocumentHolder> documentHolders;

    private NativeOpenApi() {
    }

    /** Called natively in place of the other. */
    @Substitute
    @SuppressWarnings({ "UnusedMethod", "UnusedVariable" })
    void prepareDocument(AutoSecurityFilter security, Map<OpenApiFilter.RunStage, List<String>> filters, String name) {
        documentHolders.put(name, new BuiltDocument());
    }
}
