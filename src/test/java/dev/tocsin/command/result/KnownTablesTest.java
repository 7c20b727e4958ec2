package dev.tocsin.command.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

class KnownTablesTest {

    @Test
    void namesOnlyWhatTheModelsHave() {
        Set<String> wrong = new TreeSet<>();
        KnownTables.all().forEach((command, table) -> {
            String[] words = command.split(" ");
            Optional<ServiceModel> service = KnownModels.all().service(words[0]);
            if (service.isEmpty()) {
                wrong.add(command);
                return;
            }
            Optional<OperationModel> operation = service.get().operation(words[1]);
            if (operation.isEmpty()) {
                wrong.add(command);
                return;
            }
            Shape output = service.get().shape(operation.get().output().orElseThrow());
            for (String list : table.lists()) {
                Optional<Shape> items = Optional.of(output);
                for (String step : list.split("\\.")) {
                    items = items.flatMap(shape -> member(service.get(), shape, step.replace("[]", "")))
                            .flatMap(shape -> element(service.get(), shape));
                }
                if (items.isEmpty()) {
                    wrong.add(command + ": " + list);
                }
            }
            table.columns().forEach(column -> column.paths().forEach(path -> {
                boolean known = table.lists().stream().anyMatch(list -> {
                    Optional<Shape> at = Optional.of(output);
                    for (String step : list.split("\\.")) {
                        at = at.flatMap(shape -> member(service.get(), shape, step.replace("[]", "")))
                                .flatMap(shape -> element(service.get(), shape));
                    }
                    for (String step : path.split("\\.")) {
                        String name = step.replaceFirst("\\[.*", "");
                        at = at.flatMap(shape -> member(service.get(), shape, name));
                        if (step.endsWith("]")) {
                            at = at.flatMap(shape -> element(service.get(), shape));
                        }
                    }
                    return at.isPresent();
                });
                if (!known) {
                    wrong.add(command + ": " + path);
                }
            }));
        });
        assertThat(wrong).isEmpty();
    }

    private static Optional<Shape> member(ServiceModel service, Shape shape, String name) {
        return shape instanceof Shape.Structure structure ? structure.member(name).map(ShapeMember::shape).map(service::shape)
                : Optional.empty();
    }

    private static Optional<Shape> element(ServiceModel service, Shape shape) {
        return shape instanceof Shape.Sequence list ? Optional.of(service.shape(list.element().shape())) : Optional.empty();
    }
}
