package dev.tocsin.aws.model;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/** The operations of a table, which are read when somebody asks for all of them: a call needs one. */
final class LazyOperations extends AbstractList<OperationModel> implements RandomAccess {

    private final ModelText text;
    private final String iam;
    private volatile List<OperationModel> read;

    /** @param iam what the service's actions begin with in policies */
    LazyOperations(ModelText text, String iam) {
        this.text = text;
        this.iam = iam;
    }

    /** Reads no other. */
    Optional<OperationModel> find(String cliName) {
        return text.operation(cliName).map(block -> OperationBlock.of(block, iam));
    }

    @Override
    public OperationModel get(int index) {
        return all().get(index);
    }

    @Override
    public int size() {
        return all().size();
    }

    private List<OperationModel> all() {
        List<OperationModel> known = read;
        if (known == null) {
            known = text.operations().stream().map(begin -> OperationBlock.of(text.block(begin), iam)).toList();
            read = known;
        }
        return known;
    }
}
