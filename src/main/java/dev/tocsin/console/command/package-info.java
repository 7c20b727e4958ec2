/** Who has which role for commands, and the buttons that people add to notifications. */
package dev.tocsin.console.command;
