/** What people type in a chat, understood: a function of the text and of the models. */
package dev.tocsin.command.language;
