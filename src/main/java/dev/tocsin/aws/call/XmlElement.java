package dev.tocsin.aws.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of XML.
 *
 * @param name without a prefix
 * @param attributes by their names with their prefixes
 * @param text what stands in it outside of other elements
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {

    Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).findFirst();
    }

    List<XmlElement> children(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).toList();
    }
}
