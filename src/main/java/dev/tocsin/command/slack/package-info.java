/** Results of commands and questions about them, as Slack's blocks. */
package dev.tocsin.command.slack;
