/** Calls any operation that the models know, as a role within what is allowed to people in a chat. */
package dev.tocsin.aws.call;
