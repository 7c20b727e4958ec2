package dev.tocsin.live;

import dev.tocsin.delivery.LiveMessage;

/**
 * Where a message is that somebody looks at.
 *
 * @param workspace the credential's owner, as destinations are sealed for
 * @param reference names the message there
 */
public record ChatSpot(String workspace, String channel, String reference) {

    boolean isOf(LiveMessage message, String itsWorkspace) {
        return workspace.equals(itsWorkspace) && channel.equals(message.channel())
                && message.reference().filter(reference::equals).isPresent();
    }
}
